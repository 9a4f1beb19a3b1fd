import type { Advisor } from "../../src/advisor/advisor.ts";
import { CaseError, RulebookError } from "../../src/issues/errors.ts";
import type { Issue } from "../../src/issues/issue.ts";
import type { ReportDifference } from "../../src/report/difference.ts";
import { type Answer, type PlainCase, pathOf } from "./case.ts";

/** What turns with the answers that are tried, or why they cannot be. */
export type TrialResult = { readonly difference: ReportDifference } | { readonly issues: readonly Issue[] };

/** Asks the library what the answers would change. An answer that is taken back counts as unknown. */
export function tryAnswers(advisor: Advisor, of: PlainCase, trial: readonly Answer[]): TrialResult {
  const changes = Object.fromEntries(trial.map(({ place, value }) => [pathOf(place), value ?? null]));
  try {
    return { difference: advisor.whatIf(of, changes) };
  } catch (error) {
    if (error instanceof CaseError || error instanceof RulebookError) return { issues: error.issues };
    throw error;
  }
}
