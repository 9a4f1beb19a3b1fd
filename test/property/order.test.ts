import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { differing } from "../support/canonical.ts";
import { createRandomCases, type PlainCase, randomFrom, shuffled, withKeysShuffled } from "../support/random-case.ts";
import { ownFilesOf, reportingRulebook } from "./support/rulebook-files.ts";
import { runs } from "./support/runs.ts";

// For the embedded rules see test/explain/properties.test.ts; these read and set every kind of slot.
const seeds = fc.integer({ min: 1, max: 1_000_000 });

/** A random rulebook, the cases for it, and a few of them. */
function drawn(seed: number) {
  const rulebook = reportingRulebook(seed);
  const cases = createRandomCases(rulebook);
  const inputs = Array.from({ length: 4 }, (_, index) => cases.make(seed + index, { unknownShare: 0.4 }));
  return { rulebook, advisor: createAdvisor({ rulebook }), cases, inputs };
}

describe("on random rulebooks, order does not matter", () => {
  test("of rules in their files: the same meaning", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { rulebook, advisor, inputs } = drawn(seed);
        const other = createAdvisor({ rulebook: ownFilesOf(rulebook, (rules) => shuffled(rules, randomFrom(seed))) });
        for (const input of inputs)
          expect(differing(other.recommendSync(input), advisor.recommendSync(input))).toEqual([]);
      }),
      runs(12),
    );
  });

  test("of keys in rules: the same report and digest", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { rulebook, advisor, inputs } = drawn(seed);
        const files = ownFilesOf(rulebook, (rules) => withKeysShuffled(rules, randomFrom(seed)) as unknown[]);
        const other = createAdvisor({ rulebook: files });
        for (const input of inputs) expect(other.recommendSync(input)).toEqual(advisor.recommendSync(input));
      }),
      runs(12),
    );
  });

  test("of files: the same bytes", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { rulebook, advisor, inputs } = drawn(seed);
        const other = createAdvisor({ rulebook: shuffled(ownFilesOf(rulebook), randomFrom(seed)) });
        for (const input of inputs)
          expect(JSON.stringify(other.recommendSync(input))).toBe(JSON.stringify(advisor.recommendSync(input)));
      }),
      runs(8),
    );
  });

  test("of keys in a case: the same bytes", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { advisor, inputs } = drawn(seed);
        for (const input of inputs)
          expect(JSON.stringify(advisor.recommendSync(withKeysShuffled(input, randomFrom(seed))))).toBe(
            JSON.stringify(advisor.recommendSync(input)),
          );
      }),
      runs(12),
    );
  });

  test("of veins: the same meaning, the plan in the order of the case", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { advisor, cases } = drawn(seed);
        const input = cases.make(seed, { veins: 3, unknownShare: 0.4 });
        const veins = shuffled(input["veins"] as PlainCase[], randomFrom(seed));
        const other = advisor.recommendSync({ ...input, veins });
        expect(differing(other, advisor.recommendSync(input))).toEqual([]);
        expect(Object.keys(other.plan.veins)).toEqual(veins.map(({ id }) => id));
      }),
      runs(20),
    );
  });
});
