import type { SlotValue } from "../../rulebook/slots.ts";
import { type Contribution, type Merged, sameValue } from "../contribution.ts";

/** The highest or lowest number or range, compared key by key; all who say the same stay. */
export function mergeByRank(
  contributions: readonly Contribution[],
  prefer: "highest" | "lowest",
  keys: readonly string[] | undefined,
): Merged {
  const sign = prefer === "highest" ? 1 : -1;
  const compare = (a: SlotValue, b: SlotValue): number => {
    if (keys === undefined) return ((a as number) - (b as number)) * sign;
    for (const key of keys) {
      const difference = ((a as Record<string, number>)[key] ?? 0) - ((b as Record<string, number>)[key] ?? 0);
      if (difference !== 0) return difference * sign;
    }
    return 0;
  };
  const best = contributions.reduce((winner, one) => (compare(one.value, winner.value) > 0 ? one : winner));
  return { value: best.value, winners: contributions.filter((one) => sameValue(one.value, best.value)) };
}
