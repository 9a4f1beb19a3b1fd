import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../src/cli/main.ts";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { readRulebook } from "../../src/rulebook/load.ts";
import { brokenFolder, brokenRulebooks, expectedFile } from "./rulebook-fixtures.ts";

const broken = brokenRulebooks();

/** Codes that no single folder of rules can show: each has a test of its own, in the file named. */
const shownElsewhere = new Map([
  ["rulebook/missing-file", "load.test.ts"],
  ["rulebook/unknown-retired-rule", "profile.test.ts"],
]);

describe("broken rulebooks", () => {
  describe.each(broken)("$failure", ({ files, expected }) => {
    const { raw, issues } = readRulebook(files, embeddedContent);

    test("is refused with exactly these issues, where they stand", () => {
      expect(issues.map(({ code, path, file, line, column }) => ({ code, path, file, line, column }))).toEqual(
        expected,
      );
      expect(expected.length).toBeGreaterThan(0);
      expect(raw).toBeUndefined();
    });

    test("says what was expected, on one line, with help", () => {
      for (const { message, help = "", severity } of issues) {
        expect(severity).toBe("error");
        expect(message).toMatch(/^[a-z`][^\n\r]*[^.\n\r]$/);
        expect(help).toMatch(/^[a-z`][^\n\r]+$/);
        expect(help).not.toMatch(/\.$/);
      }
    });
  });

  test("every code of a rulebook's issues is shown by a folder, or by a test of its own", () => {
    const declared = readFileSync("src/issues/issue.ts", "utf8").match(/"rulebook\/[a-z-]+"/g) ?? [];
    const codes = declared.map((code) => code.slice(1, -1));
    const shown = new Set<string>(broken.flatMap(({ expected }) => expected.map(({ code }) => code)));
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !shown.has(code) && !shownElsewhere.has(code))).toEqual([]);
    expect([...shown].filter((code) => !codes.includes(code))).toEqual([]);
    for (const [code, file] of shownElsewhere) expect(readFileSync(`test/rulebook/${file}`, "utf8")).toContain(code);
  });

  test("every folder is named after the code of one of its issues", () => {
    const misnamed = broken.filter(
      ({ failure, expected }) =>
        failure !== "several-issues-at-once" &&
        !expected.some(({ code }) => failure.split("--")[0] === code.slice("rulebook/".length)),
    );
    expect(misnamed.map(({ failure }) => failure)).toEqual([]);
  });
});

describe("help for a broken rulebook", () => {
  // What the reader most likely meant, for failures in which that can be known.
  const helpOf: readonly (readonly [failure: string, help: string])[] = [
    ["unknown-fact--near-name", "did you mean `patient.pregnant`?"],
    ["unknown-fact--wrong-group", "did you mean `conditions.migraineWithAura`?"],
    ["unknown-slot--near-name", "did you mean `eligibility`?"],
    ["unknown-slot--in-also", "did you mean `risk.thrombosis`?"],
    ["unknown-topic--near-name", "did you mean `contraindications`?"],
    ["unknown-operator--near-name", "did you mean `equal`?"],
    ["unknown-key--in-the-rule", "did you mean `sources`?"],
    ["unknown-key--in-the-parameters", "did you mean `summary`?"],
    ["value-does-not-fit--not-in-the-code-list", "did you mean `poorly-controlled`?"],
    ["value-does-not-fit--one-of-several-not-in-the-code-list", "did you mean `male`?"],
    ["negative-operator--not-equal", "wrap the positive leaf in `not`: then unknown stays unknown"],
  ];

  test.each(helpOf)("%s: %s", (failure, help) => {
    const files = broken.find((one) => one.failure === failure)?.files ?? [];
    expect(readRulebook(files, embeddedContent).issues.map((issue) => issue.help)).toEqual([help]);
  });

  test("a name that is far from all others is not guessed at", () => {
    const files = broken.find(({ failure }) => failure === "unknown-fact--no-near-name")?.files ?? [];
    expect(readRulebook(files, embeddedContent).issues[0]?.help).not.toContain("did you mean");
  });
});

describe("sclero check", () => {
  let copies = "";
  beforeAll(() => {
    // The expected issues are no file of the rulebook: the command gets the rules alone.
    copies = mkdtempSync(join(tmpdir(), "sclero-rulebooks-"));
    cpSync(brokenFolder, copies, { recursive: true, filter: (source) => basename(source) !== expectedFile });
  });
  afterAll(() => rmSync(copies, { recursive: true }));

  test.each(broken)("$failure", async ({ failure, expected }) => {
    const folder = join(copies, failure);
    const { text, exit } = await run(["check", folder]);
    expect(exit).toBe(1);
    for (const { code, file, line, column } of expected) {
      expect(text).toContain(`error: ${join(folder, file)}:${line}:${column}`);
      expect(text).toContain(`[${code}]`);
    }
    expect(text).toContain(`\n${expected.length} issue${expected.length === 1 ? "" : "s"}\n`);
  });

  test("--json gives the same issues to machines", async () => {
    const folder = join(copies, "several-issues-at-once");
    const { text, exit } = await run(["check", folder, "--json"]);
    const { issues } = JSON.parse(text) as { issues: { code: string; line: number; column: number }[] };
    const expected = broken.find(({ failure }) => failure === "several-issues-at-once")?.expected ?? [];
    expect(exit).toBe(1);
    expect(issues.map(({ code, line, column }) => ({ code, line, column }))).toEqual(
      expected.map(({ code, line, column }) => ({ code, line, column })),
    );
  });

  test("the rulebook of the package has no issues", async () => {
    expect(await run(["check", "rules"])).toEqual({ text: "rules: no issues\n", exit: 0 });
  });
});
