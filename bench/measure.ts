/** Something to be timed: one pass over some of the cases. */
export interface Timed {
  readonly name: string;
  readonly pass: (cases: readonly number[]) => unknown;
}

/** Microseconds per case, one number for each round: of the processor (all threads of the process), and by the clock. */
export interface Times {
  readonly processor: readonly number[];
  readonly elapsed: readonly number[];
}

export type Rounds = ReadonlyMap<string, Times>;

export interface Spread {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** How many turns long everything is warmed up, in time of the processor. */
const turnsToWarmUp = 15;
/** How many cases each turn goes over before its clock runs. */
const casesToWake = 10;

/** What was done last is kept, so that no work can be left out as unused. */
export const kept: { value: unknown } = { value: undefined };

/**
 * Times everything in turns: in each round every contender goes once over the same cases, the next round takes the next cases.
 * Before its turn young garbage is cleared, so that nobody collects another's, and the contender is woken for `turnMs`: caches
 * are full of another's data, and V8 drops code while it clears the heap. A fast one goes over the cases again until the turn
 * has had `turnMs` of the processor.
 */
export async function timeInTurns(
  timed: readonly Timed[],
  slices: readonly (readonly number[])[],
  turnMs: number,
): Promise<Rounds> {
  const rounds = new Map(timed.map(({ name }) => [name, { processor: [] as number[], elapsed: [] as number[] }]));
  for (const { pass } of timed) await warmUp(pass, slices, turnMs * turnsToWarmUp);
  for (const slice of slices)
    for (const { name, pass } of timed) {
      collectGarbage();
      await warmUp(pass, [slice.slice(0, casesToWake)], turnMs);
      const processor = processorTime();
      const start = process.hrtime.bigint();
      const until = start + BigInt(turnMs) * 1_000_000n;
      const processorUntil = processor + turnMs * 1000;
      let passes = 0;
      let now = start;
      do {
        kept.value = await pass(slice);
        passes += 1;
        now = process.hrtime.bigint();
        // The second clock is asked only once the first has run out: asking it takes as long as a case.
      } while (now < until || processorTime() < processorUntil);
      const times = rounds.get(name);
      times?.processor.push((processorTime() - processor) / passes / slice.length);
      times?.elapsed.push(Number(now - start) / 1000 / passes / slice.length);
    }
  return rounds;
}

/** Goes over the cases until the compiler has had time for everything that is hot. */
async function warmUp(pass: Timed["pass"], slices: readonly (readonly number[])[], milliseconds: number) {
  const until = processorTime() + milliseconds * 1000;
  for (let turn = 0; processorTime() < until; turn += 1) kept.value = await pass(slices[turn % slices.length] ?? []);
}

/** Microseconds that the process has had of the processor. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function collectGarbage(): void {
  const { gc } = globalThis as { gc?: (options: { type: "minor" }) => void };
  if (gc === undefined) throw new Error("run it with --expose-gc");
  gc({ type: "minor" });
}

export function spreadOf(values: readonly number[]): Spread {
  return {
    median: quantile(values, 0.5),
    lowerQuartile: quantile(values, 0.25),
    upperQuartile: quantile(values, 0.75),
  };
}

/** The spread of one contender's processor time. */
export function processorSpread(rounds: Rounds, name: string): Spread {
  return spreadOf(rounds.get(name)?.processor ?? []);
}

/** How many times as long one took as another on the same cases: the median of the ratios of the rounds. */
export interface Ratio {
  readonly processor: number;
  readonly elapsed: number;
}

export function ratio(rounds: Rounds, slower: string, faster: string): Ratio {
  const of = (clock: keyof Times): number => {
    const others = rounds.get(faster)?.[clock] ?? [];
    return quantile(
      (rounds.get(slower)?.[clock] ?? []).map((time, index) => time / (others[index] ?? Number.NaN)),
      0.5,
    );
  };
  return { processor: of("processor"), elapsed: of("elapsed") };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return low + (high - low) * (place - Math.floor(place));
}

/** Numbers from 0 cut into slices of a size. */
export function slicesOf(count: number, size: number): number[][] {
  return Array.from({ length: Math.floor(count / size) }, (_, slice) =>
    Array.from({ length: size }, (_, index) => slice * size + index),
  );
}
