import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import type { Condition } from "../../src/logic/condition.ts";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import type { RuleDefinition } from "../../src/rulebook/rule.ts";
import { leaf, rule, smallAdvisor, smallFile } from "../support/small-rulebook.ts";

// What is asked for the sake of a rule, and what each answer could change: every fact behind it that is open, and no other.

const vein = { scope: "vein" } as const;
const smoker = leaf("conditions.smoking");
const cancer = leaf("conditions.activeCancer");
const level = (name: string, value: string, condition: Condition, more: Partial<RuleDefinition> = {}) =>
  rule(name, condition, { slot: "eligibility", value }, more);

/** What could change by the fact, named with its vein: slots as `slot=value`, advice by its rule, each with its vein. */
function couldChange(rules: readonly RuleDefinition[], input: unknown = {}): Record<string, string[]> {
  return answersOf(smallAdvisor(rules).recommendSync(input));
}

function answersOf({
  questions,
}: ReturnType<ReturnType<typeof smallAdvisor>["recommendSync"]>): Record<string, string[]> {
  const at = (of: string | undefined): string => (of === undefined ? "" : `@${of}`);
  return Object.fromEntries(
    questions.map(({ fact, vein: of, couldChange: changes }) => [
      `${fact}${at(of)}`,
      changes.map((change) =>
        "slot" in change ? `${change.slot}=${change.to}${at(change.vein)}` : `${change.advice}${at(change.vein)}`,
      ),
    ]),
  );
}

const defer = ["eligibility=defer"];

describe("behind a derived fact: what it is made of, as far as it is open", () => {
  test.each<[string, Condition, unknown, readonly string[]]>([
    [
      "a condition",
      leaf("derived.anySymptom"),
      { symptoms: { ...symptoms(false), aching: null, pain: null } },
      ["symptoms.aching", "symptoms.pain"],
    ],
    [
      "one derived fact behind another",
      leaf("derived.longJourneySoon"),
      { travel: { hoursAfterSession: 10 } },
      ["travel.flightHours"],
    ],
    [
      "a comparison: both of its sides",
      leaf("derived.shortJourney"),
      { clinic: { shortFlightMaxHours: null } },
      ["clinic.shortFlightMaxHours", "travel.flightHours"],
    ],
    [
      "a count: the conditions that are open",
      leaf("derived.thrombosisFactors", 7, "greaterThanInclusive"),
      {
        veins: [{ id: "a", type: "saphenous-trunk" }],
        history: { recentImmobilisation: true, majorSurgeryWithin3Months: true },
        travel: { longHaulWithin7Days: true },
        patient: { bodyMassIndex: 40, weeksPostpartum: 100 },
      },
      ["conditions.smoking", "medications.hormonalContraceptionOrReplacement"],
    ],
    [
      "some vein: those that are open",
      leaf("veins.anyTrunk"),
      { veins: [{ id: "a", type: "reticular" }, { id: "b" }, { id: "c" }] },
      ["vein.type@b", "vein.type@c"],
    ],
    [
      "every vein: those that are open",
      leaf("veins.allBelowKnee"),
      { veins: [{ id: "a", zone: "calf" }, { id: "b" }] },
      ["vein.zone@b"],
    ],
    [
      "a number of zones: the veins whose zone is not known",
      leaf("veins.zones", 1, "greaterThan"),
      { veins: [{ id: "a", zone: "calf" }, { id: "b" }, { id: "c" }] },
      ["vein.zone@b", "vein.zone@c"],
    ],
    [
      "the age of a session: that alone, its date comes to the same",
      leaf("previousSession.weeksAgo", 4, "lessThan"),
      {},
      ["previousSession.weeksAgo"],
    ],
  ])("%s", (_, condition, input, facts) => {
    const found = couldChange([level("one", "defer", condition)], input);
    expect(Object.keys(found).toSorted()).toEqual([...facts].toSorted());
    for (const changes of Object.values(found)) expect(changes).toEqual(defer);
  });

  test("what a settled part of it still leaves unknown is not asked", () => {
    const nested = {
      type: "boolean",
      scope: "patient",
      label: "Nested",
      yes: "it holds",
      no: "it does not hold",
      ask: "Nested?",
      meaning: "a part within a part",
      derive: { condition: { any: [{ all: [smoker, cancer] }, leaf("symptoms.pain")] } },
    };
    const facts = { ...embeddedContent.facts, "derived.nested": nested };
    const advisor = createAdvisor({
      rulebook: [
        smallFile([level("one", "defer", leaf("derived.nested"))]),
        { name: "vocabulary.json", json: { facts, contradictions: embeddedContent.contradictions } },
      ],
    });
    expect(answersOf(advisor.recommendSync({ conditions: { smoking: false } }))).toEqual({ "symptoms.pain": defer });
    expect(Object.keys(answersOf(advisor.recommendSync({}))).toSorted()).toEqual([
      "conditions.activeCancer",
      "conditions.smoking",
      "symptoms.pain",
    ]);
  });
});

describe("behind a decided slot: the rules that could still change it", () => {
  const form = (name: string, condition: Condition, value: string, rank: string) =>
    rule(name, condition, { slot: "form", value, rank }, vein);
  const byForm = level("one", "defer", leaf("veins.anyFoam"));
  const veins = [{ id: "a" }];

  test("what it is asked for in the first place, and what hangs on it", () => {
    const found = couldChange([form("foam", leaf("vein.smallArea"), "foam", "general"), byForm], { veins });
    expect(found).toEqual({ "vein.smallArea@a": ["form=foam@a", "eligibility=defer"] });
  });

  test("a rule that could not change it any more is no way to it", () => {
    const rules = [
      form("foam", leaf("vein.smallArea"), "foam", "general"),
      form("liquid", leaf("vein.feedsCluster"), "liquid", "exclusion"),
      byForm,
    ];
    const known = { veins: [{ id: "a", feedsCluster: true }] };
    expect(couldChange(rules, known)).toEqual({});
  });

  test("a rule of another vein is no way to this one's", () => {
    const rules = [
      form("foam", leaf("vein.smallArea"), "foam", "general"),
      rule("advice", leaf("decided.form", "foam"), {}, vein),
    ];
    const two = { veins: [{ id: "a" }, { id: "b", smallArea: false }] };
    expect(couldChange(rules, two)).toEqual({ "vein.smallArea@a": ["form=foam@a", "advice@a"] });
  });
});

