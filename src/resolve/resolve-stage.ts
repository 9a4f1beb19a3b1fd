import type { Outcomes } from "../evaluate/outcomes.ts";
import type { FactStore } from "../facts/store.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Slot } from "../rulebook/slots.ts";
import { slotsSetBy } from "../rulebook/stages.ts";
import { decidedPrefix } from "../rulebook/vocabulary.ts";
import { contributionsTo } from "./contributions.ts";
import { decide, decidedCell, decidedNumber } from "./decide.ts";
import type { Decisions } from "./finish.ts";

/** The rules that set each slot, among those that are evaluated. */
export function rulesBySlot(rules: readonly Rule[]): Map<string, Rule[]> {
  const bySlot = new Map<string, Rule[]>();
  for (const rule of rules)
    for (const slot of slotsSetBy(rule)) {
      const known = bySlot.get(slot);
      if (known === undefined) bySlot.set(slot, [rule]);
      else if (!known.includes(rule)) known.push(rule);
    }
  return bySlot;
}

/** Decides the slots of a stage and puts them where later rules can read them. */
export function resolveStage(
  rulebook: Rulebook,
  stage: number,
  settingRules: ReadonlyMap<string, readonly Rule[]>,
  outcomes: Outcomes,
  store: FactStore,
  decisions: Decisions,
): void {
  for (const slot of rulebook.slots.values()) {
    if (rulebook.slotStage.get(slot.name) !== stage) continue;
    const rules = settingRules.get(slot.name) ?? [];
    for (const subject of store.subjects) {
      if (subject.kind !== slot.scope) continue;
      const decision = decide(slot, subject, contributionsTo(slot, subject, rules, outcomes, store));
      decisions.set(decision);
      publish(slot, decision, store);
    }
  }
}

function publish(slot: Slot, decision: ReturnType<typeof decide>, store: FactStore): void {
  store.decide(decidedPrefix + slot.name, decision.subject, decidedCell(decision));
  if (slot.type === "range")
    for (const key of slot.keys ?? []) store.decideNumber(slot.name, key, decidedNumber(decision, key));
}
