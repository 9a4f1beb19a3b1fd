import { afterAll, describe, expect, test } from "vitest";
import { prototypesAreUntouched } from "../../scripts/campaign/checks.ts";
import type { Target } from "../../scripts/campaign/target.ts";
import { allTargets } from "../../scripts/campaign/targets.ts";

const { targets, close } = allTargets();
afterAll(close);

/** What the campaign tries a million times, a few times here: `npm run campaign` is the long run. */
const factor = Number(process.env["SCLERO_HOSTILE_FACTOR"] ?? 1);
const first = Number(process.env["SCLERO_HOSTILE_SEED"] ?? 1);

/** The faults of some seeds, each with the first seed that shows it. */
async function faultsOf({ attempt }: Target, seeds: number): Promise<Record<string, number>> {
  const faults: Record<string, number> = {};
  for (let seed = first; seed < first + seeds; seed += 1)
    for (const fault of (await attempt(seed)).faults) faults[fault] ??= seed;
  return faults;
}

describe("whatever comes in is answered or refused, and repeats no value", () => {
  for (const target of targets)
    test(target.name, { timeout: 600_000 }, async () => {
      const seeds = Math.ceil((20 + 20 * target.weight) * factor);
      expect(await faultsOf(target, seeds)).toEqual({});
      expect(prototypesAreUntouched()).toBe(true);
    });
});
