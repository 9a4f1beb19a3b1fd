import type { Slot } from "../../rulebook/slots.ts";
import type { Contribution, Merged } from "../contribution.ts";
import { mergeByOrder } from "./order.ts";

/** The position of a contribution's rank among the policy's, the highest last. */
export function rankOf(ranks: readonly string[], { rule }: Contribution): number {
  return ranks.indexOf(rule.event.params.rank ?? "");
}

/** The highest rank decides; within it the last in the slot's order of values, the safer one, wins. */
export function mergeByPrecedence(
  slot: Slot,
  contributions: readonly Contribution[],
  ranks: readonly string[],
): Merged {
  const highest = Math.max(...contributions.map((one) => rankOf(ranks, one)));
  const { value } = mergeByOrder(
    slot,
    contributions.filter((one) => rankOf(ranks, one) === highest),
  );
  return { value, winners: contributions.filter((one) => one.value === value) };
}
