import type { RuleNumbers } from "../evaluate/outcomes.ts";
import { patientSubject } from "../facts/subject.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Slot, SlotValue } from "../rulebook/slots.ts";
import { slotsSetBy } from "../rulebook/stages.ts";
import type { Scope } from "../rulebook/vocabulary.ts";
import type { Contribution } from "./contribution.ts";

/** What a rule says of a slot, as far as it is the same for every case. */
export interface Voice {
  readonly main: boolean;
  /** Absent where the rule takes a fact's number over. */
  readonly value?: SlotValue;
  /** What it comes to for the patient, where the value is given. */
  readonly ofPatient?: Contribution;
}

/** A rule with what it says of one slot. */
export interface SettingRule {
  readonly rule: Rule;
  readonly number: number;
  readonly scope: Scope;
  readonly voices: readonly Voice[];
}

/** A slot with the rules that set it, in the order of the rules. */
export interface SlotPlan {
  readonly slot: Slot;
  readonly rules: readonly SettingRule[];
}

/** The rules that set each slot, among those that are evaluated. */
export function rulesBySlot(rules: readonly Rule[]): Map<string, Rule[]> {
  const bySlot = new Map<string, Rule[]>();
  for (const rule of rules)
    for (const slot of slotsSetBy(rule)) {
      const known = bySlot.get(slot);
      if (known === undefined) bySlot.set(slot, [rule]);
      else known.push(rule);
    }
  return bySlot;
}

/** The slots of each stage, in the rulebook's order. */
export function slotPlans(
  rulebook: Rulebook,
  settingRules: ReadonlyMap<string, readonly Rule[]>,
  numbers: RuleNumbers,
): readonly (readonly SlotPlan[])[] {
  const stages: SlotPlan[][] = Array.from({ length: rulebook.stages }, () => []);
  for (const slot of rulebook.slots.values()) {
    const rules = (settingRules.get(slot.name) ?? []).map((rule) => {
      const number = numbers.get(rule.name) as number;
      return { rule, number, scope: rule.scope, voices: voicesOf(rule, number, slot.name) };
    });
    stages[rulebook.slotStage.get(slot.name) as number]?.push({ slot, rules });
  }
  return stages;
}

function voicesOf(rule: Rule, number: number, name: string): Voice[] {
  const { slot, value, valueFact, also = [] } = rule.event.params;
  const voice = (main: boolean, given: SlotValue): Voice => ({
    main,
    value: given,
    ...(rule.scope === "patient"
      ? { ofPatient: { rule, number, subject: patientSubject, place: 0, value: given, main } }
      : {}),
  });
  const main: Voice[] =
    slot !== name ? [] : valueFact !== undefined ? [{ main: true }] : value === undefined ? [] : [voice(true, value)];
  return [...main, ...also.filter((part) => part.slot === name).map((part) => voice(false, part.value))];
}
