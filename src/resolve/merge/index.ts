import { match } from "ts-pattern";
import type { Slot } from "../../rulebook/slots.ts";
import type { Contribution, Merged } from "../contribution.ts";
import { mergeNoneWins } from "./none-wins.ts";
import { mergeByOrder } from "./order.ts";
import { mergeByPrecedence } from "./precedence.ts";
import { mergeByRank } from "./rank.ts";
import { mergeUnion } from "./union.ts";

/** Merges what applying rules say of a slot by its policy; undefined where none says anything. */
export function merge(slot: Slot, contributions: readonly Contribution[]): Merged | undefined {
  if (contributions.length === 0) return undefined;
  return match(slot.merge)
    .with({ kind: "order" }, () => mergeByOrder(slot, contributions))
    .with({ kind: "any" }, () => ({ value: true as const, winners: contributions }))
    .with({ kind: "rank" }, ({ prefer, keys }) => mergeByRank(contributions, prefer, keys))
    .with({ kind: "precedence" }, ({ ranks }) => mergeByPrecedence(slot, contributions, ranks))
    .with({ kind: "none-wins" }, ({ prefer, keys }) => mergeNoneWins(contributions, prefer, keys))
    .with({ kind: "union" }, () => mergeUnion(slot, contributions))
    .exhaustive();
}
