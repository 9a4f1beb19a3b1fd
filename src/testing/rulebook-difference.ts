import { type Advisor, createAdvisorFor } from "../advisor/advisor.ts";
import type { Evidence } from "../evaluate/program.ts";
import { CaseError } from "../issues/errors.ts";
import { differenceOf, type ReportDifference } from "../report/difference.ts";
import type { Report } from "../report/report.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { FixturePatient } from "./run-fixture.ts";

/** A patient whose report changes between two rulebooks. */
export interface ChangedPatient {
  readonly where: string;
  readonly difference: ReportDifference;
  /** Names of the rules that cause it: they came, went, or say something else. */
  readonly rules: readonly string[];
}

/** Returns the patients whose reports differ between two rulebooks, with the rules that cause it. */
export function comparePatients(
  before: Rulebook,
  after: Rulebook,
  patients: readonly Pick<FixturePatient, "where" | "input" | "evidence">[],
): ChangedPatient[] {
  const advisors = new Map<string, Advisor>();
  const answer = (key: string, rulebook: Rulebook, evidence: Evidence, input: unknown): Report | undefined => {
    const advisor = advisors.get(`${key} ${evidence}`) ?? createAdvisorFor(rulebook, evidence);
    advisors.set(`${key} ${evidence}`, advisor);
    try {
      return advisor.recommendSync(input);
    } catch (error) {
      if (error instanceof CaseError) return undefined;
      throw error;
    }
  };
  return patients.flatMap(({ where, input, evidence }) => {
    const [old, now] = [answer("before", before, evidence, input), answer("after", after, evidence, input)];
    if (old === undefined || now === undefined) return [];
    const difference = differenceOf(old, now);
    const rules = causes(difference, old, now);
    return rules.length === 0 && isEmpty(difference) ? [] : [{ where, difference, rules }];
  });
}

function isEmpty({ eligibility, triage, plan, recommendations, questions }: ReportDifference): boolean {
  return (
    eligibility === undefined &&
    triage === undefined &&
    plan.length + recommendations.added.length + recommendations.removed.length + recommendations.changed.length ===
      0 &&
    questions.added.length + questions.removed.length === 0
  );
}

function causes(
  { recommendations: { added, removed, changed } }: ReportDifference,
  old: Report,
  now: Report,
): string[] {
  const rules = new Set([...added, ...removed].map(({ rule }) => rule));
  for (const { id } of changed) rules.add(id.split("@")[0] ?? id);
  const said = new Map(old.recommendations.map((one) => [one.id, one]));
  for (const one of now.recommendations) {
    const earlier = said.get(one.id);
    if (earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(one)) rules.add(one.rule);
  }
  return [...rules].sort();
}
