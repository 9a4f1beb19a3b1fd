import fc from "fast-check";
import { expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { changeCase } from "../../src/case/change.ts";
import { caseShape } from "../../src/case/schema.ts";
import { CaseError } from "../../src/issues/errors.ts";
import type { ReportDifference } from "../../src/report/difference.ts";
import { isCaseFact } from "../../src/rulebook/vocabulary.ts";
import { createRandomCases, pick, randomFrom } from "../support/random-case.ts";
import { reportingRulebook } from "./support/rulebook-files.ts";
import { runs } from "./support/runs.ts";

// That a difference lists just what differs is tested in test/report/difference.test.ts.
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const sorted = (list: readonly unknown[]): string[] => list.map((one) => JSON.stringify(one)).sort();

/** A difference without its order, so that two can be held against each other; `back` turns it round. */
function content({ plan, recommendations, questions, ...turns }: ReportDifference, back: boolean): unknown {
  const turn = (one: unknown): unknown => {
    const { from, to } = one as { from: unknown; to: unknown };
    return back ? { from: to, to: from } : { from, to };
  };
  const [added, removed] = back ? (["removed", "added"] as const) : (["added", "removed"] as const);
  return {
    turns: Object.fromEntries(Object.entries(turns).map(([part, one]) => [part, turn(one)])),
    plan: sorted(
      plan.map(({ slot, vein, value, couldBecome }) => ({ slot, vein, value: turn(value), could: turn(couldBecome) })),
    ),
    added: sorted(recommendations[added]),
    removed: sorted(recommendations[removed]),
    changed: sorted(recommendations.changed.map(({ id, status }) => ({ id, status: turn(status) }))),
    asked: sorted(questions[added]),
    noLonger: sorted(questions[removed]),
  };
}

test("on random rulebooks: there and back are each other's mirror image, and nothing changes nothing", {
  timeout: 600_000,
}, () => {
  let changing = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = randomFrom(seed);
      const advisor = createAdvisor({ rulebook: reportingRulebook(1 + (seed % 20)) });
      const { rulebook } = advisor;
      const cases = createRandomCases(rulebook);
      const shape = caseShape(rulebook);
      const [before, other] = [seed, seed + 1].map((one) =>
        cases.make(one, { veins: 1, followUp: true, unknownShare: 0.3 }),
      );
      const facts = [...rulebook.facts.values()].filter((one) => isCaseFact(one) && one.name !== "vein.id");
      const chosen = Array.from({ length: 3 }, () => pick(facts, random).name);
      const valueIn = (one: unknown, name: string): unknown => {
        const [group = "", key = ""] = name.includes(".") ? name.split(".") : ["", name];
        const owner = one as Record<string, Record<string, unknown> | Record<string, unknown>[]>;
        const holder =
          group === "" ? owner : group === "vein" ? (owner["veins"] as Record<string, unknown>[])[0] : owner[group];
        return (holder as Record<string, unknown> | undefined)?.[key];
      };
      // Only what the case gives, be it as unknown, can be taken back: an absent fact may have a default.
      const given = chosen.filter((name) => valueIn(before, name) !== undefined);
      const changes = (from: unknown): Record<string, unknown> =>
        Object.fromEntries(
          given.map((name) => [name.replace(/^vein\./, "veins.vein-0."), valueIn(from, name) ?? null]),
        );
      try {
        const there = advisor.whatIf(before, changes(other));
        const back = advisor.whatIf(changeCase(before, changes(other), shape), changes(before));
        expect(content(back, true)).toEqual(content(there, false));
        if (there.plan.length > 0) changing += 1;
        const none = content(advisor.whatIf(before, changes(before)), false);
        expect(none).toEqual({ turns: {}, plan: [], added: [], removed: [], changed: [], asked: [], noLonger: [] });
      } catch (error) {
        // Dates that contradict each other make no possible case.
        if (!(error instanceof CaseError)) throw error;
      }
    }),
    runs(60),
  );
  expect(changing).toBeGreaterThan(5);
});