describe("what an answer could change", () => {
  test("advice of a vein names the vein, the patient's does not", () => {
    expect(couldChange([rule("one", leaf("vein.smallArea"), {}, vein)], { veins: [{ id: "a" }] })).toEqual({
      "vein.smallArea@a": ["one@a"],
    });
    expect(couldChange([rule("one", smoker)])).toEqual({ "conditions.smoking": ["one"] });
  });

  test("a vein's slot names the vein; a patient's slot that a vein's rule sets does not", () => {
    const rules = [
      rule(
        "one",
        leaf("vein.smallArea"),
        { slot: "risk.matting", value: true, also: [{ slot: "eligibility", value: "defer" }] },
        vein,
      ),
    ];
    expect(couldChange(rules, { veins: [{ id: "a" }, { id: "b" }] })).toEqual({
      "vein.smallArea@a": ["risk.matting=true@a", "eligibility=defer"],
      "vein.smallArea@b": ["risk.matting=true@b", "eligibility=defer"],
    });
  });

  test("every slot of every vein, where one fact of the patient stands behind all", () => {
    const slots = [
      "risk.pigmentation",
      "risk.matting",
      "compression.padding",
      "compression.wrapFirstDay",
      "technique.micro",
    ];
    const [main = "", ...beside] = slots;
    const params = { slot: main, value: true, also: beside.map((slot) => ({ slot, value: true })) };
    const ids = ["a", "b", "c", "d"];
    const found = couldChange([rule("one", smoker, params, vein)], { veins: ids.map((id) => ({ id })) });
    const expected = ids.flatMap((id) => slots.map((slot) => `${slot}=true@${id}`));
    expect(found["conditions.smoking"]?.toSorted()).toEqual(expected.toSorted());
  });

  test("slots that stand near each other in the rulebook, for two veins", () => {
    const agents = ["agent.polidocanol", "agent.sodiumTetradecylSulfate", "agent.hypertonicSaline"];
    const also = [
      ...agents.slice(1).map((slot) => ({ slot, value: "caution" })),
      { slot: "strength.band", value: "dilute" },
    ];
    const one = rule("one", smoker, { slot: agents[0] ?? "", value: "caution", also }, vein);
    const expected = ["a", "b"].flatMap((id) => [
      ...agents.map((slot) => `${slot}=caution@${id}`),
      `strength.band=dilute@${id}`,
    ]);
    const found = couldChange([one], { veins: [{ id: "a" }, { id: "b" }] });
    expect(found["conditions.smoking"]?.toSorted()).toEqual(expected.toSorted());
  });

  test("each rule's own level, whatever the others would bring, for the patient and for each vein", () => {
    const flags = [
      "conditions.smoking",
      "conditions.activeCancer",
      "symptoms.pain",
      "symptoms.aching",
      "symptoms.itching",
    ];
    const levels = ["proceed-with-caution", "assess-first", "defer", "contraindicated"];
    const own = flags.map((flag, index) => level(`r${index}`, levels[index % levels.length] ?? "", leaf(flag)));
    expect(couldChange(own)).toEqual(
      Object.fromEntries(flags.map((flag, index) => [flag, [`eligibility=${levels[index % levels.length]}`]])),
    );
    const veinFlags = ["vein.smallArea", "vein.feedsCluster", "vein.refluxing", "vein.visibleAtSurface"];
    const ofVeins = veinFlags.map((flag, index) => level(`v${index}`, levels[index] ?? "", leaf(flag), vein));
    for (const ids of [
      ["a", "b"],
      ["a", "b", "c"],
    ])
      expect(couldChange(ofVeins, { veins: ids.map((id) => ({ id })) })).toEqual(
        Object.fromEntries(
          veinFlags.flatMap((flag, index) => ids.map((id) => [`${flag}@${id}`, [`eligibility=${levels[index]}`]])),
        ),
      );
  });

  test("what is said beside another slot keeps apart from what other rules say there", () => {
    const rules = [
      level("a", "assess-first", smoker),
      rule("b", leaf("symptoms.pain")),
      rule("c", cancer, {
        slot: "risk.recurrence",
        value: true,
        also: [{ slot: "eligibility", value: "contraindicated" }],
      }),
      rule("d", leaf("symptoms.itching"), {
        slot: "risk.thrombosis",
        value: true,
        also: [{ slot: "eligibility", value: "defer" }],
      }),
    ];
    expect(couldChange(rules)).toEqual({
      "conditions.smoking": ["eligibility=assess-first"],
      "symptoms.pain": ["b"],
      "conditions.activeCancer": ["risk.recurrence=true", "eligibility=contraindicated"],
      "symptoms.itching": ["risk.thrombosis=true", "eligibility=defer"],
    });
  });
});

function symptoms(value: boolean): Record<string, boolean> {
  const names = ["aching", "heaviness", "swelling", "nightCramps", "restlessLegsAtNight", "ankleSwelling"];
  return Object.fromEntries(
    [...names, "skinChanges", "innerAnkleEczema", "itching", "pain"].map((name) => [name, value]),
  );
}
