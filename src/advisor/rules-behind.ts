import { factsOf } from "../logic/condition.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

/** What the outcome of a rule rests on. */
export interface Behind {
  /** The rules that decide what it reads, and so on, itself included, in their order. */
  readonly rules: readonly Rule[];
  /** The slots that they are read from. */
  readonly slots: ReadonlySet<string>;
}

/** The rules and the slots on which the outcome of a rule rests: the others have no say in it. */
export function rulesBehind(
  rule: Rule,
  rulebook: Rulebook,
  rules: readonly Rule[],
  settingRules: ReadonlyMap<string, readonly Rule[]>,
): Behind {
  const facts = new Set<string>();
  const found = new Set<Rule>();
  const slots = new Set<string>();
  const visitFact = (name: string): void => {
    const fact = rulebook.facts.get(name);
    if (facts.has(name) || fact === undefined) return;
    facts.add(name);
    fact.inputs.forEach(visitFact);
    if (fact.slot === undefined) return;
    slots.add(fact.slot);
    settingRules.get(fact.slot)?.forEach(visitRule);
  };
  const visitRule = (one: Rule): void => {
    if (found.has(one)) return;
    found.add(one);
    factsOf(one.conditions).forEach(visitFact);
    const { valueFact } = one.event.params;
    if (valueFact !== undefined) visitFact(valueFact);
  };
  visitRule(rule);
  return { rules: rules.filter((one) => found.has(one)), slots };
}
