import type { Ready } from "./contender.ts";
import type { Timed } from "./measure.ts";
import { createRandomCases, type Ours, type PlainCase, type SubjectCells } from "./ours.ts";

/** A fifth of the facts of a case is unknown: half of them absent, half null. */
export const unknownShare = 0.2;

export interface BenchCase {
  readonly input: PlainCase;
  readonly subjects: readonly SubjectCells[];
}

/** The same cases on every machine: they are made from their numbers. */
export function makeCases(ours: Ours, count: number, options: { veins?: number } = {}): BenchCase[] {
  const random = createRandomCases(ours.advisor.rulebook);
  return Array.from({ length: count }, (_, index) => {
    const input = random.make(index + 1, { unknownShare, ...options });
    return { input, subjects: ours.subjectsOf(input) };
  });
}

/** Evaluation of each case on given facts, as something to be timed. */
export function timedEvaluation({ contender, prepared }: Ready, cases: readonly BenchCase[]): Timed {
  const inputs = cases.map(({ subjects }) => prepared.input(subjects));
  const isAsynchronous = prepared.evaluate(inputs[0]) instanceof Promise;
  const { evaluate } = prepared;
  return {
    name: contender.name,
    pass: isAsynchronous
      ? async (indexes) => {
          let last: unknown;
          for (const index of indexes) last = await evaluate(inputs[index]);
          return last;
        }
      : (indexes) => {
          let last: unknown;
          for (const index of indexes) last = evaluate(inputs[index]);
          return last;
        },
  };
}
