import type { Contribution, Merged } from "../contribution.ts";
import { mergeByRank } from "./rank.ts";

/** The value that beats every range. */
export const none = "none";

/** `none` wins over every range; ranges are merged by rank. */
export function mergeNoneWins(
  contributions: readonly Contribution[],
  prefer: "highest" | "lowest",
  keys: readonly string[],
): Merged {
  const withNone = contributions.filter(({ value }) => value === none);
  return withNone.length > 0 ? { value: none, winners: withNone } : mergeByRank(contributions, prefer, keys);
}
