import type { Slot } from "../../rulebook/slots.ts";
import type { Contribution, Merged } from "../contribution.ts";
import { mergeNoneWins } from "./none-wins.ts";
import { mergeByOrder } from "./order.ts";
import { mergeByPrecedence } from "./precedence.ts";
import { mergeByRank } from "./rank.ts";
import { mergeUnion } from "./union.ts";

/** Merges what applying rules say of a slot by its policy; undefined where none says anything. */
export function merge(slot: Slot, contributions: readonly Contribution[]): Merged | undefined {
  const [only] = contributions;
  if (only === undefined) return undefined;
  // One alone wins as it stands; a union still puts it in order.
  if (contributions.length === 1 && slot.merge.kind !== "union") return { value: only.value, winners: contributions };
  switch (slot.merge.kind) {
    case "order":
      return mergeByOrder(slot, contributions);
    case "any":
      return { value: true, winners: contributions };
    case "rank":
      return mergeByRank(contributions, slot.merge.prefer, slot.merge.keys);
    case "precedence":
      return mergeByPrecedence(slot, contributions, slot.merge.ranks);
    case "none-wins":
      return mergeNoneWins(contributions, slot.merge.prefer, slot.merge.keys);
    case "union":
      return mergeUnion(slot, contributions);
  }
}
