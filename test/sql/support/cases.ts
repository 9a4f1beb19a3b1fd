import { type PlainCase, type RandomCases, randomFrom } from "../../support/random-case.ts";

/** Random cases from a seed on, with few or many unknown facts. */
export function casesFrom({ make }: RandomCases, first: number, count: number): PlainCase[] {
  return Array.from({ length: count }, (_, index) => {
    const seed = first + index;
    const random = randomFrom(seed ^ 0x5eed);
    return make(seed, { unknownShare: random() < 0.2 ? 0.9 : random() });
  });
}
