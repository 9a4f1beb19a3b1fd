import { describe, expect, test } from "vitest";
import { readJson } from "../../src/rulebook/read-json.ts";
import type { Expectation, Fixture } from "../../src/testing/fixture.ts";
import { checkFixture, createFixtureRunner } from "../../src/testing/run-fixture.ts";
import { leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

const vein = { scope: "vein" } as const;
const followUp = { scope: "followUp" } as const;
const { rulebook } = smallAdvisor([
  rule(
    "defer",
    leaf("patient.pregnant"),
    { slot: "eligibility", value: "defer", matter: "pregnancy" },
    { sources: ["S0-01"] },
  ),
  rule(
    "caution",
    leaf("patient.pregnant"),
    { slot: "eligibility", value: "proceed-with-caution", matter: "pregnancy" },
    { sources: ["A-01"] },
  ),
  rule(
    "never",
    leaf("conditions.activeCancer"),
    { slot: "eligibility", value: "contraindicated" },
    { sources: ["A-01"] },
  ),
  rule("scan", leaf("patient.pregnant"), { slot: "ultrasound", value: "recommended" }),
  rule("scan.required", leaf("conditions.smoking"), { slot: "ultrasound", value: "required" }),
  rule("guide", leaf("vein.type", "reticular"), { slot: "guidance", value: "visual" }, vein),
  rule("guide.ultrasound", leaf("vein.feedsCluster"), { slot: "guidance", value: "ultrasound" }, vein),
  rule(
    "fever",
    leaf("followUp.fever"),
    { slot: "triage", value: "urgent", also: [{ slot: "suspect", value: ["infection"] }] },
    followUp,
  ),
  rule("worse", leaf("followUp.chestPain"), { slot: "triage", value: "emergency" }, followUp),
]);
const runner = createFixtureRunner(rulebook);

const patient = {
  patient: { pregnant: true, neverDelivered: true, weeksPostpartum: 3 },
  veins: [{ id: "a", type: "reticular" }],
  followUp: { fever: true },
};

/** What holds for the patient, each part by itself; worked out from the rules above. */
const right: Expectation = {
  eligibility: { decision: "defer", couldBecome: "contraindicated", because: ["defer"] },
  triage: { level: "urgent", couldBecome: "emergency", suspect: ["infection"], because: ["fever"] },
  plan: { patient: { ultrasound: "recommended", "foam.maxMl": null }, veins: { a: { guidance: "visual" } } },
  couldBecome: { patient: { ultrasound: "required", "foam.maxMl": null }, veins: { a: { guidance: "ultrasound" } } },
  outcomes: { defer: "applies", never: "cannot-tell", "guide@a": "applies" },
  active: ["defer", "guide@a"],
  superseded: ["caution"],
  asks: ["conditions.smoking", "veins.a.feedsCluster", "vein.feedsCluster"],
  doesNotAsk: ["patient.pregnant", "veins.a.type"],
  disagreements: ["eligibility"],
  agreement: ["ultrasound"],
  issues: [{ code: "case/contradiction", path: "patient.weeksPostpartum" }],
};

const fixtureOf = (expectation: Expectation, more: Partial<Fixture> = {}): Fixture => ({
  title: "A patient",
  case: patient,
  expect: expectation,
  ...more,
});
const parts = (fixture: Fixture): string[] => runner.run(fixture).map(({ where, part }) => `${where} ${part}`);

test("a fixture whose every expectation holds has no mismatch", () => {
  expect(runner.run(fixtureOf(right))).toEqual([]);
});

describe("one wrong expectation is one mismatch, and names its part", () => {
  test.each<[string, Expectation]>([
    ["eligibility.decision", { eligibility: { decision: "proceed" } }],
    ["eligibility.couldBecome", { eligibility: { couldBecome: null } }],
    ["eligibility.because", { eligibility: { because: ["caution", "defer"] } }],
    ["eligibility.because", { eligibility: { because: [] } }],
    ["triage.level", { triage: { level: "expected" } }],
    ["triage.couldBecome", { triage: { couldBecome: null } }],
    ["triage.suspect", { triage: { suspect: [] } }],
    ["triage.because", { triage: { because: ["worse"] } }],
    ["plan.patient.ultrasound", { plan: { patient: { ultrasound: "required" } } }],
    ["plan.patient.ultrasound", { plan: { patient: { ultrasound: null } } }],
    ["plan.patient.foam.maxMl", { plan: { patient: { "foam.maxMl": 10 } } }],
    ["plan.veins.a.guidance", { plan: { veins: { a: { guidance: "ultrasound" } } } }],
    ["couldBecome.patient.ultrasound", { couldBecome: { patient: { ultrasound: null } } }],
    ["couldBecome.veins.a.guidance", { couldBecome: { veins: { a: { guidance: "transillumination" } } } }],
    ["outcomes.defer", { outcomes: { defer: "does-not-apply" } }],
    ["outcomes.guide@b", { outcomes: { "guide@b": "applies" } }],
    ["outcomes.guide", { outcomes: { guide: "applies" } }],
    ["outcomes.no.such.rule", { outcomes: { "no.such.rule": "not-applicable" } }],
    ["active", { active: ["defer", "caution"] }],
    ["active", { active: ["no.such.rule"] }],
    ["superseded", { superseded: ["defer"] }],
    ["asks", { asks: ["patient.pregnant"] }],
    ["doesNotAsk", { doesNotAsk: ["patient.ageYears", "conditions.smoking"] }],
    ["doesNotAsk", { doesNotAsk: ["veins.a.feedsCluster"] }],
    ["disagreements", { disagreements: ["ultrasound"] }],
    ["agreement", { agreement: ["eligibility"] }],
    ["issues", { issues: [] }],
    ["issues", { issues: [{ code: "case/contradiction", path: "patient.pregnant" }] }],
    ["refused", { refused: [{ code: "case/wrong-type", path: "patient.pregnant" }] }],
  ])("%s: %j", (part, expectation) => {
    expect(parts(fixtureOf(expectation))).toEqual([`case ${part}`]);
  });

  test("a mismatch says what was expected and what was found", () => {
    expect(runner.run(fixtureOf({ eligibility: { decision: "proceed" } }))).toEqual([
      { where: "case", part: "eligibility.decision", expected: "proceed", found: "defer" },
    ]);
  });
});

describe("an expectation that could never fail is a mismatch: the name that it uses is none", () => {
  test.each<[string, Expectation]>([
    ["plan.patient.ultrasond", { plan: { patient: { ultrasond: null } } }],
    ["plan.patient.guidance", { plan: { patient: { guidance: null } } }],
    ["plan.patient.eligibility", { plan: { patient: { eligibility: null } } }],
    ["plan.veins.a.ultrasound", { plan: { veins: { a: { ultrasound: null } } } }],
    ["plan.veins.b.guidance", { plan: { veins: { b: { guidance: null } } } }],
    ["couldBecome.patient.ultrasond", { couldBecome: { patient: { ultrasond: null } } }],
    ["couldBecome.veins.b.guidance", { couldBecome: { veins: { b: { guidance: null } } } }],
    ["doesNotAsk", { doesNotAsk: ["patient.pregnat"] }],
    ["doesNotAsk", { doesNotAsk: ["veins.b.type"] }],
    ["agreement", { agreement: ["ultrasond"] }],
  ])("%s: %j", (part, expectation) => {
    expect(parts(fixtureOf(expectation))).toEqual([`case ${part}`]);
  });

  test("a triage that is expected of a case without a follow-up", () => {
    expect(parts(fixtureOf({ triage: { couldBecome: null } }, { case: { patient: {} } }))).toEqual([
      "case triage.couldBecome",
    ]);
  });
});

describe("cases that are refused", () => {
  const wrong = { patient: { pregnant: "yes", agee: 3 } };
  const refused = [
    { code: "case/wrong-type", path: "patient.pregnant" },
    { code: "case/unknown-key", path: "patient.agee" },
  ] as const;

  test("the exact errors, in any order", () => {
    expect(runner.run(fixtureOf({ refused }, { case: wrong }))).toEqual([]);
    expect(runner.run(fixtureOf({ refused: [...refused].reverse() }, { case: wrong }))).toEqual([]);
  });

  test.each<[string, Expectation]>([
    ["one missing", { refused: refused.slice(0, 1) }],
    ["another code", { refused: [{ code: "case/out-of-range", path: "patient.pregnant" }, ...refused.slice(1)] }],
    ["another path", { refused: [{ code: "case/wrong-type", path: "patient" }, ...refused.slice(1)] }],
    ["none expected", { eligibility: { decision: "proceed" } }],
    ["nothing expected at all", {}],
  ])("%s", (_name, expectation) => {
    expect(parts(fixtureOf(expectation, { case: wrong }))).toEqual(["case refused"]);
  });
});

describe("flips", () => {
  const flips = [
    { set: { "patient.pregnant": false }, expect: { outcomes: { defer: "does-not-apply" } } },
    { set: { "patient.pregnant": null }, expect: { outcomes: { defer: "does-not-apply" } } },
    {
      set: { "conditions.activeCancer": true },
      expect: { eligibility: { decision: "contraindicated", because: ["never"] } },
    },
  ] as const;

  test("each is made from the base case, and a mismatch names it", () => {
    expect(parts(fixtureOf({}, { flips }))).toEqual(["flips[1] outcomes.defer"]);
  });

  test("evidence: of the fixture, and of a flip by itself", () => {
    const options = { evidence: "documents" } as const;
    const expectation: Expectation = { outcomes: { never: "cannot-tell" } };
    expect(parts(fixtureOf(expectation, { options }))).toEqual(["case outcomes.never"]);
    expect(parts(fixtureOf(expectation, { flips: [{ set: {}, options, expect: expectation }] }))).toEqual([
      "flips[0] outcomes.never",
    ]);
    expect(parts(fixtureOf({}, { options, flips: [{ set: {}, expect: expectation }] }))).toEqual([
      "flips[0] outcomes.never",
    ]);
  });

  test("the patients of a fixture: the case and each flip", () => {
    expect(runner.patients(fixtureOf({}, { flips })).map(({ where }) => where)).toEqual([
      "case",
      "flips[0]",
      "flips[1]",
      "flips[2]",
    ]);
  });
});

describe("the form of a fixture", () => {
  test("a right one has no issue", () => {
    expect(checkFixture({ ...fixtureOf(right), flips: [{ set: {}, expect: {} }] }, "one.json")).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ["no object", [], ""],
    ["no title", { case: {}, expect: {} }, "title"],
    ["an empty title", { title: "", case: {}, expect: {} }, "title"],
    ["no expectation", { title: "One", case: {} }, "expect"],
    ["an unknown key", { title: "One", case: {}, expect: {}, comment: "" }, "comment"],
    ["an unknown expectation", { title: "One", case: {}, expect: { outcome: {} } }, "expect.outcome"],
    ["an unknown outcome", { title: "One", case: {}, expect: { outcomes: { a: "true" } } }, "expect.outcomes.a"],
    ["an unknown evidence", { title: "One", options: { evidence: "some" }, case: {}, expect: {} }, "options.evidence"],
    ["a flip without an expectation", { title: "One", case: {}, expect: {}, flips: [{ set: {} }] }, "flips[0].expect"],
  ])("%s", (_name, json, path) => {
    expect(checkFixture(json, "one.json").map((issue) => [issue.code, issue.path, issue.file])).toEqual([
      ["fixture/invalid", path, "one.json"],
    ]);
  });

  test("every unknown key is named with its path and the nearest that there is", () => {
    const json = {
      title: "One",
      case: {},
      expcet: {},
      expect: { eligibility: { decison: "defer" }, activ: [] },
      flips: [{ set: {}, expect: { trage: {} } }],
    };
    expect(checkFixture(json, "one.json").map(({ path, message, help }) => [path, message, help])).toEqual(
      expect.arrayContaining([
        ["expcet", "unknown key `expcet`", "did you mean `expect`?"],
        ["expect.eligibility.decison", "unknown key `decison`", "did you mean `decision`?"],
        ["expect.activ", "unknown key `activ`", "did you mean `active`?"],
        ["flips[0].expect.trage", "unknown key `trage`", "did you mean `triage`?"],
      ]),
    );
  });

  test("where the text is known, an issue says line and column", () => {
    const text = '{\n  "title": "One",\n  "case": {},\n  "expect": { "activ": [] }\n}';
    const { json, locate } = readJson({ name: "one.json", text });
    expect(checkFixture(json, "one.json", locate)).toMatchObject([{ path: "expect.activ", line: 4, column: 15 }]);
  });
});
