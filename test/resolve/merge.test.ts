import { describe, expect, test } from "vitest";
import type { PlanEntry, Report } from "../../src/report/report.ts";
import type { RuleDefinition, RuleParameters } from "../../src/rulebook/rule.ts";
import type { SlotValue } from "../../src/rulebook/slots.ts";
import { always, rule, smallAdvisor } from "../support/small-rulebook.ts";

const vein = { scope: "vein" } as const;

/** A rule that always applies and sets a slot. */
const sets = (
  name: string,
  slot: string,
  value: SlotValue,
  params: Partial<RuleParameters> = {},
  more: Partial<RuleDefinition> = {},
) => rule(name, always, { slot, value, ...params }, more);

const reportOn = (rules: readonly RuleDefinition[], input: unknown = {}): Report =>
  smallAdvisor(rules).recommendSync(input);

/** Who stands and who is overruled by whom: `b` or `a < b`. */
function standing({ recommendations }: Report): string[] {
  return recommendations
    .map(({ id, supersededBy }) => (supersededBy === null ? id : `${id} < ${supersededBy.id}`))
    .sort();
}

const patientPlan = (report: Report, slot: string): PlanEntry | undefined => report.plan.patient[slot];
const veinPlan = (report: Report, slot: string, id = "a"): PlanEntry | undefined => report.plan.veins[id]?.[slot];

describe("order: the last in the slot's order wins", () => {
  test("one winner, the others are superseded by it, under the slot's policy", () => {
    const report = reportOn([
      sets("low", "ultrasound", "optional"),
      sets("high", "ultrasound", "required"),
      sets("middle", "ultrasound", "recommended"),
    ]);
    expect(patientPlan(report, "ultrasound")).toEqual({ value: "required", couldBecome: null, from: ["high"] });
    expect(standing(report)).toEqual(["high", "low < high", "middle < high"]);
    expect(report.recommendations.find(({ id }) => id === "low")?.supersededBy).toEqual({
      id: "high",
      policy: "highest",
    });
  });

  test("all who give the winning value stay", () => {
    const report = reportOn([
      sets("first", "ultrasound", "required"),
      sets("second", "ultrasound", "required"),
      sets("third", "ultrasound", "optional"),
    ]);
    expect(patientPlan(report, "ultrasound")?.from).toEqual(["first", "second"]);
    expect(standing(report)).toEqual(["first", "second", "third < first"]);
  });

  test("a patient slot merges over veins too", () => {
    const report = reportOn(
      [
        rule(
          "knee",
          { all: [{ fact: "vein.zone", operator: "equal", value: "calf" }] },
          { slot: "compression.garment", value: "knee-high" },
          vein,
        ),
        rule(
          "thigh",
          { all: [{ fact: "vein.zone", operator: "equal", value: "groin" }] },
          { slot: "compression.garment", value: "thigh-high-or-pantyhose" },
          vein,
        ),
      ],
      {
        veins: [
          { id: "a", zone: "calf" },
          { id: "b", zone: "groin" },
        ],
      },
    );
    expect(patientPlan(report, "compression.garment")?.value).toBe("thigh-high-or-pantyhose");
    expect(standing(report)).toEqual(["knee@a < thigh@b", "thigh@b"]);
  });

  test("the default stands where no rule applies, a weaker rule does not lower it, and no rule is named for it", () => {
    expect(reportOn([rule("other", always)]).eligibility).toEqual({
      decision: "proceed",
      couldBecome: null,
      because: [],
    });
    expect(reportOn([sets("same", "eligibility", "proceed")]).eligibility).toEqual({
      decision: "proceed",
      couldBecome: null,
      because: ["same"],
    });
  });
});

test("any: the flag holds with one rule, and all who say so stay", () => {
  const report = reportOn([
    sets("one", "risk.thrombosis", true),
    sets("two", "risk.thrombosis", true),
    rule("never", { not: always }, { slot: "risk.recurrence", value: true }),
  ]);
  expect(patientPlan(report, "risk.thrombosis")).toEqual({ value: true, couldBecome: null, from: ["one", "two"] });
  expect(patientPlan(report, "risk.recurrence")).toBeUndefined();
  expect(standing(report)).toEqual(["one", "two"]);
});

