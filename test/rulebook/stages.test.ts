import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { factsReadBy, slotsSetBy } from "../../src/rulebook/stages.ts";
import { ruleFile, smallRule } from "./small-rule.ts";

/** The decided slots that a fact rests on, through any number of derived facts. */
function slotsBehind(rulebook: Rulebook, name: string, seen = new Set<string>()): string[] {
  const fact = rulebook.facts.get(name);
  if (fact === undefined || seen.has(name)) return [];
  seen.add(name);
  return fact.slot === undefined ? fact.inputs.flatMap((input) => slotsBehind(rulebook, input, seen)) : [fact.slot];
}

const leaf = (fact: string, value: unknown) => ({ all: [{ fact, operator: "equal", value }] });
const rules = {
  guidance: smallRule(
    { name: "technique.guidance", scope: "vein", conditions: leaf("vein.visibleAtSurface", false) },
    { slot: "guidance", value: "ultrasound" },
  ),
  form: smallRule(
    { name: "technique.form", scope: "vein", conditions: leaf("decided.guidance", "ultrasound") },
    { slot: "form", value: "foam", rank: "general" },
  ),
  ceiling: smallRule(
    { name: "volume.ceiling", conditions: leaf("veins.anyFoam", true) },
    { slot: "foam.maxMl", value: 10 },
  ),
};

describe("stages", () => {
  test("a rule runs after every slot that it reads has been decided", () => {
    const rulebook = embeddedRulebook();
    let reading = 0;
    for (const rule of rulebook.rules)
      for (const slot of factsReadBy(rule).flatMap((fact) => slotsBehind(rulebook, fact))) {
        expect(rulebook.slotStage.get(slot), `${rule.name} reads ${slot}`).toBeLessThan(rule.stage);
        reading += 1;
      }
    expect(reading).toBeGreaterThan(0);
  });

  test("a slot is decided no earlier than the last rule that sets it", () => {
    const rulebook = embeddedRulebook();
    for (const rule of rulebook.rules)
      for (const slot of slotsSetBy(rule)) expect(rule.stage).toBeLessThanOrEqual(rulebook.slotStage.get(slot) ?? -1);
  });

  test("every stage is run and every rule is in one", () => {
    const { rules: all, stages } = embeddedRulebook();
    expect([...new Set(all.map(({ stage }) => stage))].sort((a, b) => a - b)).toEqual(
      Array.from({ length: stages }, (_, stage) => stage),
    );
  });

  test.each([
    ["in reading order", [rules.guidance, rules.form, rules.ceiling]],
    ["backwards", [rules.ceiling, rules.form, rules.guidance]],
  ])("a chain over a decided slot and a derived fact takes three stages: %s", (_, chain) => {
    const advisor = createAdvisor({ rulebook: [ruleFile(chain, "technique")] });
    expect(advisor.rulebook.stages).toBe(3);
    expect(advisor.rulebook.ruleByName.get("technique.guidance")?.stage).toBe(0);
    expect(advisor.rulebook.ruleByName.get("technique.form")?.stage).toBe(1);
    expect(advisor.rulebook.ruleByName.get("volume.ceiling")?.stage).toBe(2);
    const { plan } = advisor.recommendSync({ veins: [{ id: "a", visibleAtSurface: false }] });
    expect(plan.veins["a"]?.["form"]?.value).toBe("foam");
    expect(plan.patient["foam.maxMl"]?.value).toBe(10);
  });

  test("rules that read only the case run at once", () => {
    expect(createAdvisor({ rulebook: [ruleFile([smallRule()])] }).rulebook.stages).toBe(1);
  });
});
