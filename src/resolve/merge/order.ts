import type { Slot } from "../../rulebook/slots.ts";
import type { Contribution, Merged } from "../contribution.ts";

/** The last in the slot's order of values wins; all who say the same stay. */
export function mergeByOrder(slot: Slot, contributions: readonly Contribution[]): Merged {
  const order = slot.values ?? [];
  const place = ({ value }: Contribution): number => order.indexOf(value as string);
  const highest = Math.max(...contributions.map(place));
  return { value: order[highest] as string, winners: contributions.filter((one) => place(one) === highest) };
}
