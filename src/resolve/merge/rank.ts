import type { SlotValue } from "../../rulebook/slots.ts";
import { type Contribution, type Merged, sameValue } from "../contribution.ts";

/** Above zero where the first of two numbers or ranges is preferred; ranges are compared key by key. */
export function comparedByRank(
  a: SlotValue,
  b: SlotValue,
  prefer: "highest" | "lowest",
  keys: readonly string[] | undefined,
): number {
  const sign = prefer === "highest" ? 1 : -1;
  if (keys === undefined) return ((a as number) - (b as number)) * sign;
  for (const key of keys) {
    const difference = ((a as Record<string, number>)[key] ?? 0) - ((b as Record<string, number>)[key] ?? 0);
    if (difference !== 0) return difference * sign;
  }
  return 0;
}

/** The highest or lowest number or range, compared key by key; all who say the same stay. */
export function mergeByRank(
  contributions: readonly Contribution[],
  prefer: "highest" | "lowest",
  keys: readonly string[] | undefined,
): Merged {
  const best = contributions.reduce((winner, one) =>
    comparedByRank(one.value, winner.value, prefer, keys) > 0 ? one : winner,
  );
  return { value: best.value, winners: contributions.filter((one) => sameValue(one.value, best.value)) };
}
