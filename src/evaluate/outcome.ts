import { FALSE, TRUE, UNKNOWN } from "../logic/truth.ts";

/** What a rule says about one subject. */
export type Outcome = "applies" | "does-not-apply" | "cannot-tell" | "not-applicable" | "failed";

/**
 * An outcome as a number: of a rule that was evaluated it is the truth of its condition. Outcomes are kept as numbers, and
 * named only for those who read them.
 */
export type OutcomeCode = 0 | 1 | 2 | 3 | 4;

export const DOES_NOT_APPLY = FALSE satisfies OutcomeCode;
export const CANNOT_TELL = UNKNOWN satisfies OutcomeCode;
export const APPLIES = TRUE satisfies OutcomeCode;
export const FAILED = 3 satisfies OutcomeCode;
export const NOT_APPLICABLE = 4 satisfies OutcomeCode;

const names: readonly Outcome[] = ["does-not-apply", "cannot-tell", "applies", "failed", "not-applicable"];

/** The name of an outcome. */
export function outcomeName(code: number): Outcome {
  return names[code] as Outcome;
}