describe("rank: the highest or lowest figure wins", () => {
  test("the lowest number", () => {
    const report = reportOn([
      sets("ten", "foam.maxMl", 10),
      sets("fifteen", "foam.maxMl", 15),
      sets("also-ten", "foam.maxMl", 10),
    ]);
    expect(patientPlan(report, "foam.maxMl")).toMatchObject({ value: 10, from: ["also-ten", "ten"] });
    expect(standing(report)).toEqual(["also-ten", "fifteen < ten", "ten"]);
  });

  test("the highest number", () => {
    const report = reportOn([
      sets("two", "aftercare.noStrenuousDays", 2),
      sets("seven", "aftercare.noStrenuousDays", 7),
    ]);
    expect(patientPlan(report, "aftercare.noStrenuousDays")?.value).toBe(7);
    expect(standing(report)).toEqual(["seven", "two < seven"]);
  });

  test("a range by its first key, the next key breaks a tie, equal ranges all stay", () => {
    // The longest minimum, then the longest default; the maximum comes last.
    const slot = "sessions.intervalWeeks";
    const report = reportOn([
      sets("longest-maximum", slot, { min: 1, max: 12, default: 12 }),
      sets("shorter-default", slot, { min: 4, max: 10, default: 5 }),
      sets("winner", slot, { min: 4, max: 8, default: 6 }),
      sets("same-in-another-order", slot, { default: 6, max: 8, min: 4 }),
    ]);
    expect(patientPlan(report, slot)).toMatchObject({
      value: { min: 4, max: 8, default: 6 },
      from: ["same-in-another-order", "winner"],
    });
    expect(standing(report)).toEqual([
      "longest-maximum < winner",
      "same-in-another-order",
      "shorter-default < winner",
      "winner",
    ]);
  });
});

describe("precedence: an exclusion beats a preference, the specific beats the general", () => {
  const form = (name: string, value: string, rank: string) => sets(name, "form", value, { rank }, vein);
  const input = { veins: [{ id: "a" }] };

  test.each<[string, readonly RuleDefinition[], string, readonly string[]]>([
    [
      "specific over general",
      [form("general", "liquid", "general"), form("specific", "foam", "specific")],
      "foam",
      ["general@a < specific@a", "specific@a"],
    ],
    [
      "exclusion over specific",
      [form("specific", "foam", "specific"), form("exclusion", "liquid", "exclusion")],
      "liquid",
      ["exclusion@a", "specific@a < exclusion@a"],
    ],
    [
      "exclusion over general",
      [form("exclusion", "foam", "exclusion"), form("general", "liquid", "general")],
      "foam",
      ["exclusion@a", "general@a < exclusion@a"],
    ],
    [
      "a tie goes to the last in the slot's order",
      [form("x", "foam", "specific"), form("y", "liquid", "specific")],
      "liquid",
      ["x@a < y@a", "y@a"],
    ],
    [
      "a lower rank that says the same stays",
      [form("general", "foam", "general"), form("specific", "foam", "specific")],
      "foam",
      ["general@a", "specific@a"],
    ],
  ])("%s", (_name, rules, value, stand) => {
    const report = reportOn(rules, input);
    expect(veinPlan(report, "form")?.value).toBe(value);
    expect(standing(report)).toEqual(stand);
  });
});

