import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { run } from "../../src/cli/main.ts";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { createRandomCases } from "../support/random-case.ts";
import { always, leaf, rule, smallFile } from "../support/small-rulebook.ts";

let directory = "";
const at = (name: string): string => join(directory, name);
const put = (name: string, content: unknown): string => {
  const path = at(name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

const longId = "a-name-of-a-vein-that-takes-all-the-sixty-four-characters-of-one";
const pregnant = { patient: { pregnant: true }, veins: [{ id: "web", type: "telangiectasia" }] };

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "sclero-"));
  put("pregnant.json", pregnant);
  put("wrong.json", { patient: { pregnant: "Jane Roe", agee: 40 } });
  put("broken.json", '{ "patient": { "name": "Jane Roe" ');
  put("empty-folder/readme.txt", "nothing");
  put("rules/technique.json", smallFile([rule("technique.one", leaf("conditions.smoking"))]).json);
  put("bad-rules/technique.json", '{\n  "topic": "technique",\n  "rules": [{ "name": "one" }]\n}\n');
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Lines that a terminal of 80 columns would break. */
const tooLong = (text: string): string[] => text.split("\n").filter((line) => [...line].length > 80);

/** A text as it was before it was broken into lines. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

/** Everything that a command writes. */
const printed = async (...argv: string[]) => {
  const { text, errorText = "", exit } = await run(argv);
  expect(text + errorText).not.toMatch(/\n\s+at \S+ \(|node:internal|\w+Error/);
  return { text, errorText, exit };
};

describe("recommend", () => {
  test("human: the decision, its reason, the plan", async () => {
    const { text, exit, errorText } = await printed("recommend", at("pregnant.json"));
    expect(exit).toBe(0);
    expect(errorText).toBe("");
    expect(text).toMatch(/^Rulebook sclerotherapy /);
    expect(text).toContain("DECISION: DEFER");
    expect(text).toContain("because the patient is pregnant");
    expect(text).toContain("VEIN web");
  });

  test("--json: the report as the library gives it", async () => {
    const { text, exit } = await printed("recommend", at("pregnant.json"), "--json");
    expect(exit).toBe(0);
    expect(text).toBe(`${JSON.stringify(createAdvisor().recommendSync(pregnant), null, 2)}\n`);
  });

  test("--evidence documents", async () => {
    const { text } = await printed("recommend", at("pregnant.json"), "--json", "--evidence", "documents");
    expect(JSON.parse(text).rulebook.evidence).toBe("documents");
  });

  test("--rules: the rule files of a folder", async () => {
    const { text } = await printed("recommend", at("pregnant.json"), "--json", "--rules", at("rules"));
    expect(JSON.parse(text).questions.map(({ fact }: { fact: string }) => fact)).toEqual(["conditions.smoking"]);
  });

  test("--profile: rules added and retired, named in the report", async () => {
    const profile = {
      name: "our clinic",
      add: [smallFile([rule("our.rule", always)]).json],
      retire: ["contraindication.pregnancy"],
    };
    const { text } = await printed(
      "recommend",
      at("pregnant.json"),
      "--json",
      "--profile",
      put("profile.json", profile),
    );
    const report = JSON.parse(text);
    expect(report.rulebook.profile).toEqual({
      name: "our clinic",
      added: ["our.rule"],
      retired: ["contraindication.pregnancy"],
    });
    expect(report.eligibility.because).not.toContain("contraindication.pregnancy");
  });

  test("--profile: a misspelt key is refused with the nearest name", async () => {
    const path = put("misspelt.json", { name: "our clinic", retre: ["contraindication.pregnancy"] });
    const { errorText = "", exit } = await run(["recommend", at("pregnant.json"), "--profile", path]);
    expect(exit).toBe(1);
    expect(errorText).toContain("retre");
    expect(errorText).toContain("did you mean `retire`?");
  });
});

describe("explain", () => {
  test("human: each node with its truth, what decides starred", async () => {
    const { text, exit } = await printed("explain", at("pregnant.json"), "contraindication.pregnancy");
    expect(exit).toBe(0);
    expect(text).toContain("Patient: APPLIES");
    expect(text).toContain("*[yes]     the patient is pregnant");
  });

  test("human: what would make a rule apply", async () => {
    const { text } = await printed("explain", at("pregnant.json"), "contraindication.breastfeeding");
    expect(text).toContain("Patient: CANNOT TELL");
    expect(text).toContain("It would apply with\n  - patient.breastfeeding = true");
  });

  test("--json, for one vein", async () => {
    const { text, exit } = await printed(
      "explain",
      at("pregnant.json"),
      "technique.liquid.telangiectasia@web",
      "--json",
    );
    expect(exit).toBe(0);
    expect(JSON.parse(text)).toMatchObject([
      { rule: "technique.liquid.telangiectasia", subject: { kind: "vein", id: "web" } },
    ]);
  });

  test("a rule without a subject in the case", async () => {
    const { text, exit } = await printed("explain", at("pregnant.json"), "when-to-call.fever");
    expect([text, exit]).toEqual(["The case has no subject that the rule speaks of.\n", 0]);
  });

  test.each([
    ["a vein that the case does not have", "technique.liquid.telangiectasia@wbe", "did you mean `web`?"],
    ["a vein of a rule that speaks of the patient", "contraindication.pregnancy@web", "leave out `@web`"],
  ])("%s: finding, with what to give", async (_name, rule, help) => {
    const { text, exit } = await printed("explain", at("pregnant.json"), rule, "--json");
    expect(exit).toBe(1);
    expect(JSON.parse(text).issues).toMatchObject([{ code: "rule/unknown-name", path: rule, help }]);
  });

  test("an unknown rule: finding, with the nearest name", async () => {
    const { errorText, exit } = await printed("explain", at("pregnant.json"), "contraindication.pregnanc");
    expect(exit).toBe(1);
    expect(oneLine(errorText)).toContain("unknown rule `contraindication.pregnanc` [rule/unknown-name]");
    expect(errorText).toContain("help: did you mean `contraindication.pregnancy`?");
  });
});

describe("what-if", () => {
  test("several values, null and a vein's fact", async () => {
    const argv = [
      "--set",
      "patient.pregnant=null",
      "--set",
      "veins.web.type=reticular",
      "--set",
      "patient.ageYears=17",
    ];
    const { text, exit } = await printed("what-if", at("pregnant.json"), ...argv, "--json");
    expect(exit).toBe(0);
    const changes = { "patient.pregnant": null, "veins.web.type": "reticular", "patient.ageYears": 17 };
    expect(text).toBe(`${JSON.stringify(createAdvisor().whatIf(pregnant, changes), null, 2)}\n`);
  });

  test("human: from and to", async () => {
    const { text, exit } = await printed("what-if", at("pregnant.json"), "--set", "patient.pregnant=false");
    expect(exit).toBe(0);
    expect(text).toMatch(/^DECISION: defer -> /);
    expect(text).toMatch(/REMOVED\n {2}- Defer elective sclerotherapy/);
  });

  test("human: nothing changes", async () => {
    const { text } = await printed("what-if", at("pregnant.json"), "--set", "patient.pregnant=true");
    expect(text).toBe("DECISION: unchanged\n");
  });

  test("a value may hold an equals sign, and is a string where it is no JSON", async () => {
    const { errorText, exit } = await printed("what-if", at("pregnant.json"), "--set", "veins.web.type=a=b");
    expect(exit).toBe(1);
    expect(errorText).toContain("veins[0].type");
    expect(errorText).toContain("[case/not-in-list]");
  });

  test("all unknown paths at once", async () => {
    const argv = ["--set", "patient.pregnat=true", "--set", "veins.other.type=reticular"];
    const { text, exit } = await printed("what-if", at("pregnant.json"), ...argv, "--json");
    expect(exit).toBe(1);
    expect(JSON.parse(text).issues.map(({ code, path }: { code: string; path: string }) => [code, path])).toEqual([
      ["change/unknown-path", "patient.pregnat"],
      ["change/unknown-path", "veins.other.type"],
    ]);
  });

  test.each([["patient.pregnant"], ["=true"]])("%s is no change: wrong usage", async (change) => {
    const { errorText, exit } = await printed("what-if", at("pregnant.json"), "--set", change);
    expect(exit).toBe(2);
    expect(errorText).toContain("expected path=value after --set");
  });

  test("no change at all: wrong usage", async () => {
    const { errorText, exit } = await printed("what-if", at("pregnant.json"));
    expect(exit).toBe(2);
    expect(errorText).toContain("expected at least one --set path=value");
  });
});

describe("check", () => {
  test("the embedded rulebook, and one without issues", async () => {
    const embedded = await printed("check");
    expect(embedded.exit).toBe(0);
    expect(embedded.text).toMatch(/^sclerotherapy \S+: \d+ rules,\s+sha256-[0-9a-f]{64}\n$/);
    const { text, exit } = await printed("check", "rules");
    expect([text, exit]).toEqual(["rules: no issues\n", 0]);
  });

  test("issues with file, line and column; the number of them; exit 1", async () => {
    const { text, exit } = await printed("check", at("bad-rules"));
    expect(exit).toBe(1);
    expect(oneLine(text)).toContain("technique.json:3:13 rules[0].title: ");
    expect(text).toContain("[rulebook/missing-key]");
    expect(text).toMatch(/\n\d+ issues\n$/);
  });

  test("--json", async () => {
    const clean = await printed("check", "rules", "--json");
    expect([JSON.parse(clean.text), clean.exit]).toEqual([{ issues: [] }, 0]);
    const found = await printed("check", at("bad-rules"), "--json");
    expect(found.exit).toBe(1);
    expect(JSON.parse(found.text).issues).toContainEqual(
      expect.objectContaining({ code: "rulebook/missing-key", path: "rules[0].title", line: 3, column: 13 }),
    );
  });
});

describe("test", () => {
  const fixture = { title: "Pregnancy defers", case: pregnant, expect: { eligibility: { decision: "defer" } } };

  test("cases that hold: exit 0", async () => {
    put("good-cases/one.json", fixture);
    const { text, exit } = await printed("test", at("good-cases"));
    expect([text, exit]).toEqual(["1 cases, 1 patients, 0 mismatches\n", 0]);
  });

  test("a mismatch: where, what was expected and found; exit 1", async () => {
    put("bad-cases/deep/one.json", { ...fixture, expect: { eligibility: { decision: "proceed" } } });
    const { text, exit } = await printed("test", at("bad-cases"));
    expect(exit).toBe(1);
    expect(text).toContain("case: eligibility.decision");
    expect(text).toContain('expected "proceed"');
    expect(text).toContain('found    "defer"');
    const json = JSON.parse((await printed("test", at("bad-cases"), "--json")).text);
    expect(json).toMatchObject({ cases: 1, patients: 1, issues: [], gaps: [] });
    expect(json.failures).toEqual([
      {
        file: at("bad-cases/deep/one.json"),
        where: "case",
        part: "eligibility.decision",
        expected: "proceed",
        found: "defer",
      },
    ]);
  });

  test("a file that is no fixture, one that is no JSON, and a flip of no fact are findings, each with its file; the others run", async () => {
    put("odd-cases/a.json", { ...fixture, expcet: {} });
    put("odd-cases/b.json", "{ not json");
    put("odd-cases/c.json", { ...fixture, flips: [{ set: { "patient.pregnat": true }, expect: {} }] });
    put("odd-cases/d.json", { ...fixture, title: "Another" });
    const { text, exit } = await printed("test", at("odd-cases"), "--json");
    expect(exit).toBe(1);
    const { cases, issues } = JSON.parse(text);
    expect(issues.map(({ code, file }: { code: string; file: string }) => [code, file])).toEqual([
      ["fixture/invalid", at("odd-cases/a.json")],
      ["fixture/invalid", at("odd-cases/b.json")],
      ["change/unknown-path", at("odd-cases/c.json")],
    ]);
    expect(cases).toBe(1);
  });

  test("a folder without a fixture: wrong usage, for nothing would be checked", async () => {
    const { text, errorText, exit } = await printed("test", at("empty-folder"));
    expect([text, exit]).toEqual(["", 2]);
    expect(oneLine(errorText)).toContain("there is no case fixture in");
    expect((await printed("diff", "rules", "rules", "--cases", at("empty-folder"))).exit).toBe(2);
  });

  test("a title that another fixture has: a finding with its place; both run", async () => {
    put("same-title/a.json", fixture);
    put("same-title/deep/b.json", `{\n  ${JSON.stringify(fixture).slice(1)}`);
    const { text, exit } = await printed("test", at("same-title"), "--json");
    expect(exit).toBe(1);
    expect(JSON.parse(text)).toMatchObject({
      cases: 2,
      failures: [],
      issues: [{ code: "fixture/invalid", path: "title", file: at("same-title/deep/b.json"), line: 2 }],
    });
    expect(JSON.parse(text).issues[0].message).toContain(at("same-title/a.json"));
  });

  test("a misspelt key: its name, its place and the nearest name", async () => {
    put("typo/one.json", `{\n  "expcet": {},\n  ${JSON.stringify(fixture).slice(1)}`);
    const { text, exit } = await printed("test", at("typo"));
    expect(exit).toBe(1);
    expect(oneLine(text)).toContain(
      `${at("typo/one.json")}:2:3 expcet: unknown key \`expcet\` [fixture/invalid] help: did you mean \`expect\`?`,
    );
  });

  test("a key that stands twice: the fixture is not run with one of the two", async () => {
    put("twice/one.json", `{\n  "expect": {},\n  ${JSON.stringify(fixture).slice(1)}`);
    const { text, exit } = await printed("test", at("twice"), "--json");
    expect(exit).toBe(1);
    expect(JSON.parse(text)).toMatchObject({
      cases: 0,
      issues: [{ code: "fixture/invalid", path: "expect", file: at("twice/one.json"), line: 3 }],
    });
  });

  test("--coverage lists what no case shows", async () => {
    const { text, exit } = await printed("test", at("good-cases"), "--coverage", "--rules", at("rules"));
    expect(exit).toBe(1);
    expect(text).toContain("not shown: technique.one: a case in which it applies");
  });
});

test("schema: the JSON Schema of a case", async () => {
  const { text, exit } = await printed("schema");
  expect(exit).toBe(0);
  expect(JSON.parse(text)).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema", type: "object" });
});

describe("a case that is refused: exit 1", () => {
  test("all issues at once, with the nearest name, on standard error", async () => {
    const { text, errorText, exit } = await printed("recommend", at("wrong.json"));
    expect([text, exit]).toEqual(["", 1]);
    expect(oneLine(errorText)).toContain("error: patient.agee: unknown key `agee` [case/unknown-key]");
    expect(oneLine(errorText)).toContain("error: patient.pregnant: expected true or false, received a string");
    expect(errorText).not.toContain("Roe");
  });

  test("--json: the issues on standard output", async () => {
    const { text, errorText, exit } = await printed("recommend", at("wrong.json"), "--json");
    expect([errorText, exit]).toEqual(["", 1]);
    expect(JSON.parse(text).issues.map(({ path }: { path: string }) => path)).toEqual([
      "patient.agee",
      "patient.pregnant",
    ]);
  });

  test("values are quoted only when asked for", async () => {
    const path = put("list.json", { veins: [{ id: "a", type: "trunk-of-jane" }] });
    expect((await printed("recommend", path)).errorText).not.toContain("jane");
    expect((await printed("recommend", path, "--show-values")).errorText).toContain("trunk-of-jane");
  });
});

describe("wrong usage: exit 2, one message, no stack", () => {
  test.each<[string, () => string[], string]>([
    [
      "an unknown command, with the nearest one",
      () => ["recomend", at("pregnant.json")],
      "unknown command recomend, did you mean recommend?",
    ],
    ["an unknown command, with none near", () => ["frobnicate"], "unknown command frobnicate"],
    ["an inherited name is no command", () => ["constructor"], "unknown command constructor"],
    ["a missing operand", () => ["recommend"], "expected <case>"],
    ["a missing second operand", () => ["explain", at("pregnant.json")], "expected <case> <rule>"],
    ["an operand too many", () => ["recommend", "a", "b"], "expected <case>"],
    ["two folders to check", () => ["check", "a", "b"], "expected at most one folder"],
    ["two folders to test", () => ["test", "a", "b"], "expected at most one folder"],
    ["an operand of schema", () => ["schema", "a"], "expected no operand"],
    [
      "an unknown option, with the nearest one",
      () => ["recommend", "--jsn"],
      "unknown option --jsn, did you mean --json?",
    ],
    ["an unknown short option", () => ["recommend", "-x"], "unknown option -x"],
    [
      "an option that is near one of another command only",
      () => ["recommend", at("pregnant.json"), "--langage", "es"],
      "unknown option --langage",
    ],
    ["an option near one of the command's own", () => ["handout", "x", "--langage=es"], "did you mean --language?"],
    ["an option without its value", () => ["recommend", "--rules"], "--rules"],
    ["an unknown evidence", () => ["recommend", "x", "--evidence", "some"], "expected --evidence documents or all"],
    ["a file that is not there", () => ["recommend", at("nobody.json")], "there is no file"],
    ["a folder in place of a file", () => ["recommend", at("rules")], "is a folder"],
    [
      "a folder in place of a table",
      () => ["screen", join(put("t.csv/a", ""), ".."), "-o", at("out.csv")],
      "is a folder",
    ],
    ["a folder in place of a batch", () => ["batch", at("rules")], "is a folder"],
    ["a folder that is not there", () => ["check", at("nowhere")], "there is no folder"],
    ["a folder without rules", () => ["check", at("empty-folder")], "there is no rule file in"],
    [
      "a profile that is no JSON",
      () => ["recommend", at("pregnant.json"), "--profile", at("broken.json")],
      "is not valid JSON",
    ],
    [
      "a profile without a name",
      () => ["recommend", at("pregnant.json"), "--profile", at("pregnant.json")],
      "has no name",
    ],
    [
      "a profile that is no object",
      () => ["recommend", at("pregnant.json"), "--profile", put("null.json", "null")],
      "has no name",
    ],
    [
      "a profile whose additions are no list",
      () => ["recommend", at("pregnant.json"), "--profile", put("add.json", { name: "a", add: 3 })],
      "expected lists",
    ],
    [
      "a profile whose retired rules are no list",
      () => ["recommend", at("pregnant.json"), "--profile", put("retire.json", { name: "a", retire: "x" })],
      "expected lists",
    ],
  ])("%s", async (_name, argv, message) => {
    const { text, errorText, exit } = await printed(...argv());
    expect([text, exit]).toEqual(["", 2]);
    expect(errorText).toMatch(/^sclero: /);
    expect(oneLine(errorText)).toContain(message);
    expect(errorText).toMatch(/see sclero --help\n$/);
    expect(errorText).not.toContain("Roe");
  });

  test("no command: the help, exit 2", async () => {
    const { text, exit } = await printed();
    expect(exit).toBe(2);
    expect(text).toContain("sclero recommend <case>");
  });
});

test("a rulebook of the caller's that cannot be used: findings", async () => {
  const { errorText, exit } = await printed("recommend", at("pregnant.json"), "--rules", at("bad-rules"));
  expect(exit).toBe(1);
  expect(errorText).toContain("[rulebook/missing-key]");
});

test("a fault of the library itself: exit 3, one line, nothing of the case", async () => {
  const { commands } = await import("../../src/cli/commands/index.ts");
  const own = commands["schema"];
  (commands as Record<string, unknown>)["schema"] = () => {
    throw new TypeError("Jane Roe is not a function");
  };
  try {
    const { text, errorText, exit } = await printed("schema");
    expect([text, errorText, exit]).toEqual(["", "sclero: internal error, please report it\n", 3]);
  } finally {
    (commands as Record<string, unknown>)["schema"] = own;
  }
});

describe("help and version", () => {
  test.each([["--help"], ["-h"], ["recommend", "--help"]])("%s %s", async (...argv) => {
    const { text, exit } = await printed(...argv);
    expect(exit).toBe(0);
    for (const command of ["recommend", "explain", "what-if", "check", "test", "schema"])
      expect(text).toContain(`sclero ${command}`);
  });

  test("--version is the package's", async () => {
    expect(await printed("--version")).toMatchObject({ text: `${packageJson.version}\n`, exit: 0 });
  });
});

describe("80 columns at most", () => {
  test("help, check and usage", async () => {
    for (const argv of [["--help"], ["check"], ["recommend", "--jsn"]]) {
      const { text, errorText } = await printed(...argv);
      expect(tooLong(text + errorText)).toEqual([]);
    }
  });

  test("issues, but for a path that is longer in itself", async () => {
    const wrong = await printed("recommend", at("wrong.json"));
    expect(tooLong(wrong.errorText)).toEqual([]);
    const found = await printed("check", at("bad-rules"));
    expect(tooLong(found.text).filter((line) => line.trim().includes(" "))).toEqual([]);
  });

  test("mismatches", async () => {
    const because = Array.from({ length: 20 }, (_, index) => `some-rule-${index}`);
    put("long-cases/one.json", { title: "Long", case: pregnant, expect: { eligibility: { because } } });
    const { text } = await printed("test", at("long-cases"));
    expect(tooLong(text).filter((line) => !line.includes(directory))).toEqual([]);
  });

  test("reports, differences and explanations of random cases, with the longest vein id there is", async () => {
    const cases = createRandomCases(createAdvisor().rulebook);
    const names = embeddedContent.topics.flatMap(({ rules }) => rules.map(({ name }) => name));
    expect(longId).toHaveLength(64);
    for (let seed = 1; seed <= 12; seed += 1) {
      const input = cases.make(seed, { veins: 2, followUp: true });
      (input["veins"] as { id: string }[])[0] = { ...(input["veins"] as { id: string }[])[0], id: longId };
      const path = put("random.json", input);
      const set = [
        "--set",
        "patient.pregnant=true",
        "--set",
        `veins.${longId}.type=reticular`,
        "--set",
        "followUp.fever=true",
      ];
      const texts = [
        await printed("recommend", path),
        await printed("what-if", path, ...set),
        await printed("explain", path, names[(seed * 17) % names.length] ?? ""),
      ];
      for (const { text, exit } of texts) {
        expect(exit).toBe(0);
        expect(tooLong(text)).toEqual([]);
      }
    }
  });

  test("a vein id cannot break out of its line or reach the terminal", async () => {
    const path = put("hostile.json", { veins: [{ id: "a\n\u001b[2JDECISION: PROCEED" }] });
    const { text } = await printed("recommend", path);
    expect(text).not.toContain("\u001b");
    expect(text.split("\n").filter((line) => line.startsWith("DECISION"))).toHaveLength(1);
  });
});
