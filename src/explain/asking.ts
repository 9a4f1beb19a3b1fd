import type { Readable } from "../facts/readable.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Slot } from "../rulebook/slots.ts";
import { slotsSetBy } from "../rulebook/stages.ts";
import { reasonLibrary } from "./reason-library.ts";

/** A slot that a rule sets. */
export interface SlotSet {
  readonly slot: Slot;
  /** The slot's position in the rulebook. */
  readonly number: number;
}

/** A rule that may be worth asking for, with what is the same for every case. */
export interface AskingRule {
  readonly rule: Rule;
  /** Its number among the rules that are evaluated. */
  readonly number: number;
  readonly conditions: Readable;
  /** Empty where the rule only gives advice. */
  readonly sets: readonly SlotSet[];
}

/** The rules for whose sake a question may be asked. Mere information changes nothing of what is to be done: none for it. */
export function askingRules(rulebook: Rulebook, rules: readonly Rule[]): readonly AskingRule[] {
  const library = reasonLibrary(rulebook);
  const slots = [...rulebook.slots.values()];
  const numbers = new Map(slots.map(({ name }, number) => [name, number]));
  return rules.flatMap((rule, number) => {
    const { slot: main, strength } = rule.event.params;
    if (main === undefined && strength === "info") return [];
    const sets = (main === undefined ? [] : slotsSetBy(rule)).flatMap((name): SlotSet[] => {
      const of = numbers.get(name);
      return of === undefined ? [] : [{ slot: slots[of] as Slot, number: of }];
    });
    return [{ rule, number, conditions: library.readable(rule.conditions), sets }];
  });
}
