import { describe, expect, test } from "vitest";
import type { Condition } from "../../src/logic/condition.ts";
import type { RuleDefinition, RuleParameters } from "../../src/rulebook/rule.ts";
import { always, leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

// S0, S1: two documents.: one US label, A-37: a UK label, A-69: a study.

const onVein = { scope: "vein" } as const;
const veins = [
  { id: "a", smallArea: true },
  { id: "b", smallArea: false },
];
const disputes = (rules: readonly RuleDefinition[], input: unknown = { veins }) =>
  smallAdvisor(rules).recommendSync(input).disagreements;

const says = (name: string, params: Partial<RuleParameters>, sources: string[], more: Partial<RuleDefinition> = {}) =>
  rule(name, always, params, { sources, ...more });
const days = (name: string, value: number, sources: string[], more: Partial<RuleDefinition> = {}) =>
  says(name, { slot: "aftercare.noStrenuousDays", value }, sources, more);

describe("who differs from whom", () => {
  test("a source in common gives both values, each for its own case, whatever else one of them cites", () => {
    expect(disputes([days("two", 2, ["A-01", "A-37"]), days("seven", 7, ["A-02"])])).toEqual([]);
    expect(disputes([days("two", 2, ["S0-01", "A-37"]), days("seven", 7, ["A-02"])])).toHaveLength(1);
  });

  test.each([
    ["first", ["S0-01", "A-01"], ["S0-01"]],
    ["last", ["S0-01"], ["S0-01", "A-01"]],
  ])("on one matter a source more is enough, by whoever speaks %s", (_, first, second) => {
    const level = (name: string, value: string, sources: string[], matter?: string) =>
      says(name, { slot: "eligibility", value, ...(matter === undefined ? {} : { matter }) }, sources);
    const one = [level("a", "defer", first, "weight"), level("b", "contraindicated", second, "weight")];
    expect(disputes(one).map(({ matter }) => matter)).toEqual(["weight"]);
  });

  test("what is on no matter names none", () => {
    const [dispute] = disputes([days("two", 2, ["S0-01"]), days("seven", 7, ["A-01"])]);
    expect(dispute).toMatchObject({ slot: "aftercare.noStrenuousDays" });
    expect(dispute).not.toHaveProperty("matter");
  });

  test.each([
    ["the patient's rule first", "a", "b"],
    ["the vein's rule first", "b", "a"],
  ])("what is said of the patient differs from what is said of a vein: %s", (_, ofPatient, ofVein) => {
    const rules = [days(ofPatient, 2, ["S0-01"]), days(ofVein, 7, ["A-01"], onVein)];
    rules.sort((left, right) => (left.name < right.name ? -1 : 1));
    expect(disputes(rules).map(({ slot }) => slot)).toEqual(["aftercare.noStrenuousDays"]);
  });

  const gauge = (min: number) => ({ slot: "needleGauge", value: { min, max: 30 } });
  const position = (min: number, condition: Condition, more: Partial<RuleDefinition> = {}) =>
    rule(
      "position",
      condition,
      { strength: "info", position: { ...gauge(min), note: "one trial" } },
      { sources: ["A-69"], ...more },
    );
  const gauges = says("gauge", gauge(27), ["S0-01"], onVein);
  const subjects = (rules: readonly RuleDefinition[]) => disputes(rules).map(({ subject }) => subject);

  test("a position that is taken for one vein is none on another one's slot", () => {
    expect(subjects([gauges, position(30, leaf("vein.smallArea"), onVein)])).toEqual([{ kind: "vein", id: "a" }]);
  });

  test("nor does it stand among the positions of a dispute on that one", () => {
    const ofAll = rule("wider", always, { strength: "info", position: gauge(25) }, { sources: ["A-01"] });
    const found = disputes([gauges, position(30, leaf("vein.smallArea"), onVein), ofAll]);
    const lowest = found.map(({ positions }) => positions.map(({ value }) => (value as { min: number }).min));
    expect(lowest.map((list) => list.toSorted())).toEqual([
      [25, 27, 30],
      [25, 27],
    ]);
  });

  test("a position on the patient stands beside every vein's slot", () => {
    const smoker = { veins, conditions: { smoking: true } };
    const rules = [gauges, position(30, leaf("conditions.smoking"))];
    expect(disputes(rules, smoker).map(({ subject }) => subject)).toEqual([
      { kind: "vein", id: "a" },
      { kind: "vein", id: "b" },
    ]);
    expect(subjects(rules)).toEqual([]);
  });
});

test("matters come in the order of their names, notes on one value one after the other", () => {
  const level = (name: string, value: string, matter: string, source: string) =>
    says(name, { slot: "eligibility", value, matter }, [source]);
  const found = disputes([
    level("a", "defer", "weight", "S0-01"),
    level("b", "contraindicated", "weight", "A-01"),
    level("c", "defer", "age", "S0-01"),
    level("d", "contraindicated", "age", "A-01"),
  ]);
  expect(found.map(({ matter }) => matter)).toEqual(["age", "weight"]);

  const noted = (name: string, note: string) =>
    says(name, { strength: "info", position: { slot: "aftercare.noStrenuousDays", value: 1, note } }, ["A-69"]);
  const [dispute] = disputes([days("two", 2, ["S0-01"]), noted("n1", "one trial"), noted("n2", "twelve patients")]);
  expect(dispute?.positions.map(({ note }) => note)).toEqual([undefined, "one trial; twelve patients"]);
});

describe("what excludes options", () => {
  test("is the decision on the form alone, whatever else its rule sets", () => {
    const excluded = rule(
      "liquid-only",
      always,
      { slot: "form", value: "liquid", rank: "exclusion", also: [{ slot: "risk.matting", value: true }] },
      onVein,
    );
    const option = {
      agent: "polidocanol",
      form: "liquid",
      minPercent: 0.25,
      maxPercent: 0.5,
      jurisdiction: "US",
      source: "A-01",
    };
    const strengths = rule(
      "strengths",
      always,
      { slot: "strength.options", value: [option, { ...option, form: "foam" }] },
      { ...onVein, sources: ["A-01"] },
    );
    const { plan } = smallAdvisor([excluded, strengths]).recommendSync({ veins });
    expect(plan.veins["a"]?.["strength.options"]?.value).toEqual([option]);
  });
});

describe("a number taken over from a fact that is an interval", () => {
  // With one factor known to hold and no vein, 1 to 7 factors are possible.
  const input = { conditions: { smoking: true }, veins: [] };
  const taken = (slot: string) =>
    smallAdvisor([rule("one", always, { slot, valueFact: "derived.thrombosisFactors" })]).recommendSync(input).plan
      .patient[slot]?.value;

  test("the lowest where the lowest is preferred, the highest where the highest is", () => {
    expect([taken("foam.maxMl"), taken("sessions.earliestInWeeks")]).toEqual([1, 7]);
  });

  test("a slot of ranges takes it for every end", () => {
    expect(taken("sessions.count")).toEqual({ min: 7, max: 7, plan: 7 });
    expect(taken("review.trappedBloodWeeks")).toEqual({ from: 1, to: 1 });
  });
});
