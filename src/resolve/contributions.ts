import type { Outcome } from "../evaluate/outcome.ts";
import type { Outcomes } from "../evaluate/outcomes.ts";
import type { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import { bounds } from "../logic/cell.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Slot, SlotValue } from "../rulebook/slots.ts";
import type { Contribution } from "./contribution.ts";

/** What rules say of a slot: those that apply, and those that cannot tell. A rule that failed is as open as one of these. */
export interface Contributions {
  readonly applying: readonly Contribution[];
  readonly open: readonly Contribution[];
}

/** What rules say of a slot for its subject; a patient slot hears the rules of every subject. */
export function contributionsTo(
  slot: Slot,
  subject: Subject,
  rules: readonly Rule[],
  outcomes: Outcomes,
  store: FactStore,
): Contributions {
  const applying: Contribution[] = [];
  const open: Contribution[] = [];
  const subjects = slot.scope === "patient" ? store.subjects : [subject];
  for (const rule of rules)
    for (const one of subjects) {
      if (one.kind !== rule.scope) continue;
      const outcome: Outcome = outcomes.get(rule.name, one);
      if (outcome === "applies") addValues(applying, slot, rule, one, store);
      else if (outcome === "cannot-tell" || outcome === "failed") addValues(open, slot, rule, one, store);
    }
  return { applying, open };
}

function addValues(into: Contribution[], slot: Slot, rule: Rule, subject: Subject, store: FactStore): void {
  const { slot: mainSlot, also } = rule.event.params;
  if (mainSlot === slot.name) {
    const value = mainValue(slot, rule, subject, store);
    if (value !== undefined) into.push({ rule, subject, value, main: true });
  }
  if (also === undefined) return;
  for (const part of also) if (part.slot === slot.name) into.push({ rule, subject, value: part.value, main: false });
}

/** The value that a rule gives its main slot; undefined where it takes over a fact that is not known. */
export function mainValue(slot: Slot, rule: Rule, subject: Subject, store: FactStore): SlotValue | undefined {
  const { value, valueFact } = rule.event.params;
  if (valueFact === undefined) return value;
  const known = bounds(store.get(valueFact, subject));
  if (known === undefined) return undefined;
  // Of an interval the end that the slot's policy prefers is the safer one.
  const number = "prefer" in slot.merge && slot.merge.prefer === "lowest" ? known.min : known.max;
  return slot.keys === undefined ? number : Object.fromEntries(slot.keys.map((key) => [key, number]));
}
