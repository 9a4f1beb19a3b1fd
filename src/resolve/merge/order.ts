import type { Slot, SlotValue } from "../../rulebook/slots.ts";
import type { Contribution, Merged } from "../contribution.ts";

/** The position of a code in the slot's order of values. */
export function orderOf({ values = [] }: Slot, value: SlotValue): number {
  return values.indexOf(value as string);
}

/** The last in the slot's order of values wins; all who say the same stay. */
export function mergeByOrder(slot: Slot, contributions: readonly Contribution[]): Merged {
  let highest = -1;
  for (const { value } of contributions) highest = Math.max(highest, orderOf(slot, value));
  const value = (slot.values ?? [])[highest] as string;
  return { value, winners: contributions.filter((one) => one.value === value) };
}
