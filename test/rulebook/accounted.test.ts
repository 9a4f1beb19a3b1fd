import { describe, expect, test } from "vitest";
import { readRuleFiles } from "../../src/cli/files.ts";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { readRulebook } from "../../src/rulebook/load.ts";
import type { RulebookFile } from "../../src/rulebook/read-json.ts";
import { ruleFile, smallRule } from "./small-rule.ts";

const files = readRuleFiles("rules").map((file) => ({ name: file.name, text: "text" in file ? file.text : "" }));

/** The rules with one file changed; the change has to find something. */
function withChange(file: string, change: (text: string) => string): RulebookFile[] {
  return files.map((one) => {
    if (one.name !== `rules/${file}`) return one;
    const text = change(one.text);
    if (text === one.text) throw new Error(`nothing to change in ${file}`);
    return { name: one.name, text };
  });
}

/** The line and column at which the value of a key begins. */
function placeOfValue(file: string, key: string) {
  const text = files.find(({ name }) => name === `rules/${file}`)?.text ?? "";
  const before = text.slice(0, text.indexOf(`"${key}": `) + `"${key}": `.length);
  return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
}

/** The rows of a kind that exactly one rule cites. */
function citedOnce(rows: object): string[] {
  const counts = new Map<string, number>();
  for (const { sources, resolution = [] } of embeddedContent.topics.flatMap(({ rules }) => rules))
    for (const id of [...sources, ...resolution]) counts.set(id, (counts.get(id) ?? 0) + 1);
  return Object.keys(rows).filter((id) => counts.get(id) === 1);
}

const without = (id: string) => (text: string) => text.replaceAll(`"${id}", `, "").replaceAll(`, "${id}"`, "");
const lastOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The rule file whose rules cite a row beside others, so that the citation alone can be taken out. */
function fileCiting(id: string): string | undefined {
  const found = files.find(({ text }) => without(id)(text) !== text);
  return found === undefined ? undefined : lastOf(found.name);
}

describe("a row that no rule rests on", () => {
  test("the rulebook as it stands accounts for all", () => {
    expect(readRulebook(files).issues).toEqual([]);
  });

  test.each([
    ["statements.json", "statements", embeddedContent.statements],
    ["authorities.json", "authorities", embeddedContent.authorities],
    ["resolutions.json", "resolutions", embeddedContent.resolutions],
  ] as const)("%s: taking the only citation out is found, with file, line and column", (rowFile, key, rows) => {
    const id = citedOnce(rows).find((one) => fileCiting(one) !== undefined) ?? "";
    expect(id).not.toBe("");
    const { raw, issues } = readRulebook(withChange(fileCiting(id) ?? "", without(id)));
    expect(raw).toBeUndefined();
    expect(issues).toEqual([
      {
        code: "rulebook/unaccounted-row",
        severity: "error",
        path: `${key}.${id}`,
        message: `expected a rule that rests on \`${id}\`, found none`,
        help: "write the rule, or give the reason in the row",
        file: `rules/${rowFile}`,
        ...placeOfValue(rowFile, id),
      },
    ]);
  });

  test("a row that is cited twice may lose one", () => {
    const changed = withChange("volume.json", without("A-28"));
    expect(readRulebook(changed).issues).toEqual([]);
  });

  test("a reason in its place accounts for it", () => {
    const id = citedOnce(embeddedContent.statements).find((one) => fileCiting(one) !== undefined) ?? "";
    const reasoned = withChange(fileCiting(id) ?? "", without(id)).map((file) =>
      file.name === "rules/statements.json" && "text" in file && file.text !== undefined
        ? { name: file.name, text: file.text.replace(`"${id}": {`, `"${id}": { "notActionable": "a test",`) }
        : file,
    );
    expect(readRulebook(reasoned).issues).toEqual([]);
  });
});

describe("a row with a reason", () => {
  test.each([
    ["statements.json", "notActionable", "S1-194"],
    ["authorities.json", "notActionable", "A-63"],
    ["resolutions.json", "notCoded", "C44"],
  ])("%s: cited all the same, it contradicts itself", (file, key, id) => {
    const changed = withChange(file, (text) => text.replace(`"${id}": {`, `"${id}": { "${key}": "a test",`));
    expect(readRulebook(changed).issues).toMatchObject([
      {
        code: "rulebook/unaccounted-row",
        severity: "error",
        message: `expected no rule that rests on \`${id}\`, which is said not to be used`,
        help: "take the reason out of the row",
        file: `rules/${file}`,
        ...placeOfValue(file, id),
      },
    ]);
  });

  test("every reason that is given is a sentence", () => {
    const reasons = [
      ...Object.values(embeddedContent.statements).map(({ notActionable }) => notActionable),
      ...Object.values(embeddedContent.authorities).map(({ notActionable }) => notActionable),
      ...Object.values(embeddedContent.resolutions).map(({ notCoded }) => notCoded),
    ].filter((reason) => reason !== undefined);
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.filter((reason) => reason.trim().split(" ").length < 3)).toEqual([]);
  });
});

test("a few rules of one's own need not account for the rows that they are based on", () => {
  expect(readRulebook([ruleFile([smallRule()])], embeddedContent).issues).toEqual([]);
});

describe("what a rule explains", () => {
  const explaining = (...explains: readonly string[]) =>
    readRulebook([ruleFile([smallRule(), smallRule({ name: "contraindication.why" }, { explains })])], embeddedContent);

  test("a rule of the rulebook", () => {
    expect(explaining("contraindication.example").issues).toEqual([]);
  });

  test("a name that is none is refused, with the nearest", () => {
    expect(explaining("contraindication.example", "contraindication.exampel").issues).toMatchObject([
      {
        code: "rulebook/unknown-rule",
        path: "rules[1].event.params.explains[1]",
        message: "unknown rule `contraindication.exampel`",
        help: expect.stringContaining("contraindication.example"),
        file: "contraindications.json",
      },
    ]);
  });

  test("a rule that is explained cannot be taken out of the rulebook alone", () => {
    const changed = withChange("volume.json", (text) =>
      text.replace('"name": "volume.face-and-hand"', '"name": "volume.face-or-hand"'),
    );
    expect(readRulebook(changed).issues).toMatchObject([
      {
        code: "rulebook/unknown-rule",
        file: "rules/face-and-hand.json",
        message: "unknown rule `volume.face-and-hand`",
      },
    ]);
  });
});
