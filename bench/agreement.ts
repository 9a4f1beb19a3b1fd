import type { Ready } from "./contender.ts";
import { CANNOT_TELL, FIRES } from "./ours.ts";
import type { BenchCase } from "./workload.ts";

/** How a contender's answers compare with ours, over every rule, subject and case. */
export interface Agreement {
  /** Results that our rules settle (or, for a three-valued contender, all). */
  readonly compared: number;
  readonly differing: number;
  /** Results that cannot be told. */
  readonly untold: number;
  /** Those of them where the contender fires although it cannot know. */
  readonly firedUntold: number;
}

/** Compares the contender with our verdicts. Two-valued contenders owe an answer only where one is settled. */
export async function agreementOf({ contender, prepared }: Ready, cases: readonly BenchCase[]): Promise<Agreement> {
  let compared = 0;
  let differing = 0;
  let untold = 0;
  let firedUntold = 0;
  for (const { subjects } of cases) {
    const all = prepared.verdicts(await prepared.evaluate(prepared.input(subjects)), subjects);
    for (const [place, { verdicts }] of subjects.entries()) {
      const found = all[place] ?? new Uint8Array();
      if (found.length !== verdicts.length) throw new Error(`${contender.name}: wrong number of verdicts`);
      for (const [index, expected] of verdicts.entries()) {
        const verdict = found[index];
        if (expected === CANNOT_TELL) {
          untold += 1;
          if (verdict === FIRES) firedUntold += 1;
        }
        if (expected === CANNOT_TELL && contender.logic === "two-valued") continue;
        compared += 1;
        if (verdict !== expected) differing += 1;
      }
    }
  }
  return { compared, differing, untold, firedUntold };
}
