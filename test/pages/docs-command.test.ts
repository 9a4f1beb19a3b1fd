import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import type { Options, Output } from "../../src/cli/commands/command.ts";
import { writeDocs } from "../../src/cli/commands/docs.ts";
import { type AssetFolders, assetFolders } from "../../src/cli/docs/assets.ts";
import { run } from "../../src/cli/main.ts";
import { UsageError } from "../../src/cli/usage.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { type HandedOn, takeOver } from "../../src/rulebook/handed-on.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { always, rule } from "../support/small-rulebook.ts";
import { optionsWith } from "./options.ts";

let directory = "";
let folders: AssetFolders;
let bare: AssetFolders;
const at = (...path: string[]): string => join(directory, ...path);
const put = (path: string, content: unknown): string => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), typeof content === "string" ? content : JSON.stringify(content));
  return at(path);
};

/** The files of a folder by their path, with their text. */
const filesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "sclero-docs-"));
  put("built/pages/search.js", "/* search */");
  put("built/playground/index.html", "<!doctype html>");
  put("built/playground/rulebook.js", "// none");
  put("built/playground/parts/app.js", "/* app */");
  // A few rules and a case: what is tested here does not depend on how many there are.
  put("rules/technique.json", { topic: "technique", rules: [rule("a.b", always), rule("a.c", always)] });
  put("cases/one.json", { title: "Everyone", case: { patient: {} }, expect: { outcomes: { "a.b": "applies" } } });
  const { styles } = assetFolders();
  folders = { styles, scripts: at("built/pages"), playground: at("built/playground") };
  bare = { styles, scripts: at("none"), playground: at("none") };
});
afterAll(() => rmSync(directory, { recursive: true }));

const few = (output: string, more: Partial<Options> = {}): Output =>
  writeDocs([], optionsWith({ output, rules: at("rules"), cases: at("cases"), ...more }), folders);

describe("sclero docs", () => {
  test("writes pages, style, script, playground and the list of its files", () => {
    const { text, exit } = few(at("site"));
    const files = filesIn(at("site"));
    expect(exit).toBe(0);
    expect(text).toContain(`${at("site")}/index.html`);
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        "index.html",
        "site.css",
        "icon.svg",
        "search.js",
        "topics/technique.html",
        "playground/parts/app.js",
      ]),
    );
    const { files: listed } = JSON.parse(files["site-files.json"] ?? "") as { files: string[] };
    expect([...listed, "site-files.json"].sort()).toEqual(Object.keys(files).sort());
    expect(files["topics/technique.html"]).toContain("playground/index.html#case=");
    expect(files["topics/technique.html"]).toContain("Everyone");
  });

  test("gives the same bytes again, wherever the folders lie and however the rule files are laid out", () => {
    few(at("first"));
    cpSync(at("cases"), at("elsewhere/cases"), { recursive: true });
    put(
      "elsewhere/rules/renamed.json",
      JSON.stringify(JSON.parse(readFileSync(at("rules/technique.json"), "utf8")), null, 7),
    );
    few(at("second"), { rules: at("elsewhere/rules"), cases: at("elsewhere/cases") });
    expect(filesIn(at("second"))).toEqual(filesIn(at("first")));
  });

  test("writes over what it wrote before, and takes away what is no longer part of it", () => {
    few(at("again"));
    put("two/technique.json", { topic: "volume", rules: [rule("a.b", always)] });
    mkdirSync(at("again/topics/empty"));
    few(at("again"), { rules: at("two") });
    expect(existsSync(at("again/topics/volume.html"))).toBe(true);
    expect(existsSync(at("again/topics/technique.html"))).toBe(false);
    few(at("fresh"), { rules: at("two") });
    expect(filesIn(at("again"))).toEqual(filesIn(at("fresh")));
  });

  test("touches nothing in a folder that holds what it did not write", () => {
    put("foreign/notes/mine.txt", "mine");
    expect(() => few(at("foreign"))).toThrow(UsageError);
    expect(() => few(at("foreign"))).toThrow(/notes\/mine\.txt/);
    expect(filesIn(at("foreign"))).toEqual({ "notes/mine.txt": "mine" });
    few(at("grown"));
    put("grown/topics/mine.html", "mine");
    const before = filesIn(at("grown"));
    expect(() => few(at("grown"), { rules: at("two") })).toThrow(/topics\/mine\.html/);
    expect(filesIn(at("grown"))).toEqual(before);
  });

  test("follows no link out of the folder, whatever the list of files says", () => {
    const outside = put("outside.txt", "mine");
    put("linked/site-files.json", { files: ["index.html", "../outside.txt", 7] });
    symlinkSync(outside, at("linked/index.html"));
    expect(() => few(at("linked"))).toThrow(UsageError);
    put("claims/site-files.json", { files: ["../outside.txt", "gone.html"] });
    expect(few(at("claims")).exit).toBe(0);
    put("torn/site-files.json", "{");
    expect(() => few(at("torn"))).toThrow(/site-files\.json/);
    expect(readFileSync(outside, "utf8")).toBe("mine");
  });

  test.each([
    ["no folder", [], undefined],
    ["standard output", [], "-"],
    ["an operand", ["more"], "site"],
  ])("refuses %s", (_, operands, output) => {
    expect(() => writeDocs(operands, optionsWith({ output }), folders)).toThrow(UsageError);
  });

  test("refuses a file in the place of the folder, and a folder of cases that is not there", () => {
    expect(() => few(put("file", ""))).toThrow(/no folder/);
    expect(() => few(at("site"), { cases: at("nowhere") })).toThrow(/there is no folder/);
  });

  test("says in a line each what it had to leave out", () => {
    const { text, exit } = writeDocs(
      [],
      optionsWith({ output: at("bare"), rules: at("rules"), cases: at("cases") }),
      bare,
    );
    expect([exit, text.match(/^left out: \w+/gm)]).toEqual([0, ["left out: search", "left out: playground"]]);
    for (const page of Object.values(filesIn(at("bare")))) expect(page).not.toMatch(/playground\/index|search\.html/);
  });

  test("is called by its name, with its own flags and no others", async () => {
    const { exit, text } = await run(["docs", "-o", at("called"), "--rules", at("rules"), "--cases", at("cases")]);
    expect([exit, existsSync(at("called/topics/technique.html"))]).toEqual([0, true]);
    expect(text).toContain("1 case;");
    const { exit: refused, errorText } = await run(["docs", "-o", at("called"), "--workers", "2"]);
    expect([refused, errorText]).toEqual([2, expect.stringContaining("docs takes no --workers")]);
  });

  test("names the cases that cannot be read, and writes the others", () => {
    cpSync(at("cases"), at("broken"), { recursive: true });
    put("broken/two.json", { title: "" });
    const { text, exit } = few(at("with-broken"), { cases: at("broken"), json: true });
    const { issues, cases } = JSON.parse(text) as { issues: { code: string; file: string }[]; cases: number };
    expect([exit, cases]).toEqual([1, 1]);
    expect(new Set(issues.map(({ code, file }) => `${code} ${file}`))).toEqual(
      new Set([`fixture/invalid ${at("broken/two.json")}`]),
    );
  });
});

