import type { Report } from "../../src/report/report.ts";
import { canonicalJson } from "../../src/rulebook/digest.ts";

const set = (list: readonly unknown[]): string =>
  list
    .map((one) => canonicalJson(one))
    .sort()
    .join("\n");

/**
 * What a report says, part by part, without the order in which it says it. The one among equal winners that a superseded rule
 * names depends on the order of the case and is left out.
 */
function meaningOf(report: Report): Readonly<Record<string, string>> {
  const { eligibility, triage, plan, recommendations, questions, disagreements, issues } = report;
  return {
    eligibility: canonicalJson(eligibility),
    triage: canonicalJson(triage ?? null),
    plan: canonicalJson(plan),
    recommendations: set(recommendations.map(({ id, status, value }) => ({ id, status, value }))),
    questions: set(questions.map(({ couldChange, ...question }) => ({ ...question, couldChange: set(couldChange) }))),
    disagreements: set(
      disagreements.map(({ positions, ...one }) => ({
        ...one,
        positions: set(positions.map(({ value, sources }) => ({ value, sources: set(sources) }))),
      })),
    ),
    issues: set(issues),
  };
}

/** The parts in which two reports do not mean the same, each with what one says and the other does not. */
export function differing(a: Report, b: Report): string[] {
  const [left, right] = [meaningOf(a), meaningOf(b)];
  const only = (from: string, other: string): string =>
    from
      .split("\n")
      .filter((line) => !other.includes(line))
      .join("\n");
  return Object.keys(left).flatMap((part) => {
    const [one = "", two = ""] = [left[part], right[part]];
    return one === two ? [] : [`${part}: ${only(one, two)} | ${only(two, one)}`];
  });
}
