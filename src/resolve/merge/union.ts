import { compareText } from "../../issues/issue.ts";
import type { OptionValue, Slot, SlotValue } from "../../rulebook/slots.ts";
import { type Contribution, type Merged, sameValue } from "../contribution.ts";

/** All values together, each once: lists in the slot's order, options by agent, form, then their numbers, lowest first. */
export function mergeUnion(slot: Slot, contributions: readonly Contribution[]): Merged {
  return {
    value: unionOf(
      slot,
      contributions.map(({ value }) => value),
    ),
    winners: contributions,
  };
}

/** The union of the values themselves. */
export function unionOf(slot: Slot, values: readonly SlotValue[]): SlotValue {
  if (slot.type === "list") {
    const given = new Set(values.flatMap((value) => value as readonly string[]));
    return (slot.values ?? []).filter((code) => given.has(code));
  }
  const options: OptionValue[] = [];
  for (const value of values)
    for (const option of value as readonly OptionValue[]) if (!holds(options, option)) options.push(option);
  const fields = Object.entries(slot.fields ?? {});
  return options.sort((a, b) => compareOptions(fields, a, b));
}

/** Whether a union already holds everything of a value. */
export function unionHolds(slot: Slot, union: SlotValue, value: SlotValue): boolean {
  if (slot.type === "list")
    return (value as readonly string[]).every((code) => (union as readonly string[]).includes(code));
  return (value as readonly OptionValue[]).every((option) => holds(union as readonly OptionValue[], option));
}

function holds(options: readonly OptionValue[], option: OptionValue): boolean {
  return options.some((known) => sameValue(known as Record<string, number>, option as Record<string, number>));
}

function compareOptions(
  fields: readonly [string, NonNullable<Slot["fields"]>[string]][],
  a: OptionValue,
  b: OptionValue,
): number {
  for (const [key, field] of fields) {
    const [left, right] = [a[key], b[key]];
    if (left === right) continue;
    if (Array.isArray(field)) return field.indexOf(String(left)) - field.indexOf(String(right));
    if (typeof left === "number" || typeof right === "number") return Number(left ?? 0) - Number(right ?? 0);
    return compareText(String(left), String(right));
  }
  return 0;
}