describe("none-wins: `none` beats every range and withdraws what hangs on it", () => {
  const pressure = "compression.pressureMmHg";
  const course = [
    sets("pressure", pressure, { min: 20, max: 30 }),
    sets("garment", "compression.garment", "knee-high"),
    sets("days", "compression.daytimeDays", { min: 7, max: 7, default: 7 }),
    sets("padding", "compression.padding", true, {}, vein),
    sets("walk", "aftercare.noStrenuousDays", 2),
  ];
  const input = { veins: [{ id: "a" }] };

  test("withdrawn slots have no value, their rules are superseded by the one that said none", () => {
    const report = reportOn([...course, sets("no-compression", pressure, "none")], input);
    expect(patientPlan(report, pressure)).toEqual({ value: "none", couldBecome: null, from: ["no-compression"] });
    expect(patientPlan(report, "compression.garment")).toBeUndefined();
    expect(patientPlan(report, "compression.daytimeDays")).toBeUndefined();
    expect(veinPlan(report, "compression.padding")).toBeUndefined();
    expect(standing(report)).toEqual([
      "days < no-compression",
      "garment < no-compression",
      "no-compression",
      "padding@a < no-compression",
      "pressure < no-compression",
      "walk",
    ]);
    expect(report.recommendations.find(({ id }) => id === "garment")?.supersededBy?.policy).toBe(
      "none wins and withdraws garment, hours and days",
    );
  });

  test("without a none nothing is withdrawn, and ranges are ranked", () => {
    const report = reportOn([...course, sets("stronger", pressure, { min: 30, max: 40 })], input);
    expect(patientPlan(report, pressure)?.value).toEqual({ min: 30, max: 40 });
    expect(patientPlan(report, "compression.garment")?.value).toBe("knee-high");
    expect(standing(report)).toEqual(["days", "garment", "padding@a", "pressure < stronger", "stronger", "walk"]);
  });

  test("a none that cannot be told withdraws nothing, and is shown as possible", () => {
    const perhaps = rule(
      "perhaps",
      { all: [{ fact: "conditions.materialAllergy", operator: "equal", value: true }] },
      { slot: pressure, value: "none" },
    );
    const report = reportOn([...course, perhaps], input);
    expect(patientPlan(report, pressure)).toEqual({
      value: { min: 20, max: 30 },
      couldBecome: "none",
      from: ["pressure"],
    });
    expect(patientPlan(report, "compression.garment")?.value).toBe("knee-high");
  });
});

