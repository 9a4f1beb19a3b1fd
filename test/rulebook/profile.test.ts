import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { RulebookError } from "../../src/issues/errors.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { Profile } from "../../src/rulebook/profile.ts";
import { ruleFile, ruleText, smallRule } from "./small-rule.ts";

const retired = "contraindication.pregnancy";
const pregnant = { patient: { pregnant: true } };
const added = smallRule(
  {
    name: "contraindication.minocycline",
    conditions: { all: [{ fact: "medications.minocycline", operator: "equal", value: true }] },
  },
  { summary: "Defer during minocycline" },
);

function issuesOf(profile: Profile) {
  try {
    createAdvisor({ profile });
  } catch (error) {
    if (error instanceof RulebookError) return error.issues;
    throw error;
  }
  return [];
}

describe("a profile", () => {
  test("adds rules, which stand beside the others", () => {
    const advisor = createAdvisor({ profile: { name: "clinic", add: [ruleText([added])] } });
    expect(advisor.rulebook.rules.length).toBe(embeddedRulebook().rules.length + 1);
    expect(advisor.recommendSync({ medications: { minocycline: true } }).eligibility).toMatchObject({
      decision: "defer",
      because: ["contraindication.minocycline"],
    });
  });

  test("retires rules, which then say nothing", () => {
    expect(
      createAdvisor()
        .recommendSync(pregnant)
        .recommendations.some(({ rule }) => rule === retired),
    ).toBe(true);
    const { recommendations } = createAdvisor({ profile: { name: "clinic", retire: [retired] } }).recommendSync(
      pregnant,
    );
    expect(recommendations.some(({ rule }) => rule === retired)).toBe(false);
  });

  test("is named in the report, with what it added and retired", () => {
    const profile: Profile = { name: "clinic", add: [ruleFile([added])], retire: [retired] };
    const { rulebook } = createAdvisor({ profile }).recommendSync({});
    expect(rulebook).toMatchObject({
      profile: { name: "clinic", added: ["contraindication.minocycline"], retired: [retired] },
    });
    expect(createAdvisor().recommendSync({}).rulebook).not.toHaveProperty("profile");
  });

  test("changes the digest with each addition and removal, not with its name", () => {
    const digest = (profile: Profile) => createAdvisor({ profile }).rulebook.digest;
    const plain = embeddedRulebook().digest;
    expect(digest({ name: "clinic" })).toBe(plain);
    expect(digest({ name: "clinic", add: [], retire: [] })).toBe(plain);
    const other = [digest({ name: "clinic", add: [ruleFile([added])] }), digest({ name: "clinic", retire: [retired] })];
    expect(new Set([plain, ...other]).size).toBe(3);
    expect(digest({ name: "other", retire: [retired] })).toBe(other[1]);
  });

  test("replaces a rule by retiring it and adding another of its name; the report names both", () => {
    const replacement = smallRule({ name: retired }, { summary: "Wait for the delivery" });
    const advisor = createAdvisor({ profile: { name: "clinic", add: [ruleFile([replacement])], retire: [retired] } });
    expect(advisor.rulebook.profile).toEqual({ name: "clinic", added: [retired], retired: [retired] });
    expect(advisor.rulebook.ruleByName.get(retired)?.event.params.summary).toBe("Wait for the delivery");
  });

  test("lists retired rules in a fixed order, each once", () => {
    const [first, second] = ["caution.obesity", retired];
    const known = embeddedRulebook().ruleByName;
    const names = [second ?? "", first ?? ""].filter((name) => known.has(name));
    const retire = [...names, ...names];
    expect(createAdvisor({ profile: { name: "clinic", retire } }).rulebook.profile?.retired).toEqual([...names].sort());
  });

  test("leaves the embedded rulebook alone", () => {
    const before = embeddedRulebook().digest;
    createAdvisor({ profile: { name: "clinic", retire: [retired] } });
    expect(embeddedRulebook().digest).toBe(before);
    expect(createAdvisor().rulebook.ruleByName.has(retired)).toBe(true);
  });

  test("may retire a rule whose background another one gives: that other one no longer says so", () => {
    const background = smallRule({ name: "contraindication.why" }, { explains: ["contraindication.example"] });
    const rulebook = [ruleFile([smallRule(), background])];
    const profile: Profile = { name: "clinic", retire: ["contraindication.example"] };
    const [rule] = createAdvisor({ rulebook, profile }).rulebook.rules;
    expect(rule?.name).toBe("contraindication.why");
    expect(rule?.event.params).not.toHaveProperty("explains");
  });

  test("works on the caller's own rulebook too", () => {
    const advisor = createAdvisor({
      rulebook: [ruleFile([smallRule()])],
      profile: { name: "clinic", add: [ruleFile([added])], retire: ["contraindication.example"] },
    });
    expect(advisor.rulebook.rules.map(({ name }) => name)).toEqual(["contraindication.minocycline"]);
  });
});

