import { describe, expect, test } from "vitest";
import { numberRules } from "../../src/evaluate/outcomes.ts";
import { patientSubject } from "../../src/facts/subject.ts";
import { rowsCited } from "../../src/resolve/citations.ts";
import { rulesBySlot, slotPlans } from "../../src/resolve/slot-plan.ts";
import { standingsOf } from "../../src/resolve/standing.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

const smoking = leaf("conditions.smoking");
const { rulebook } = smallAdvisor([
  rule("caution", smoking, {
    slot: "eligibility",
    value: "proceed-with-caution",
    also: [
      { slot: "risk.recurrence", value: true },
      { slot: "ultrasound", value: "required" },
    ],
  }),
  rule("takes-over", smoking, { slot: "foam.maxMl", valueFact: "patient.weightKg" }),
  rule("of-a-vein", leaf("vein.smallArea"), { slot: "risk.recurrence", value: true }, { scope: "vein" }),
  rule("form", leaf("vein.smallArea"), { slot: "form", value: "liquid", rank: "specific" }, { scope: "vein" }),
  rule("says-nothing", smoking),
]);
const { rules } = rulebook;
const plans = slotPlans(rulebook, rulesBySlot(rules), numberRules(rules));
const planOf = (slot: string) => plans.flat().find((plan) => plan.slot.name === slot)?.rules ?? [];

describe("the rules that set a slot", () => {
  test("with what they say beside their main slot", () => {
    const names = [...rulesBySlot(rules)].map(([slot, setting]) => [slot, setting.map(({ name }) => name)]);
    expect(Object.fromEntries(names)).toEqual({
      eligibility: ["caution"],
      "risk.recurrence": ["caution", "of-a-vein"],
      ultrasound: ["caution"],
      "foam.maxMl": ["takes-over"],
      form: ["form"],
    });
  });
});

describe("the plan of a slot", () => {
  test("every slot has its place in the stage in which it is decided", () => {
    expect(plans).toHaveLength(rulebook.stages);
    for (const [stage, list] of plans.entries())
      expect(list.map(({ slot }) => rulebook.slotStage.get(slot.name))).toEqual(list.map(() => stage));
    expect(
      plans
        .flat()
        .map(({ slot }) => slot.name)
        .toSorted(),
    ).toEqual([...rulebook.slots.keys()].toSorted());
  });

  test("a patient's slot hears veins too, each rule by its number and scope", () => {
    const numbers = numberRules(rules);
    expect(planOf("risk.recurrence").map(({ rule: { name }, number, scope }) => [name, number, scope])).toEqual([
      ["caution", numbers.get("caution"), "patient"],
      ["of-a-vein", numbers.get("of-a-vein"), "vein"],
    ]);
  });

  test("the voice of a patient's rule is made once for all cases, a vein's is not", () => {
    const [caution] = planOf("eligibility");
    const value = "proceed-with-caution";
    expect(caution?.voices).toEqual([
      {
        main: true,
        value,
        ofPatient: {
          rule: caution?.rule,
          number: caution?.number,
          subject: patientSubject,
          place: 0,
          value,
          main: true,
        },
      },
    ]);
    expect(planOf("form")[0]?.voices).toEqual([{ main: true, value: "liquid" }]);
  });

  test("what is said beside the main slot is no main voice; a number taken over has no value yet", () => {
    expect(planOf("ultrasound")[0]?.voices).toMatchObject([{ main: false, value: "required" }]);
    expect(planOf("ultrasound")[0]?.voices).toHaveLength(1);
    expect(planOf("foam.maxMl")[0]?.voices).toEqual([{ main: true }]);
  });
});

describe("on whose authority rules speak", () => {
  const whole = embeddedRulebook();
  const mixed = whole.rules.filter(({ sources }) => {
    const authorities = new Set(sources.map((id) => whole.citations.get(id)?.authority === "document"));
    return authorities.size === 2;
  });

  test("all evidence cites every row, documents those of documents", () => {
    expect(mixed.length).toBeGreaterThan(0);
    for (const one of mixed) {
      expect(rowsCited(one, whole, "all").map(({ id }) => id)).toEqual(one.sources);
      const rows = rowsCited(one, whole, "documents");
      expect(rows.every(({ authority }) => authority === "document")).toBe(true);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.length).toBeLessThan(one.sources.length);
    }
  });

  test("each rule by its number, with the documents that it cites, or its resolutions where it cites none", () => {
    const { byRule } = standingsOf(whole, "all", whole.rules);
    expect(byRule.map(({ rule: { name }, number }) => [name, number])).toEqual(
      whole.rules.map(({ name }, number) => [name, number]),
    );
    for (const { rule: one, rows, documents } of byRule)
      expect([...documents]).toEqual(
        rows.length > 0 ? [...new Set(rows.map(({ source }) => source))] : [...(one.resolution ?? [])],
      );
  });

  test("positions by the slot that they are taken on, in the order of the rules", () => {
    const { positions } = standingsOf(whole, "all", whole.rules);
    const taken = whole.rules.filter(({ event }) => event.params.position !== undefined);
    expect(taken.length).toBeGreaterThan(1);
    for (const [slot, standings] of positions)
      expect(standings.map(({ rule: { name } }) => name)).toEqual(
        taken.filter(({ event }) => event.params.position?.slot === slot).map(({ name }) => name),
      );
    expect([...positions.values()].flat()).toHaveLength(taken.length);
  });
});
