import { describe, expect, test } from "vitest";
import { readRuleFiles } from "../../src/cli/files.ts";
import { RulebookError } from "../../src/issues/errors.ts";
import { checkRulebook } from "../../src/rulebook/check-rulebook.ts";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { loadRulebook, readRulebook } from "../../src/rulebook/load.ts";
import type { RulebookFile } from "../../src/rulebook/read-json.ts";
import { rulebookSchemas } from "../../src/rulebook/schema.ts";
import { ruleFile, ruleText, smallRule } from "./small-rule.ts";

const issuesOf = (files: readonly RulebookFile[]) => readRulebook(files, embeddedContent).issues;
const codesAndPaths = (files: readonly RulebookFile[]) => issuesOf(files).map(({ code, path }) => `${code} ${path}`);

describe("loadRulebook", () => {
  test("takes a sound rule", () => {
    expect(issuesOf([ruleText([smallRule()])])).toEqual([]);
    expect(loadRulebook([ruleText([smallRule()])], embeddedContent).rules.map(({ name }) => name)).toEqual([
      "contraindication.example",
    ]);
  });

  test("takes a summary of 139 characters, refuses one of 140", () => {
    const withSummary = (length: number) => [ruleText([smallRule({}, { summary: "x".repeat(length) })])];
    expect(issuesOf(withSummary(139))).toEqual([]);
    expect(codesAndPaths(withSummary(140))).toEqual(["rulebook/summary-too-long rules[0].event.params.summary"]);
  });

  test("takes 20 levels of conditions, refuses 21", () => {
    const leaf = { fact: "patient.pregnant", operator: "equal", value: true };
    const nested = (levels: number): unknown => (levels === 0 ? leaf : { not: nested(levels - 1) });
    expect(issuesOf([ruleText([smallRule({ conditions: nested(20) })])])).toEqual([]);
    expect(codesAndPaths([ruleText([smallRule({ conditions: nested(21) })])])).toEqual([
      `rulebook/ambiguous-condition rules[0].conditions${".not".repeat(21)}`,
    ]);
  });

  test("takes the ends of a fact's range, both included", () => {
    for (const value of [0, 120]) {
      const conditions = { all: [{ fact: "patient.ageYears", operator: "equal", value }] };
      expect(issuesOf([ruleText([smallRule({ conditions })])])).toEqual([]);
    }
  });

  test("takes any line break for a line break in a summary", () => {
    for (const lineBreak of ["\n", "\r", "\u2028", "\u2029", "\u0085"])
      expect(codesAndPaths([ruleText([smallRule({}, { summary: `Defer${lineBreak}it` })])])).toEqual([
        "rulebook/wrong-type rules[0].event.params.summary",
      ]);
  });

  test("throws with all issues, its message naming the first and how many follow", () => {
    const files = [ruleText([smallRule({ title: 3, sources: "A-63" })])];
    expect(() => loadRulebook(files, embeddedContent)).toThrow(RulebookError);
    try {
      loadRulebook(files, embeddedContent);
    } catch (error) {
      const { message, issues } = error as RulebookError;
      expect(issues.map(({ path }) => path)).toEqual(["rules[0].title", "rules[0].sources"]);
      expect(message).toBe(
        "the rulebook cannot be used: rules[0].title: expected a string, found a number (and 1 more)",
      );
    }
  });

  test("content handed over as values is checked too, without line and column", () => {
    expect(issuesOf([ruleFile([smallRule({ scope: "leg" })])])).toEqual([
      {
        code: "rulebook/not-in-list",
        severity: "error",
        path: "rules[0].scope",
        message: "expected one of `patient`, `vein`, `followUp`",
        help: "known are `patient`, `vein`, `followUp`",
        file: "contraindications.json",
      },
    ]);
  });

  test("issues come in the order of files, lines and columns, whatever the order of the files", () => {
    const a = { name: "a.json", text: '{ "topic": 1,\n  "rules": 2 }' };
    const b = { name: "b.json", text: '{ "topic": 1, "rules": 2 }' };
    const places = (files: readonly RulebookFile[]) =>
      issuesOf(files).map(({ file, line, column }) => `${file}:${line}:${column}`);
    expect(places([b, a])).toEqual(["a.json:1:12", "a.json:2:12", "b.json:1:12", "b.json:1:24"]);
    expect(places([a, b])).toEqual(places([b, a]));
  });

  test("columns count from the line's start with Windows line ends too", () => {
    const text = '{\r\n  "topic": "contraindications",\r\n  "rules": 2\r\n}';
    expect(issuesOf([{ name: "a.json", text }])).toMatchObject([{ path: "rules", line: 3, column: 12 }]);
  });
});

describe("missing files", () => {
  const all = readRuleFiles("rules");
  const without = (name: string) => all.filter((file) => file.name !== `rules/${name}`);

  test.each(Object.keys(rulebookSchemas().fixedFiles))("without a base %s has to be there", (name) => {
    expect(readRulebook(without(name)).issues).toMatchObject([
      { code: "rulebook/missing-file", path: "", file: name, message: `expected the file \`${name}\`` },
    ]);
    expect(readRulebook(without(name), embeddedContent).issues).toEqual([]);
  });

  test("a rulebook without rules is refused: it would let every patient proceed", () => {
    expect(codesAndPaths([])).toEqual(["rulebook/missing-file "]);
    const vocabulary = all.filter(({ name }) => name === "rules/vocabulary.json");
    expect(codesAndPaths(vocabulary)).toEqual(["rulebook/missing-file "]);
    expect(codesAndPaths([ruleText([])])).toEqual(["rulebook/missing-file "]);
  });

  test("an empty topic beside others is left out of the rulebook", () => {
    const files = [ruleText([smallRule()]), ruleText([], "technique")];
    expect(readRulebook(files, embeddedContent).raw?.topics.map(({ topic }) => topic)).toEqual(["contraindications"]);
  });
});

