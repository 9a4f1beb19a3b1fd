import { readFileSync } from "node:fs";
import { listJson } from "../../../src/cli/files.ts";
import { CaseError } from "../../../src/issues/errors.ts";
import type { Rulebook } from "../../../src/rulebook/rulebook.ts";
import type { Fixture } from "../../../src/testing/fixture.ts";
import { createFixtureRunner } from "../../../src/testing/run-fixture.ts";
import { createRandomCases, type PlainCase, randomFrom } from "../../../test/support/random-case.ts";
import { type Advisors, type Answered, answerOf, digestOf } from "./baseline.ts";

// Each check says what caught the fault, or null. A fault that makes the library throw is caught too.

let fixtures: readonly { readonly file: string; readonly text: string }[] | undefined;

/** The cases and what they expect, written from the guidance. Those that name what the fault touches come first. */
export function byCases(rulebook: Rulebook, touched: readonly string[]): string | null {
  fixtures ??= listJson("fixtures/cases", true).map((file) => ({ file, text: readFileSync(file, "utf8") }));
  const isNear = (text: string): boolean => touched.some((name) => text.includes(`"${name}`));
  const inOrder = [...fixtures.filter(({ text }) => isNear(text)), ...fixtures.filter(({ text }) => !isNear(text))];
  const runner = createFixtureRunner(rulebook);
  for (const { file, text } of inOrder) {
    const [first] = orThrown(() => runner.run(JSON.parse(text) as Fixture).map(({ part }) => part));
    if (first !== undefined) return `${file.slice("fixtures/cases/".length)}: ${first}`;
  }
  return null;
}

/** json-rules-engine against the compiled rulebook, byte for byte. */
export async function byEvaluators(rulebook: Rulebook, advisors: Advisors, count: number): Promise<string | null> {
  const random = createRandomCases(rulebook);
  for (let seed = 1; seed <= count; seed += 1) {
    const advisor = seed % 2 === 0 ? advisors.all : advisors.documents;
    const input = random.make(seed, { unknownShare: (seed % 10) / 10 });
    const same = digestOf(advisor.recommendSync(input)) === digestOf(await advisor.recommend(input));
    if (!same) return `seed ${seed}`;
  }
  return null;
}

/** Learning a fact turns no settled outcome around: a case against the same with facts taken away, under both evaluators. */
export async function byProperties(rulebook: Rulebook, advisors: Advisors, count: number): Promise<string | null> {
  const cases = createRandomCases(rulebook);
  for (let seed = 1; seed <= count; seed += 1) {
    const random = randomFrom(seed ^ 0x1ea4);
    const more = cases.make(seed, { unknownShare: 0.2 });
    const less = forgetful(more, random) as PlainCase;
    const [before, after] = [advisors.all.outcomes(less), advisors.all.outcomes(more)];
    for (const [id, outcome] of Object.entries(before))
      if (outcome !== "cannot-tell" && outcome !== after[id]) return `seed ${seed}: ${id}`;
    const ids = async (input: PlainCase): Promise<string[]> =>
      (await advisors.all.recommend(input)).recommendations.map(({ id }) => id);
    const still = new Set(await ids(more));
    const gone = (await ids(less)).find((id) => !still.has(id));
    if (gone !== undefined) return `seed ${seed}: ${gone}`;
  }
  return null;
}

/** The same case with some facts no longer known. */
function forgetful(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((part) => forgetful(part, random));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, key === "id" ? part : forgetful(part, random)]),
    );
  return random() < 0.3 ? null : value;
}

/** The answers before the fault: to random cases, then to the patients of the cases. */
export async function byRegression(
  advisors: Advisors,
  baseline: readonly Answered[],
  onEngine: number,
): Promise<string | null> {
  for (const [index, { name, evidence, input, answer }] of baseline.entries()) {
    const advisor = advisors[evidence];
    if (orThrown(() => [answerOf(() => advisor.recommendSync(input))])[0] !== answer) return name;
    if (index < onEngine && digestOf(await advisor.recommend(input)) !== answer) return `${name}, on the engine`;
  }
  return null;
}

/** What a call gives; that the library throws is what it gives too, but for a refused case. */
function orThrown(call: () => readonly string[]): readonly string[] {
  try {
    return call();
  } catch (error) {
    if (error instanceof CaseError) return ["the case is refused"];
    return [`thrown: ${(error as Error).message.slice(0, 80)}`];
  }
}

/** Runs a check; what it throws has caught the fault. */
export async function caught(check: () => string | null | Promise<string | null>): Promise<string | null> {
  try {
    return await check();
  } catch (error) {
    return `thrown: ${(error as Error).message.split("\n")[0]?.slice(0, 80)}`;
  }
}
