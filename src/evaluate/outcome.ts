import { FALSE, TRUE, type Truth } from "../logic/truth.ts";

/** What a rule says about one subject. */
export type Outcome = "applies" | "does-not-apply" | "cannot-tell" | "not-applicable" | "failed";

/** The outcome of a condition's truth. */
export function outcomeOf(truth: Truth): Outcome {
  return truth === TRUE ? "applies" : truth === FALSE ? "does-not-apply" : "cannot-tell";
}