describe("a profile is refused", () => {
  test.each<[string, unknown, [string, string, string?][]]>([
    ["a text", "clinic", [["rulebook/wrong-type", ""]]],
    ["null", null, [["rulebook/wrong-type", ""]]],
    ["without a name", {}, [["rulebook/missing-key", "name"]]],
    ["with an empty name", { name: "" }, [["rulebook/wrong-type", "name"]]],
    [
      "for misspelt keys, which would retire nothing",
      { name: "clinic", retre: [retired], ad: [] },
      [
        ["rulebook/unknown-key", "retre", "did you mean `retire`?"],
        ["rulebook/unknown-key", "ad", "did you mean `add`?"],
      ],
    ],
    ["for a text to retire", { name: "clinic", retire: retired }, [["rulebook/wrong-type", "retire"]]],
    ["for a number to retire", { name: "clinic", retire: [1] }, [["rulebook/wrong-type", "retire[0]"]]],
    [
      "for additions that are no files",
      { name: "clinic", add: [ruleFile([added]), { topic: "contraindications" }, "clinic.json"] },
      [
        ["rulebook/wrong-type", "add[1]"],
        ["rulebook/wrong-type", "add[2]"],
      ],
    ],
  ])("%s", (_name, profile, issues) => {
    const found = issuesOf(profile as Profile);
    expect(found.map(({ code, path }) => [code, path])).toEqual(issues.map(([code, path]) => [code, path]));
    for (const [index, [, , help]] of issues.entries()) if (help !== undefined) expect(found[index]?.help).toBe(help);
  });

  test("for an unknown rule to retire, with the nearest name", () => {
    expect(issuesOf({ name: "clinic", retire: ["contraindication.pregnacy"] })).toEqual([
      {
        code: "rulebook/unknown-retired-rule",
        severity: "error",
        path: "retire",
        message: "unknown rule `contraindication.pregnacy`",
        help: "did you mean `contraindication.pregnancy`?",
      },
    ]);
  });

  test("for a rule to retire of another rulebook", () => {
    expect(() =>
      createAdvisor({ rulebook: [ruleFile([smallRule()])], profile: { name: "clinic", retire: [retired] } }),
    ).toThrow(RulebookError);
  });

  test("for an addition whose name is taken", () => {
    const file = {
      name: "clinic.json",
      text: JSON.stringify({ topic: "contraindications", rules: [smallRule({ name: retired })] }),
    };
    expect(issuesOf({ name: "clinic", add: [file] })).toMatchObject([
      { code: "rulebook/duplicate-rule-name", path: "rules[0].name", file: "clinic.json", line: 1, column: 47 },
    ]);
  });

  test("for a broken addition and an unknown name at once, with all issues", () => {
    const add = [ruleText([smallRule({ sources: [] })])];
    expect(
      issuesOf({ name: "clinic", add, retire: ["no-such-rule"] }).map(({ code, path }) => `${code} ${path}`),
    ).toEqual(["rulebook/unknown-retired-rule retire", "rulebook/missing-source rules[0].sources"]);
  });

  test("for retiring every rule: it would let every patient proceed", () => {
    const retire = [...embeddedRulebook().ruleByName.keys()];
    expect(issuesOf({ name: "clinic", retire })).toMatchObject([{ code: "rulebook/missing-file", path: "" }]);
  });
});

test("the profile in docs/writing-rules.md works", () => {
  const docs = readFileSync("docs/writing-rules.md", "utf8");
  const text = /```json\n(\{\n {2}"name": "our clinic"[\s\S]*?)```/.exec(docs)?.[1] ?? "";
  const { add, ...rest } = JSON.parse(text) as { name: string; add: unknown[]; retire: string[] };
  const profile = { ...rest, add: add.map((json, index) => ({ name: `${index}.json`, json })) };
  const report = createAdvisor({ profile }).recommendSync({ medications: { minocycline: true } });
  expect(report.rulebook.profile).toEqual({
    name: "our clinic",
    added: ["contraindication.minocycline"],
    retired: ["caution.minocycline"],
  });
  expect(report.eligibility).toMatchObject({ decision: "defer", because: ["contraindication.minocycline"] });
});
