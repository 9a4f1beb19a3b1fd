import type { Advisor } from "../../src/advisor/advisor.ts";
import { type AdvisorOptions, createAdvisor } from "../../src/advisor/create-advisor.ts";
import type { Condition, Leaf } from "../../src/logic/condition.ts";
import type { RuleDefinition, RuleParameters } from "../../src/rulebook/rule.ts";

/** A leaf; by default that a boolean is true. */
export function leaf(fact: string, value: Leaf["value"] = true, operator: Leaf["operator"] = "equal"): Leaf {
  return { fact, operator, value };
}

/** A condition that holds for everyone. */
export const always: Condition = { all: [leaf("always")] };

/** A rule with the least that the loader asks for; its conditions and parameters are what a test is about. */
export function rule(
  name: string,
  conditions: Condition,
  params: Partial<RuleParameters> = {},
  more: Partial<RuleDefinition> = {},
): RuleDefinition {
  return {
    name,
    title: name,
    scope: "patient",
    conditions: "fact" in conditions ? { all: [conditions] } : conditions,
    event: { type: "recommendation", params: { strength: "should", summary: name, ...params } },
    sources: ["S0-01"],
    ...more,
  };
}

/** The file of a small rulebook on the embedded vocabulary and slots. */
export function smallFile(rules: readonly unknown[], name = "small.json") {
  return { name, json: { topic: "technique", rules } };
}

/** An advisor on a few rules of a test's own. */
export function smallAdvisor(
  rules: readonly RuleDefinition[],
  options: Omit<AdvisorOptions, "rulebook"> = {},
): Advisor {
  return createAdvisor({ ...options, rulebook: [smallFile(rules)] });
}
