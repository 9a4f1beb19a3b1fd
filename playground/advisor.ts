import { type Advisor, createAdvisorFor } from "../src/advisor/advisor.ts";
import { RulebookError } from "../src/issues/errors.ts";
import type { Issue } from "../src/issues/issue.ts";
import { embeddedRulebook } from "../src/rulebook/embedded.ts";
import { takeOver } from "../src/rulebook/handed-on.ts";

/** The advisor of the page, or why its rulebook cannot be used. */
export type Loaded = { readonly advisor: Advisor } | { readonly issues: readonly Issue[] };

/**
 * Makes the advisor on the rulebook that the page was given (`globalThis.scleroRulebook`, as `sclero docs` hands it on), or on the
 * one that is built in.
 */
export function loadAdvisor(given: unknown): Loaded {
  try {
    return { advisor: createAdvisorFor(given === undefined ? embeddedRulebook() : takeOver(given), "all") };
  } catch (error) {
    if (error instanceof RulebookError) return { issues: error.issues };
    throw error;
  }
}
