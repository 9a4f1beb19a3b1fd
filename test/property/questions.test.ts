import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { caseOf, everyList, findingAdvisor, findings, type Known } from "./support/finding-rulebook.ts";
import { runs } from "./support/runs.ts";

const states = everyList<boolean | null>([true, false, null], findings.length);
const withFinding = (known: Known, index: number, value: boolean): Known =>
  known.map((one, at) => (at === index ? value : one));

/** What is to be done: decisions and advice, without mere information. */
function answerOf({ eligibility, plan, recommendations }: Report): string {
  const decided = [plan.patient, ...Object.values(plan.veins)].map((slots) =>
    Object.entries(slots).flatMap(([slot, { value }]) => (value === null ? [] : [[slot, value]])),
  );
  const advice = recommendations.filter(({ slot, strength }) => slot === undefined && strength !== "info");
  return JSON.stringify([eligibility.decision, decided, advice.map(({ id }) => id)]);
}

/** Which findings are asked in vain and which are not asked though they could change the answer, over every partly known case. */
function wrongQuestions(seed: number, sharing: boolean): { inVain: string[]; missing: string[]; asked: number } {
  const advisor = findingAdvisor(seed, sharing);
  const reports = new Map(states.map((known) => [known.join(), advisor.recommendSync(caseOf(known))]));
  const answers = new Map([...reports].map(([key, report]) => [key, answerOf(report)]));
  const found = { inVain: [] as string[], missing: [] as string[], asked: 0 };
  for (const known of states) {
    const asked = new Set(reports.get(known.join())?.questions.map(({ fact }) => fact));
    // What the case may turn into as more of it is known: some of it, all of it, or nothing.
    const later = states.filter((more) =>
      more.every((value, index) => known[index] === null || known[index] === value),
    );
    for (const [index, name] of findings.entries()) {
      if (known[index] !== null) continue;
      const changes = later
        .filter((more) => more[index] === null)
        .some((more) =>
          [true, false].some(
            (value) => answers.get(more.join()) !== answers.get(withFinding(more, index, value).join()),
          ),
        );
      if (asked.has(name)) found.asked += 1;
      if (asked.has(name) && !changes) found.inVain.push(`${known.join()}: ${name}`);
      if (!asked.has(name) && changes) found.missing.push(`${known.join()}: ${name}`);
    }
  }
  return found;
}

const seeds = fc.integer({ min: 1, max: 1_000_000 });

describe("on random rules over a few findings, for every partly known case", () => {
  test("no finding that is not asked changes a decision or advice, alone or with others", { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(wrongQuestions(seed, true).missing).toEqual([]);
      }),
      runs(12),
    );
  });

  // Of two open rules one may say as much whenever the other does; to foresee that is to solve both together.
  test("every finding that is asked does, where no two rules rest on the same one", { timeout: 600_000 }, () => {
    let all = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        const { inVain, missing, asked } = wrongQuestions(seed, false);
        expect({ inVain, missing }).toEqual({ inVain: [], missing: [] });
        all += asked;
      }),
      runs(12),
    );
    expect(all).toBeGreaterThan(100);
  });
});