describe("union: everything together, without what other slots exclude", () => {
  const option = (
    agent: string,
    form: string,
    minPercent: number,
    maxPercent: number,
    source: string,
    jurisdiction = "US",
  ) => ({
    agent,
    form,
    minPercent,
    maxPercent,
    jurisdiction,
    source,
  });
  const liquid = option("polidocanol", "liquid", 0.5, 0.5, "A-01");
  const foam = option("polidocanol", "foam", 1, 1, "A-01");
  const other = option("sodium-tetradecyl-sulfate", "liquid", 0.1, 0.3, "A-01");
  const offer = (name: string, options: readonly ReturnType<typeof option>[]) =>
    sets(name, "strength.options", options, {}, { ...vein, sources: ["A-01"] });
  const input = { veins: [{ id: "a" }] };

  test("a list is put in the slot's order, each code once, and all rules stay", () => {
    const followUp = { scope: "followUp" } as const;
    const report = reportOn(
      [
        sets("later", "suspect", ["matting", "infection"], {}, followUp),
        sets("first", "suspect", ["pulmonary-embolism", "infection"], {}, followUp),
      ],
      { followUp: {} },
    );
    expect(report.triage?.suspect).toEqual(["pulmonary-embolism", "infection", "matting"]);
    expect(standing(report)).toEqual(["first", "later"]);
  });

  test("options by agent, form and figures, the same one once", () => {
    const report = reportOn([offer("two", [other, foam]), offer("one", [liquid, other])], input);
    expect(veinPlan(report, "strength.options")).toEqual({
      value: [liquid, foam, other],
      couldBecome: null,
      from: ["one", "two"],
    });
  });

  test("the options of a contraindicated agent are left out; a rule of which none is left is superseded", () => {
    const report = reportOn(
      [
        offer("mixed", [liquid, other]),
        offer("only-polidocanol", [foam]),
        sets("allergy", "agent.polidocanol", "contraindicated", {}, vein),
      ],
      input,
    );
    expect(veinPlan(report, "strength.options")?.value).toEqual([other]);
    expect(standing(report)).toEqual(["allergy@a", "mixed@a", "only-polidocanol@a < allergy@a"]);
  });

  test("an agent on caution keeps its options", () => {
    const report = reportOn(
      [offer("options", [liquid]), sets("caution", "agent.polidocanol", "caution", {}, vein)],
      input,
    );
    expect(veinPlan(report, "strength.options")?.value).toEqual([liquid]);
  });

  test("an agent that is contraindicated for one vein keeps its options for another", () => {
    const small = { all: [{ fact: "vein.smallArea", operator: "equal", value: true } as const] };
    const report = reportOn(
      [
        offer("options", [liquid]),
        rule("excluded", small, { slot: "agent.polidocanol", value: "contraindicated" }, vein),
      ],
      {
        veins: [
          { id: "a", smallArea: true },
          { id: "b", smallArea: false },
        ],
      },
    );
    expect(veinPlan(report, "strength.options", "a")).toBeUndefined();
    expect(veinPlan(report, "strength.options", "b")?.value).toEqual([liquid]);
  });

  test("an excluded form is left out, a form that is only not preferred stays", () => {
    const rules = (rank: string) => [offer("options", [liquid, foam]), sets("form", "form", "liquid", { rank }, vein)];
    expect(veinPlan(reportOn(rules("exclusion"), input), "strength.options")?.value).toEqual([liquid]);
    expect(veinPlan(reportOn(rules("specific"), input), "strength.options")?.value).toEqual([liquid, foam]);
  });

  test.each([
    ["high", false],
    ["standard", false],
    ["dilute", true],
    ["very-dilute", true],
  ])("with the band %s each option carries `pick`: %s", (band, picks) => {
    const report = reportOn([offer("options", [liquid, other]), sets("band", "strength.band", band, {}, vein)], input);
    const expected = [liquid, other].map((one) => (picks ? { ...one, pick: "lowest" } : one));
    expect(veinPlan(report, "strength.options")?.value).toEqual(expected);
  });

  test("without a band no option carries `pick`", () => {
    expect(veinPlan(reportOn([offer("options", [liquid])], input), "strength.options")?.value).toEqual([liquid]);
  });
});

test("a further slot of a finding is set beside its main one, and the status follows the main one", () => {
  const followUp = { scope: "followUp" } as const;
  const also = [{ slot: "suspect", value: ["infection"] }] as const;
  const report = reportOn(
    [sets("fever", "triage", "call-same-day", { also }, followUp), sets("worse", "triage", "emergency", {}, followUp)],
    { followUp: {} },
  );
  expect(report.triage).toEqual({ level: "emergency", couldBecome: null, suspect: ["infection"], because: ["worse"] });
  expect(standing(report)).toEqual(["fever < worse", "worse"]);
});

describe("a number taken over from a fact", () => {
  const left = rule("left", always, { slot: "sessions.earliestInWeeks", valueFact: "previousSession.weeksAgo" });
  const capped = rule("capped", always, { slot: "foam.maxMl", valueFact: "derived.thrombosisFactors" });
  test("known, it is the value", () => {
    expect(patientPlan(reportOn([left], { previousSession: { weeksAgo: 3 } }), "sessions.earliestInWeeks")?.value).toBe(
      3,
    );
  });
  test("unknown, the rule says nothing", () => {
    expect(patientPlan(reportOn([left]), "sessions.earliestInWeeks")).toBeUndefined();
  });
  test("of an interval the end that the policy prefers is taken", () => {
    // One factor is known to hold and, without a vein, one is known to fail: 1 to 7; the lowest ceiling is the safer one.
    const report = reportOn([capped], { conditions: { smoking: true }, veins: [] });
    expect(patientPlan(report, "foam.maxMl")?.value).toBe(1);
  });
});
