// One process of the campaign: tries the seeds first, first + step, ... and reports to the process that started it.
import { allTargets } from "./targets.ts";
import { type Tallies, trySeeds } from "./try-seeds.ts";

/** What a shard says: where it is, at times, and what it found, at its end. */
export type ShardMessage =
  | { readonly kind: "at"; readonly seed: number; readonly target: string }
  | { readonly kind: "done"; readonly tallies: Tallies; readonly heapGrowth: number; readonly peakMemory: number };

const [first = 1, step = 1, last = 1, until = Infinity] = process.argv.slice(2).map(Number);

function* seeds(): Generator<number> {
  for (let seed = first; seed <= last; seed += step) yield seed;
}

const say = (message: ShardMessage): void => void process.send?.(message);
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** What is held on to, after all that nobody needs has gone. */
function heldBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Caches of the library are full by then: what grows afterwards grows with the inputs. */
const warm = 2000;
let tried = 0;
let heldWhenWarm = 0;
let peakMemory = 0;

const { targets, close } = allTargets();
const tallies = await trySeeds({
  targets,
  seeds: seeds(),
  now: cpu,
  before: (seed, target) => {
    tried += 1;
    if (tried === warm) heldWhenWarm = heldBytes();
    if (tried % 64 === 0) {
      peakMemory = Math.max(peakMemory, process.memoryUsage().rss);
      say({ kind: "at", seed, target });
    }
    return Date.now() < until;
  },
});
close();
say({ kind: "done", tallies, heapGrowth: heldWhenWarm === 0 ? 0 : heldBytes() - heldWhenWarm, peakMemory });
process.disconnect();
