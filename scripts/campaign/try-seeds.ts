import { prototypesAreUntouched } from "./checks.ts";
import { count, emptyTally, type Tally } from "./tally.ts";
import type { Target } from "./target.ts";
import { targetOf } from "./targets.ts";

/** What a number of seeds found, by target. */
export type Tallies = Record<string, Tally>;

export interface Trying {
  readonly targets: readonly Target[];
  /** The seeds; each is tried at one target. */
  readonly seeds: Iterable<number>;
  /** Processor time in microseconds: handed in, so that a test need not look at it. */
  readonly now: () => number;
  /** Called before each seed: whoever watches sees where a shard hangs. False ends it. */
  readonly before: (seed: number, target: string) => boolean;
}

/** Tries seeds one after the other. Whatever is thrown is a fault, and so is a change to what all objects inherit. */
export async function trySeeds({ targets, seeds, now, before }: Trying): Promise<Tallies> {
  const tallies: Tallies = Object.fromEntries(targets.map(({ name }) => [name, emptyTally()]));
  let untouched = true;
  for (const seed of seeds) {
    const target = targetOf(targets, seed);
    if (!before(seed, target.name)) break;
    const start = now();
    let tried: Awaited<ReturnType<Target["attempt"]>>;
    try {
      tried = await target.attempt(seed);
    } catch (error) {
      tried = { inputs: 1, taken: 0, bytes: 0, faults: [`the campaign itself failed: ${String(error)}`] };
    }
    const spent = now() - start;
    const stillUntouched = prototypesAreUntouched();
    const faults = untouched && !stillUntouched ? ["what all objects inherit was changed"] : [];
    untouched = stillUntouched;
    count(tallies[target.name] as Tally, seed, { ...tried, faults: [...tried.faults, ...faults] }, spent);
  }
  return tallies;
}
