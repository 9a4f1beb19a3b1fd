import { expect, test } from "vitest";
import { differingSeeds, seedsOf } from "./compare.ts";

test("both evaluators give the same bytes on random cases", { timeout: 600_000 }, async () => {
  const seeds = seedsOf(1);
  expect(seeds.length).toBeGreaterThan(0);
  expect(await differingSeeds(seeds)).toEqual([]);
});