describe("the rulebook that the playground is given", () => {
  const handed = (folder: string): unknown => {
    const script = readFileSync(join(folder, "playground/rulebook.js"), "utf8");
    return JSON.parse(runInNewContext(`${script}\nJSON.stringify(globalThis.scleroRulebook ?? null)`) as string);
  };
  const told = (folder: string): Rulebook | undefined => {
    const given = handed(folder);
    return given === null ? undefined : takeOver(given);
  };

  test("comes with the word that there is a site around the playground", () => {
    writeDocs([], optionsWith({ output: at("told"), cases: at("cases") }), folders);
    few(at("told-files"));
    for (const folder of [at("told"), at("told-files")]) {
      const script = readFileSync(join(folder, "playground/rulebook.js"), "utf8");
      expect(runInNewContext(`${script}\nglobalThis.scleroSite`)).toBe(true);
    }
  });

  test("is its own where the site shows that one", () => {
    writeDocs([], optionsWith({ output: at("embedded"), cases: at("cases") }), folders);
    expect(told(at("embedded"))).toBeUndefined();
  });

  test("is that of the rule files, to the digest", () => {
    few(at("files"));
    const given = createAdvisor({
      rulebook: [{ name: "t.json", text: readFileSync(at("rules/technique.json"), "utf8") }],
    });
    expect(told(at("files"))?.digest).toBe(given.rulebook.digest);
    // What both have embedded stays at home.
    expect(Object.keys((handed(at("files")) as HandedOn).content)).toEqual(["topics"]);
  });

  test("is that of the profile, to the digest", () => {
    const [first] = embeddedRulebook().rules;
    const profile = put("profile.json", {
      name: "ours",
      add: [{ topic: "technique", rules: [rule("ours.one", always)] }],
      retire: [first?.name],
    });
    writeDocs([], optionsWith({ output: at("profiled"), profile, cases: at("cases") }), folders);
    const loaded = told(at("profiled"));
    expect(loaded?.ruleByName.has("ours.one")).toBe(true);
    expect(loaded?.ruleByName.has(first?.name ?? "")).toBe(false);
    expect(loaded?.profile).toMatchObject({ name: "ours", added: ["ours.one"], retired: [first?.name] });
    const overview = readFileSync(at("profiled/index.html"), "utf8");
    for (const text of ["ours", "ours.one", first?.name, loaded?.digest]) expect(overview).toContain(text);
  });

  test("is handed on too where a profile empties rows of a rulebook's own guidance", () => {
    cpSync("rules", at("whole"), { recursive: true });
    const statements = JSON.parse(readFileSync("rules/statements.json", "utf8")) as {
      statements: Record<string, { section: string }>;
    };
    const { rules } = embeddedRulebook();
    // A rule that alone rests on some row of a document.
    const only = rules.find(({ sources }) =>
      sources.some((id) => id in statements.statements && rules.filter((one) => one.sources.includes(id)).length === 1),
    );
    for (const row of Object.values(statements.statements)) row.section += " (revised)";
    put("whole/statements.json", statements);
    const profile = put("retiring.json", { name: "ours", retire: [only?.name] });
    const { text } = writeDocs(
      [],
      optionsWith({ output: at("emptied"), rules: at("whole"), profile, cases: at("cases") }),
      folders,
    );
    expect(text).not.toMatch(/left out/);
    expect(told(at("emptied"))?.ruleByName.has(only?.name ?? "")).toBe(false);
  });
});
