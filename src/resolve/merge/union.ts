import { compareText } from "../../issues/issue.ts";
import type { OptionValue, Slot } from "../../rulebook/slots.ts";
import { type Contribution, type Merged, sameValue } from "../contribution.ts";

/** All values together, each once: lists in the slot's order, options by agent, form, then their numbers, lowest first. */
export function mergeUnion(slot: Slot, contributions: readonly Contribution[]): Merged {
  if (slot.type === "list") {
    const given = new Set(contributions.flatMap(({ value }) => value as readonly string[]));
    return { value: (slot.values ?? []).filter((code) => given.has(code)), winners: contributions };
  }
  const options: OptionValue[] = [];
  for (const { value } of contributions)
    for (const option of value as readonly OptionValue[])
      if (!options.some((known) => sameValue(known as Record<string, number>, option as Record<string, number>)))
        options.push(option);
  return { value: options.sort((a, b) => compareOptions(slot, a, b)), winners: contributions };
}

function compareOptions(slot: Slot, a: OptionValue, b: OptionValue): number {
  for (const [key, field] of Object.entries(slot.fields ?? {})) {
    const [left, right] = [a[key], b[key]];
    if (left === right) continue;
    if (Array.isArray(field)) return field.indexOf(String(left)) - field.indexOf(String(right));
    if (typeof left === "number" || typeof right === "number") return Number(left ?? 0) - Number(right ?? 0);
    return compareText(String(left), String(right));
  }
  return 0;
}
