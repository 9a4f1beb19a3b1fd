import type { Subject } from "../facts/subject.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { SlotValue } from "../rulebook/slots.ts";

/** What one rule, for one subject, would make of one slot. */
export interface Contribution {
  readonly rule: Rule;
  /** The rule's number among those that are evaluated. */
  readonly number: number;
  /** The subject that the rule was evaluated for; the slot's own subject may be the patient. */
  readonly subject: Subject;
  /** That subject's place. */
  readonly place: number;
  readonly value: SlotValue;
  /** False for `also`: the status of the recommendation follows its main slot. */
  readonly main: boolean;
}

/** The value of a slot, and whose it is. */
export interface Merged {
  readonly value: SlotValue;
  readonly winners: readonly Contribution[];
}

/** Whether two slot values are the same: compared by content, keys in any order. */
export function sameValue(a: SlotValue | null | undefined, b: SlotValue | null | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, SlotValue>, b as Record<string, SlotValue>];
  // By key rather than over lists of keys: values are compared for every open rule of every case.
  for (const key in left) if (!Object.hasOwn(right, key) || !sameValue(left[key], right[key])) return false;
  for (const key in right) if (!Object.hasOwn(left, key)) return false;
  return true;
}
