import { patientsIn } from "../../src/cli/commands/fixtures.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { createFixtureRunner } from "../../src/testing/run-fixture.ts";
import { createRandomCases } from "../../test/support/random-case.ts";

/** A case that is answered in every place, and what to call it where two places differ. */
export interface Patient {
  readonly name: string;
  readonly evidence: "all" | "documents";
  readonly input: unknown;
}

/**
 * Every patient of the fixtures, and random cases from seed 1 on, as JSON that reaches every place alike. The short list leaves out
 * the fixtures' flips.
 */
export function patientsOf(fixtures: string, randomCases: number, short: boolean): Patient[] {
  const rulebook = embeddedRulebook();
  const { patients, issues } = patientsIn(fixtures, createFixtureRunner(rulebook));
  if (issues.length > 0) throw new Error(`${issues.length} fixtures cannot be read: run \`sclero test ${fixtures}\``);
  const random = createRandomCases(rulebook);
  return [
    ...patients
      .filter(({ where }) => !short || where.endsWith(" case"))
      .map(({ where, input, evidence }) => ({ name: where, evidence, input })),
    ...Array.from({ length: randomCases }, (_, index): Patient => {
      const seed = index + 1;
      const evidence = seed % 2 === 0 ? "all" : "documents";
      return { name: `random case of seed ${seed}`, evidence, input: random.make(seed) };
    }),
  ];
}