describe("odd JSON", () => {
  const oddText: readonly (readonly [what: string, text: string, line: number, column: number])[] = [
    ["nothing", "", 1, 1],
    ["white space", "  ", 1, 1],
    ["a word", "nan", 1, 1],
    ["a byte order mark", "\ufeff{}", 1, 1],
    ["a number with a leading zero", '{"topic":01}', 1, 10],
    ["an unknown escape", '{"topic":"\\x"}', 1, 11],
    ["a tab in a string", '{"topic":"a\tb"}', 1, 12],
    ["two values", '{"topic":"a"}{}', 1, 14],
    ["100,000 open brackets", "[".repeat(100_000), 1, 101],
    ["100,000 brackets", "[".repeat(100_000) + "]".repeat(100_000), 1, 101],
    ["100,000 levels of objects", `${'{"not":'.repeat(100_000)}1${"}".repeat(100_000)}`, 1, 701],
  ];
  test.each(oddText)("%s is invalid JSON", (_, text, line, column) => {
    expect(issuesOf([{ name: "a.json", text }])).toMatchObject([
      { code: "rulebook/invalid-json", path: "", file: "a.json", line, column },
    ]);
  });

  test("brackets in strings are no levels, and escaped quotes end no string", () => {
    const title = `${"[".repeat(200)}\\"{${"{".repeat(200)}`;
    expect(issuesOf([ruleText([smallRule({ title })])])).toEqual([]);
  });

  const oddValues: readonly (readonly [what: string, json: unknown])[] = [
    ["undefined", undefined],
    ["a function", () => ({})],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["a number without a value", { topic: Number.NaN, rules: [] }],
    ["undefined in a list", { topic: "contraindications", rules: [undefined] }],
    ["a symbol", { topic: Symbol("contraindications"), rules: [] }],
  ];
  test.each(oddValues)("%s could not have come from JSON", (_, json) => {
    expect(codesAndPaths([{ name: "a.json", json }])).toEqual(["rulebook/invalid-json "]);
  });

  test("a circle is no JSON", () => {
    const circle: Record<string, unknown> = { topic: "contraindications" };
    circle["rules"] = [circle];
    expect(codesAndPaths([{ name: "a.json", json: circle }])).toEqual(["rulebook/invalid-json "]);
  });

  test.each([null, 5, "x", true, [], [[]]])("%j is no file of rules", (json) => {
    expect(codesAndPaths([{ name: "a.json", json }])).toEqual(["rulebook/wrong-type "]);
  });

  test.each([null, 5, "x", true, []])("%j is no rule", (rule) => {
    expect(codesAndPaths([ruleFile([rule])])).toEqual(["rulebook/wrong-type rules[0]"]);
  });

  test.each([null, 5, "x", true, []])("%j is no condition", (condition) => {
    expect(codesAndPaths([ruleFile([smallRule({ conditions: { all: [condition] } })])])).toEqual([
      "rulebook/wrong-type rules[0].conditions.all[0]",
    ]);
  });

  test("a topic that cannot be turned into text does not hide the rules' own issues", () => {
    const json = { topic: { toString: 1 }, rules: [smallRule({ sources: [] })] };
    expect(codesAndPaths([{ name: "a.json", json }])).toEqual([
      "rulebook/missing-source rules[0].sources",
      "rulebook/wrong-type topic",
    ]);
  });

  test.each(["constructor", "toString", "__proto__"])("a file named %s is a file of rules", (name) => {
    expect(codesAndPaths([{ name, json: {} }])).toEqual(["rulebook/missing-key rules", "rulebook/missing-key topic"]);
  });

  test("a key with a line break leaves the message on one line", () => {
    const [issue] = issuesOf([
      { name: "a.json", text: '{"a\\nb":1,"a\\nb":1,"topic":"contraindications","rules":[]}' },
    ]);
    expect(issue).toMatchObject({ code: "rulebook/duplicate-key", line: 1, column: 11 });
    expect(issue?.message).toBe("expected each key once, `a b` stands twice in one object");
  });
});

describe("the caller's values", () => {
  test("are copied: neither frozen by the rulebook nor able to change it", () => {
    const rule = structuredClone(smallRule()) as { title: string };
    const rulebook = loadRulebook([ruleFile([rule])], embeddedContent);
    expect(Object.isFrozen(rule)).toBe(false);
    rule.title = "Another criterion";
    expect(rulebook.rules[0]?.title).toBe("The session waits");
  });

  test("may be frozen", () => {
    expect(issuesOf([Object.freeze(ruleFile([Object.freeze(smallRule())]))])).toEqual([]);
  });
});

test.each<[string, unknown, string[]]>([
  ["nothing", undefined, ["files"]],
  ["a folder's name", "rules", ["files"]],
  ["one file in place of a list", { name: "a.json", text: "{}" }, ["files"]],
  ["parsed files without their names", [{ topic: "contraindications", rules: [] }, null], ["files[0]", "files[1]"]],
])("no files of a rulebook: %s", (_name, files, paths) => {
  const issues = checkRulebook(files as Parameters<typeof checkRulebook>[0]);
  expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual(paths.map((path) => `rulebook/wrong-type ${path}`));
});
