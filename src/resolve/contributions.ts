import type { Outcome } from "../evaluate/outcome.ts";
import type { Outcomes } from "../evaluate/outcomes.ts";
import type { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import { bounds } from "../logic/cell.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Slot, SlotValue } from "../rulebook/slots.ts";
import type { Contribution } from "./contribution.ts";

/** What the rules with a given outcome say of a slot: from the slot's own subject, or from every subject for a patient slot. */
export function contributionsTo(
  slot: Slot,
  subject: Subject,
  rules: readonly Rule[],
  outcome: Outcome,
  outcomes: Outcomes,
  store: FactStore,
): Contribution[] {
  return rules.flatMap((rule) => {
    const subjects =
      slot.scope === "patient"
        ? store.subjects.filter(({ kind }) => kind === rule.scope)
        : subject.kind === rule.scope
          ? [subject]
          : [];
    return subjects
      .filter((one) => outcomes.get(rule.name, one) === outcome)
      .flatMap((one) =>
        valuesFor(slot, rule, one, store).map(({ value, main }) => ({ rule, subject: one, value, main })),
      );
  });
}

function valuesFor(slot: Slot, rule: Rule, subject: Subject, store: FactStore): { value: SlotValue; main: boolean }[] {
  const { slot: mainSlot, also } = rule.event.params;
  const values: { value: SlotValue; main: boolean }[] = [];
  if (mainSlot === slot.name) {
    const value = mainValue(slot, rule, subject, store);
    if (value !== undefined) values.push({ value, main: true });
  }
  for (const part of also ?? []) if (part.slot === slot.name) values.push({ value: part.value, main: false });
  return values;
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
