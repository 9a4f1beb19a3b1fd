import { type Advisor, createAdvisorFor } from "../advisor/advisor.ts";
import type { Evidence } from "../evaluate/program.ts";
import { CaseError } from "../issues/errors.ts";
import { differenceOf, type ReportDifference } from "../report/difference.ts";
import type { Report } from "../report/report.ts";
import { canonicalJson } from "../rulebook/digest.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { FixturePatient } from "./run-fixture.ts";

/** A patient whose report changes between two rulebooks. */
export interface ChangedPatient {
  readonly where: string;
  /** Empty where only other parts of the report change: texts, sums, the critique, the timeline. */
  readonly difference?: ReportDifference;
  /** The rulebook whose vocabulary refuses the case; there is no difference then. */
  readonly refusedBy?: "before" | "after";
  /** Names of the rules that cause it: they differ between the rulebooks and bear on the patient. */
  readonly rules: readonly string[];
}

type Answer = { readonly advisor: Advisor; readonly report: Report | undefined };

/** Returns the patients whose reports differ between two rulebooks, with the rules that cause it. */
export function comparePatients(
  before: Rulebook,
  after: Rulebook,
  patients: readonly Pick<FixturePatient, "where" | "input" | "evidence">[],
): ChangedPatient[] {
  const advisors = new Map<string, Advisor>();
  const answer = (key: string, rulebook: Rulebook, evidence: Evidence, input: unknown): Answer => {
    const advisor = advisors.get(`${key} ${evidence}`) ?? createAdvisorFor(rulebook, evidence);
    advisors.set(`${key} ${evidence}`, advisor);
    try {
      return { advisor, report: advisor.recommendSync(input) };
    } catch (error) {
      if (error instanceof CaseError) return { advisor, report: undefined };
      throw error;
    }
  };
  const differing = differingRules(before, after);
  return patients.flatMap(({ where, input, evidence }): ChangedPatient[] => {
    const [old, now] = [answer("before", before, evidence, input), answer("after", after, evidence, input)];
    if (old.report === undefined || now.report === undefined)
      return old.report === now.report
        ? []
        : [{ where, refusedBy: old.report === undefined ? "before" : "after", rules: [] }];
    if (contentOf(old.report) === contentOf(now.report)) return [];
    const bearing = new Set([old, now].flatMap(({ advisor }) => rulesBearingOn(advisor, input)));
    return [
      {
        where,
        difference: differenceOf(old.report, now.report),
        rules: differing.filter((name) => bearing.has(name)),
      },
    ];
  });
}

/** A report without the name and the digest of its rulebook. */
function contentOf({ rulebook: _, ...content }: Report): string {
  return JSON.stringify(content);
}

/** Names of the rules that came, went, or say something else. */
function differingRules(before: Rulebook, after: Rulebook): string[] {
  const wordsOf = (rulebook: Rulebook, name: string): string => {
    const rule = rulebook.ruleByName.get(name);
    if (rule === undefined) return "";
    // The stage is worked out from the other rules.
    const { stage: _, ...definition } = rule;
    return canonicalJson(definition);
  };
  const names = new Set([...before.ruleByName.keys(), ...after.ruleByName.keys()]);
  return [...names].filter((name) => wordsOf(before, name) !== wordsOf(after, name)).sort();
}

/** Names of the rules that apply to a patient, or could. */
function rulesBearingOn(advisor: Advisor, input: unknown): string[] {
  return Object.entries(advisor.outcomes(input))
    .filter(([, outcome]) => outcome !== "does-not-apply" && outcome !== "not-applicable")
    .map(([id]) => id.split("@")[0] ?? id);
}
