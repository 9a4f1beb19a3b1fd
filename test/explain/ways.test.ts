import { describe, expect, test } from "vitest";
import type { NeededChange } from "../../src/explain/explanation.ts";
import type { Condition, Leaf } from "../../src/logic/condition.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { RuleDefinition, RuleParameters } from "../../src/rulebook/rule.ts";
import { isCaseFact } from "../../src/rulebook/vocabulary.ts";
import { always, leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

// Which values are offered, and by which ways: through derived facts, veins, counts and decided slots to the facts of the case.

const text = (set: readonly NeededChange[]): string => set.map(({ path, needed }) => `${path}=${needed}`).join(" ");
const onVein = { scope: "vein" } as const;

/** The smallest sets for the rule `one`, as text. */
function ways(rules: readonly RuleDefinition[], input: unknown): string[] {
  return smallAdvisor(rules)
    .explain(input, "one")
    .flatMap(({ whyNot }) => whyNot.map(text));
}

const waysTo = (condition: Condition, input: unknown = {}, more: Partial<RuleDefinition> = {}): string[] =>
  ways([rule("one", condition, {}, more)], input);

describe("the value that is offered", () => {
  const age = (operator: Leaf["operator"], value: Leaf["value"]) => leaf("patient.ageYears", value, operator);

  test.each<[string, Condition, unknown, string]>([
    ["at most: the limit", age("lessThanInclusive", 18), { patient: { ageYears: 40 } }, "patient.ageYears=18"],
    ["at least: the limit", age("greaterThanInclusive", 18), {}, "patient.ageYears=18"],
    ["above: a step more", age("greaterThan", 18), { patient: { ageYears: 18 } }, "patient.ageYears=19"],
    ["below: a step less", age("lessThan", 18), { patient: { ageYears: 18 } }, "patient.ageYears=17"],
    ["not at least: a step less", { not: age("greaterThanInclusive", 18) }, {}, "patient.ageYears=17"],
    ["not below: the limit", { not: age("lessThan", 18) }, {}, "patient.ageYears=18"],
    ["equal: the figure", leaf("patient.fitzpatrickType", 4), {}, "patient.fitzpatrickType=4"],
    ["not equal: a step more", { not: leaf("patient.fitzpatrickType", 4) }, {}, "patient.fitzpatrickType=5"],
    [
      "not equal to the highest there is: a step less",
      { not: leaf("patient.fitzpatrickType", 6) },
      { patient: { fitzpatrickType: 6 } },
      "patient.fitzpatrickType=5",
    ],
    [
      "one of several figures: the first",
      leaf("patient.fitzpatrickType", [5, 6], "in"),
      {},
      "patient.fitzpatrickType=5",
    ],
    ["none of the lowest", { not: leaf("patient.fitzpatrickType", [1, 2, 3], "in") }, {}, "patient.fitzpatrickType=4"],
    [
      "a flag that must not hold",
      leaf("patient.breastfeeding", false),
      { patient: { breastfeeding: null } },
      "patient.breastfeeding=false",
    ],
    [
      "a date's age: a step of its own",
      leaf("previousSession.weeksAgo", 4, "lessThan"),
      {},
      "previousSession.weeksAgo=3.5",
    ],
  ])("%s", (_, condition, input, expected) => {
    expect(waysTo(condition, input)).toEqual([expected]);
  });

  test.each<[string, Condition, string]>([
    [
      "a step is added without what decimal fractions leave behind",
      leaf("vein.diameterMm", 1.1, "greaterThan"),
      "1.15",
    ],
    ["and taken off so", leaf("vein.diameterMm", 0.35, "lessThan"), "0.3"],
  ])("%s", (_, condition, diameter) => {
    expect(waysTo(condition, { veins: [{ id: "a" }] }, onVein)).toEqual([`veins.a.diameterMm=${diameter}`]);
  });

  test("codes: the first that fits, in the order of the vocabulary, and never the one that is found", () => {
    const veins = [{ id: "a", zone: "groin" }];
    expect(waysTo(leaf("vein.zone", ["nose", "calf"], "in"), { veins }, onVein)).toEqual(["veins.a.zone=calf"]);
    expect(waysTo({ not: leaf("vein.zone", "groin") }, { veins }, onVein)).toEqual(["veins.a.zone=upper-thigh"]);
  });

  test("one value must do for all limits on a fact", () => {
    const between: Condition = { all: [age("greaterThan", 30), { not: age("lessThanInclusive", 40) }] };
    expect(waysTo(between)).toEqual(["patient.ageYears=41"]);
    expect(waysTo({ all: [age("lessThan", 18), age("greaterThanInclusive", 21)] })).toEqual([]);
    expect(waysTo({ all: [age("greaterThanInclusive", 18), { not: age("equal" as const, 18) }] })).toEqual([
      "patient.ageYears=19",
    ]);
  });

  test("a limit that another rule sets may be what is needed", () => {
    const between = rule("one", {
      all: [age("greaterThan", 20), { not: age("greaterThan", 60) }, { not: leaf("patient.ageYears", 21) }],
    });
    const [way] = ways([between, rule("other", age("lessThan", 50))], {});
    const needed = Number(way?.split("=")[1]);
    expect(needed).toBeGreaterThan(21);
    expect(needed).toBeLessThanOrEqual(60);
  });
});

describe("whose fact it is", () => {
  test("a vein's rule reads facts of the patient, and of its own vein", () => {
    const both: Condition = { all: [leaf("patient.pregnant"), leaf("vein.smallArea")] };
    const input = { veins: [{ id: "a", smallArea: true }, { id: "b.c" }] };
    expect(waysTo(both, input, onVein)).toEqual([
      "patient.pregnant=true",
      "patient.pregnant=true veins.b.c.smallArea=true",
    ]);
  });

  test("a rule of the follow-up", () => {
    expect(waysTo(leaf("followUp.fever"), { followUp: {} }, { scope: "followUp" })).toEqual(["followUp.fever=true"]);
  });
});

describe("through derived facts", () => {
  test.each<[string, Condition, unknown, readonly string[]]>([
    [
      "a condition that must not hold: each part is turned",
      { not: leaf("derived.anySymptom") },
      { symptoms: { ...symptoms(false), aching: true, pain: null } },
      ["symptoms.aching=false symptoms.pain=false"],
    ],
    [
      "a condition that is asked to be false",
      leaf("derived.anySymptom", false),
      { symptoms: { ...symptoms(false), itching: true } },
      ["symptoms.itching=false"],
    ],
    [
      "one derived fact behind another",
      leaf("derived.longJourneySoon"),
      { travel: { flightHours: 1, hoursAfterSession: 10 }, clinic: { shortFlightMaxHours: 4 } },
      ["travel.flightHours=4.5"],
    ],
    [
      "a comparison that must not hold",
      { not: leaf("derived.earlyPostpartum") },
      { patient: { weeksPostpartum: 3 }, clinic: { earlyPostpartumWeeks: 6 } },
      // Six weeks are not less than six; three are not less than three.
      ["patient.weeksPostpartum=6", "clinic.earlyPostpartumWeeks=3"],
    ],
    [
      "a comparison with a limit that is not known: a limit beyond the fact",
      leaf("derived.earlyPostpartum"),
      { patient: { weeksPostpartum: 3 }, clinic: { earlyPostpartumWeeks: null } },
      ["clinic.earlyPostpartumWeeks=4"],
    ],
    [
      "a comparison of which neither side is known: both, by the usual limit, the highest and the lowest that will do",
      leaf("derived.earlyPostpartum"),
      { clinic: { earlyPostpartumWeeks: null } },
      [
        "clinic.earlyPostpartumWeeks=12 patient.weeksPostpartum=11",
        "clinic.earlyPostpartumWeeks=52 patient.weeksPostpartum=51",
      ],
    ],
    [
      "what settles an absent fact: it or the fact itself",
      leaf("patient.pregnant", false),
      {},
      ["patient.pregnant=false", "patient.sex=male"],
    ],
    [
      "what settles an absent fact, through a derived one to what that still needs",
      leaf("travel.longHaulWithin7Days"),
      { travel: { flightHours: 12 } },
      ["travel.longHaulWithin7Days=true", "travel.hoursAfterSession=167"],
    ],
    [
      "an explicit unknown is settled by nothing: only the fact itself will do",
      leaf("patient.pregnant", false),
      { patient: { pregnant: null } },
      ["patient.pregnant=false"],
    ],
    [
      "no vein may be one: each that is, is turned",
      { not: leaf("veins.anyTrunk") },
      { veins: [trunk("a"), { id: "b", type: "reticular" }, trunk("c")] },
      ["veins.a.type=telangiectasia veins.c.type=telangiectasia"],
    ],
    [
      "some vein must be one: any of them",
      leaf("veins.anyTrunk"),
      { veins: [{ id: "a", type: "reticular" }, { id: "b" }] },
      ["veins.a.type=saphenous-trunk", "veins.b.type=saphenous-trunk"],
    ],
    [
      "not every vein may be one: any of them",
      { not: leaf("veins.allTelangiectasias") },
      { veins: [web("a"), web("b")] },
      ["veins.a.type=reticular", "veins.b.type=reticular"],
    ],
    [
      "every vein, by what is missing of each",
      leaf("veins.allVerySmallTelangiectasias"),
      {
        veins: [
          { ...web("a"), size: "very-small" },
          { ...web("b"), size: "small" },
        ],
      },
      ["veins.b.size=very-small"],
    ],
    ["every vein of none: nothing to change", { not: leaf("veins.allTelangiectasias") }, { veins: [] }, []],
    [
      "a number of veins is not for the facts to change",
      leaf("veins.count", 2, "greaterThan"),
      { veins: [web("a")] },
      [],
    ],
    ["nor is a number of zones", leaf("veins.zones", 2, "greaterThan"), { veins: [web("a")] }, []],
  ])("%s", (_, condition, input, expected) => {
    expect(waysTo(condition, input)).toEqual(expected);
  });
});

describe("through a count", () => {
  const factors = (operator: Leaf["operator"], value: number) => leaf("derived.thrombosisFactors", value, operator);
  const none = {
    veins: [],
    conditions: { smoking: false },
    history: { recentImmobilisation: false, majorSurgeryWithin3Months: false },
    travel: { longHaulWithin7Days: false },
    medications: { hormonalContraceptionOrReplacement: false },
    patient: { weeksPostpartum: 100, bodyMassIndex: 20 },
  };

  test("of none, two are needed: every pair of the seven that can be, and no vein is a trunk", () => {
    const sets = waysTo(factors("greaterThanInclusive", 2), none);
    expect(sets).toHaveLength(21);
    expect(new Set(sets).size).toBe(21);
    expect(sets.every((set) => set.split(" ").length === 2)).toBe(true);
  });

  test("with one that holds, none may: it alone is turned", () => {
    const one = { ...none, conditions: { smoking: true } };
    expect(waysTo(factors("lessThan", 1), one)).toEqual(["conditions.smoking=false"]);
    expect(waysTo({ not: factors("greaterThan", 0) }, one)).toEqual(["conditions.smoking=false"]);
  });

  test("an exact number: what holds already is left as it is", () => {
    const one = { ...none, conditions: { smoking: true } };
    const sets = waysTo(factors("equal", 2), one);
    expect(sets.toSorted()).toEqual([
      "history.majorSurgeryWithin3Months=true",
      "history.recentImmobilisation=true",
      "medications.hormonalContraceptionOrReplacement=true",
      "patient.bodyMassIndex=30",
      "patient.weeksPostpartum=12",
      "travel.longHaulWithin7Days=true",
    ]);
  });

  test("of nothing known, none may: all must be settled", () => {
    const sets = waysTo(factors("lessThan", 1), { veins: [] });
    // Whether she has delivered lately is settled by the weeks, by her never having delivered, and by sex.
    const delivery = ["patient.weeksPostpartum=13", "patient.neverDelivered=true", "patient.sex=male"];
    expect(sets).toHaveLength(delivery.length);
    for (const set of sets) expect(set.split(" ")).toHaveLength(7);
    for (const way of delivery) expect(sets.filter((set) => set.split(" ").includes(way))).toHaveLength(1);
  });
});

describe("through decided slots", () => {
  const form = (name: string, condition: Condition, value: string, more: Partial<RuleParameters> = {}) =>
    rule(name, condition, { slot: "form", value, rank: "general", ...more }, onVein);
  const reticular = leaf("vein.type", "reticular");
  const veins = [{ id: "a", type: "telangiectasia", smallArea: false }];

  test("what must not be decided: the rule that decides it is undone, or another one is made to win", () => {
    const rules = [
      form("form.foam", reticular, "foam"),
      form("form.liquid", leaf("vein.smallArea"), "liquid", { rank: "exclusion" }),
      rule("one", { not: leaf("decided.form", "foam") }, {}, onVein),
    ];
    expect(ways(rules, { veins: [{ id: "a", type: "reticular", smallArea: false }] })).toEqual([
      "veins.a.type=telangiectasia",
      "veins.a.smallArea=true",
    ]);
  });

  test("by a rule that sets the slot beside its main one", () => {
    const beside = rule(
      "beside",
      reticular,
      {
        slot: "risk.matting",
        value: true,
        also: [
          { slot: "risk.pigmentation", value: true },
          { slot: "guidance", value: "ultrasound" },
        ],
      },
      onVein,
    );
    const rules = [beside, rule("one", leaf("decided.guidance", "ultrasound"), {}, onVein)];
    expect(ways(rules, { veins })).toEqual(["veins.a.type=reticular"]);
  });

  test("by any rule that gives a value that fits, in any vein", () => {
    const rules = [
      form("form.foam", reticular, "foam"),
      form("form.foam-too", leaf("vein.feedsCluster"), "foam"),
      form("form.liquid", leaf("vein.smallArea"), "liquid"),
      rule("one", leaf("veins.anyFoam")),
    ];
    expect(ways(rules, { veins: [...veins, { ...veins[0], id: "b" }] }).toSorted()).toEqual([
      "veins.a.feedsCluster=true",
      "veins.a.type=reticular",
      "veins.b.feedsCluster=true",
      "veins.b.type=reticular",
    ]);
  });

  test("of the patient, by a rule of any vein", () => {
    const ceiling = rule("ceiling", leaf("vein.smallArea"), { slot: "foam.maxMl", value: 10 }, onVein);
    const rules = [ceiling, rule("one", leaf("decided.foam.maxMl", 12, "lessThan"))];
    expect(ways(rules, { veins: [{ id: "a", smallArea: false }, { id: "b" }] })).toEqual([
      "veins.a.smallArea=true",
      "veins.b.smallArea=true",
    ]);
  });

  test("a slot that no rule sets cannot be brought about", () => {
    expect(waysTo(leaf("decided.form", "foam"), { veins }, onVein)).toEqual([]);
  });
});

describe("many ways", () => {
  const flags = [...embeddedRulebook().facts.values()]
    .filter(
      (fact) =>
        fact.type === "boolean" &&
        fact.scope === "patient" &&
        isCaseFact(fact) &&
        fact.derive === undefined &&
        fact.settled === undefined &&
        fact.absent === undefined,
    )
    .map(({ name }) => leaf(name));
  const pairs: Condition = { all: [{ any: flags.slice(0, 20) }, { any: flags.slice(20, 40) }] };

  test("are cut off where nobody would read them: what is left is as it should be", () => {
    const sets = waysTo(pairs);
    expect(sets).toHaveLength(256);
    expect(new Set(sets).size).toBe(256);
    expect(sets.every((set) => set.split(" ").length === 2)).toBe(true);
  });

  test("that there are others is said, and only then", () => {
    const explained = (condition: Condition) => smallAdvisor([rule("one", condition)]).explain({}, "one")[0];
    expect(explained(pairs)?.whyNotComplete).toBe(false);
    expect(explained({ any: flags.slice(0, 20) })).not.toHaveProperty("whyNotComplete");
    expect(explained({ not: always })).not.toHaveProperty("whyNotComplete");
  });

  test("never hide a smaller one that comes after them", () => {
    const single = flags[50]?.fact;
    expect(waysTo({ any: [pairs, leaf(single ?? "")] })).toEqual([`${single}=true`]);
    expect(waysTo({ all: [always, { any: [pairs, leaf(single ?? "")] }] })).toEqual([`${single}=true`]);
  });

  test("the same way, come by twice, is named once", () => {
    const [a, b] = flags;
    if (a === undefined || b === undefined) throw new Error("no flags");
    expect(waysTo({ any: [a, { all: [a, a] }, b, { any: [b, a] }] })).toEqual([`${a.fact}=true`, `${b.fact}=true`]);
    expect(waysTo({ any: [{ all: [a, b] }, { all: [b, a] }] })).toHaveLength(1);
  });
});

function symptoms(value: boolean): Record<string, boolean> {
  const names = ["aching", "heaviness", "swelling", "nightCramps", "restlessLegsAtNight", "ankleSwelling"];
  return Object.fromEntries(
    [...names, "skinChanges", "innerAnkleEczema", "itching", "pain"].map((name) => [name, value]),
  );
}

function trunk(id: string) {
  return { id, type: "saphenous-trunk" };
}

function web(id: string) {
  return { id, type: "telangiectasia" };
}

describe("what must hold of no vein", () => {
  const veins = [
    { id: "a", type: "saphenous-trunk" },
    { id: "b", type: "reticular" },
  ];

  test("is changed in each vein of which it holds", () => {
    expect(waysTo(leaf("veins.anyTrunk", false), { veins })).toEqual(["veins.a.type=telangiectasia"]);
    expect(waysTo({ not: leaf("veins.anyTrunk") }, { veins })).toEqual(["veins.a.type=telangiectasia"]);
  });

  test("is changed in one vein where it must hold of some", () => {
    const none = [{ id: "b", type: "reticular" }];
    expect(waysTo(leaf("veins.anyTrunk"), { veins: none })).toEqual(["veins.b.type=saphenous-trunk"]);
    expect(waysTo({ not: leaf("veins.anyTrunk", false) }, { veins: none })).toEqual(["veins.b.type=saphenous-trunk"]);
  });
});
