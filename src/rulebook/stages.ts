import { factsOf } from "../logic/condition.ts";
import type { RuleDefinition } from "./rule.ts";
import type { Fact } from "./vocabulary.ts";

/** Which stage each rule runs in, and after which each slot is decided; or the cycle that forbids an order. */
export interface Stages {
  /** By name; a rule that is not listed runs in the first stage. */
  readonly ruleStage: ReadonlyMap<string, number>;
  readonly slotStage: ReadonlyMap<string, number>;
  readonly count: number;
  /** Names along the first cycle found: rules, slots and facts. */
  readonly cycle?: readonly string[];
}

/** The slots that a rule sets. */
export function slotsSetBy(rule: RuleDefinition): string[] {
  const { slot, also } = rule.event.params;
  return [...(slot === undefined ? [] : [slot]), ...(also ?? []).map((part) => part.slot)];
}

/** The facts that a rule reads. */
export function factsReadBy(rule: RuleDefinition): string[] {
  const { valueFact } = rule.event.params;
  return [...factsOf(rule.conditions), ...(valueFact === undefined ? [] : [valueFact])];
}

/** Orders rules so that a slot is decided before a rule or a derived fact reads it. */
export function orderInStages(
  rules: readonly RuleDefinition[],
  facts: ReadonlyMap<string, Fact>,
  slots: Iterable<string>,
): Stages {
  const settingRules = new Map<string, RuleDefinition[]>();
  for (const rule of rules)
    for (const slot of slotsSetBy(rule)) {
      const others = settingRules.get(slot);
      if (others === undefined) settingRules.set(slot, [rule]);
      else others.push(rule);
    }

  const memo = new Map<string, number>();
  const path: string[] = [];
  let cycle: string[] | undefined;

  function visit(key: string, parts: () => number[]): number {
    const known = memo.get(key);
    if (known !== undefined) return known;
    const start = path.indexOf(key);
    if (start >= 0) {
      cycle ??= [...path.slice(start), key].map((name) => name.slice(name.indexOf(":") + 1));
      return 0;
    }
    path.push(key);
    const stage = Math.max(0, ...parts());
    path.pop();
    memo.set(key, stage);
    return stage;
  }
  const ruleStage = (rule: RuleDefinition): number =>
    visit(`rule:${rule.name}`, () => factsReadBy(rule).map(factStage));
  const slotStage = (slot: string): number =>
    visit(`slot:${slot}`, () => (settingRules.get(slot) ?? []).map(ruleStage));
  function factStage(name: string): number {
    return visit(`fact:${name}`, () => {
      const fact = facts.get(name);
      if (fact === undefined) return [];
      return fact.slot === undefined ? fact.inputs.map(factStage) : [slotStage(fact.slot) + 1];
    });
  }

  const rulesByName = new Map(rules.map((rule) => [rule.name, ruleStage(rule)]));
  const stagesBySlot = new Map([...slots].map((slot) => [slot, slotStage(slot)]));
  // What no rule reads is worked out too, for contradictions and proposals: a circle there would never end.
  for (const name of facts.keys()) factStage(name);
  return {
    ruleStage: rulesByName,
    slotStage: stagesBySlot,
    count: Math.max(0, ...rulesByName.values()) + 1,
    ...(cycle === undefined ? {} : { cycle }),
  };
}
