import type { Advisor } from "../../src/advisor/advisor.ts";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { createRandomCases, type PlainCase, type Random, randomFrom } from "../support/random-case.ts";

const advisors: readonly Advisor[] = [createAdvisor(), createAdvisor({ evidence: "documents" })];
const cases = createRandomCases((advisors[0] as Advisor).rulebook);

/** Seeds whose two reports differ by a single byte. */
export async function differingSeeds(seeds: Iterable<number>): Promise<number[]> {
  const differing: number[] = [];
  for (const seed of seeds) {
    const random = randomFrom(seed ^ 0x5eed);
    const input = cases.make(seed, { unknownShare: random() < 0.2 ? 0.9 : random() });
    const advisor = advisors[(seed >> 1) % advisors.length] as Advisor;
    const fromCompiled = JSON.stringify(advisor.recommendSync(input));
    const fromEngine = JSON.stringify(await advisor.recommend(random() < 0.5 ? input : withFunctions(input, random)));
    if (fromCompiled !== fromEngine) differing.push(seed);
  }
  return differing;
}

/** The same case with some of its facts handed over as functions, now or later. */
export function withFunctions(input: PlainCase, random: Random): PlainCase {
  const replace = (value: unknown, depth: number): unknown => {
    if (Array.isArray(value)) return value.map((part) => replace(part, depth));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([key, part]) => [key, key === "id" ? part : replace(part, depth + 1)]),
      );
    if (random() < 0.7) return value;
    return random() < 0.5 ? () => value : () => new Promise((resolve) => setImmediate(() => resolve(value)));
  };
  return replace(input, 0) as PlainCase;
}

/** The seeds of one half of the campaign. */
export function seedsOf(half: 0 | 1): number[] {
  const total = Number(process.env["SCLERO_RANDOM_CASES"] ?? 20_000);
  return Array.from({ length: Math.floor(total / 2) }, (_, index) => 2 * index + half + 1);
}
