import type { Slot } from "../../rulebook/slots.ts";
import type { Contribution, Merged } from "../contribution.ts";
import { mergeByOrder } from "./order.ts";

/** The highest rank decides; within it the last in the slot's order of values, the safer one, wins. */
export function mergeByPrecedence(
  slot: Slot,
  contributions: readonly Contribution[],
  ranks: readonly string[],
): Merged {
  const rank = ({ rule }: Contribution): number => ranks.indexOf(rule.event.params.rank ?? "");
  const highest = Math.max(...contributions.map(rank));
  const { value } = mergeByOrder(
    slot,
    contributions.filter((one) => rank(one) === highest),
  );
  return { value, winners: contributions.filter((one) => one.value === value) };
}
