import type { Condition } from "../../src/logic/condition.ts";
import type { RawRulebook } from "../../src/rulebook/raw.ts";
import type { FactDefinition } from "../../src/rulebook/vocabulary.ts";

/** What a fault touches. */
export type Change =
  | { readonly kind: "condition"; readonly rule: string; readonly condition: Condition }
  /** What an applying rule says of these slots. */
  | { readonly kind: "effect"; readonly rule: string; readonly slots: readonly string[] }
  | { readonly kind: "slot"; readonly slot: string }
  | { readonly kind: "fact"; readonly fact: string };

/** A rulebook with one small fault. */
export interface Mutant {
  /** Names the fault: no other has the same, and the same rulebook gives it again. */
  readonly id: string;
  readonly kind: string;
  readonly change: Change;
  readonly content: () => RawRulebook;
}

/** Looks a fact up, with the codes of a decided slot that is read as a fact. */
export function factsOf(raw: RawRulebook): (name: string) => FactDefinition | undefined {
  return (name) => raw.facts[name] ?? decidedFact(raw, name);
}

function decidedFact(raw: RawRulebook, name: string): FactDefinition | undefined {
  const slot = name.startsWith("decided.") ? raw.slots[name.slice("decided.".length)] : undefined;
  return slot?.values === undefined
    ? undefined
    : { type: "code", scope: slot.scope, label: slot.label, values: slot.values };
}
