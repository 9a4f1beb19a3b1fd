import type { Slot, SlotValue } from "../../rulebook/slots.ts";
import type { Contribution, Merged } from "../contribution.ts";
import { none } from "./none-wins.ts";
import { orderOf } from "./order.ts";
import { rankOf } from "./precedence.ts";
import { comparedByRank } from "./rank.ts";
import { unionHolds, unionOf } from "./union.ts";

/**
 * The value that a merge comes to with one contribution more: one comparison, so that many open rules can be tried one after
 * the other.
 */
export function mergeWithOne(slot: Slot, merged: Merged | undefined, one: Contribution): SlotValue {
  if (merged === undefined) return slot.merge.kind === "union" ? unionOf(slot, [one.value]) : one.value;
  if (slot.merge.kind === "precedence") {
    const { ranks } = slot.merge;
    // The winners hold one of the highest rank: its value won.
    const highest = Math.max(...merged.winners.map((winner) => rankOf(ranks, winner)));
    const rank = rankOf(ranks, one);
    if (rank !== highest) return rank > highest ? one.value : merged.value;
  }
  return worseOf(slot, merged.value, one.value);
}

/** What two values of a slot come to where their rules rank alike. */
export function worseOf(slot: Slot, value: SlotValue, other: SlotValue): SlotValue {
  const { merge } = slot;
  switch (merge.kind) {
    case "any":
      return true;
    case "order":
    case "precedence":
      return orderOf(slot, other) > orderOf(slot, value) ? other : value;
    case "none-wins":
      if (value === none || other === none) return none;
      return comparedByRank(other, value, merge.prefer, merge.keys) > 0 ? other : value;
    case "rank":
      return comparedByRank(other, value, merge.prefer, merge.keys) > 0 ? other : value;
    case "union":
      return unionHolds(slot, value, other) ? value : unionOf(slot, [value, other]);
  }
}
