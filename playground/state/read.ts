import type { Advisor } from "../../src/advisor/advisor.ts";
import { CaseError } from "../../src/issues/errors.ts";
import type { Issue } from "../../src/issues/issue.ts";
import type { Report } from "../../src/report/report.ts";

/** What the library makes of a case. */
export type Reading = { readonly report: Report } | { readonly issues: readonly Issue[] };

/** Asks the library; a refused case is an answer too. */
export function read(advisor: Advisor, given: unknown): Reading {
  try {
    return { report: advisor.recommendSync(given) };
  } catch (error) {
    if (error instanceof CaseError) return { issues: error.issues };
    throw error;
  }
}
