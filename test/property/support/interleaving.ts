import type { PlainCase, Random } from "../../support/random-case.ts";

/** Facts that are asked for and not yet answered, of however many calls. */
export interface Waiting {
  /** The same case with a function for every fact, each answered when its turn comes. */
  readonly slowly: (input: PlainCase) => PlainCase;
  /** Answers one fact after the other, in an order of chance, until all calls have ended. */
  readonly answerAll: <T>(calls: readonly Promise<T>[]) => Promise<T[]>;
}

/** Holds facts back and answers them in an order of chance, across all calls that wait for some. */
export function interleaved(random: Random): Waiting {
  const answers: (() => void)[] = [];
  const later = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(later);
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === "id" ? part : later(part)]));
    return () => new Promise((resolve) => answers.push(() => resolve(value)));
  };
  return {
    slowly: (input) => later(input) as PlainCase,
    answerAll: async (calls) => {
      let ended = false;
      const all = Promise.all(calls).finally(() => {
        ended = true;
      });
      while (!ended) {
        const [answer] = answers.splice(Math.floor(random() * answers.length), 1);
        answer?.();
        // At times several facts arrive before anybody goes on, at times all that can go on does.
        if (answer === undefined || random() < 0.02) await new Promise(setImmediate);
        else if (random() < 0.5) await Promise.resolve();
      }
      return await all;
    },
  };
}
