import type { Cell } from "../logic/cell.ts";
import { type Condition, conditionTruth, isLeaf } from "../logic/condition.ts";
import { UNKNOWN } from "../logic/truth.ts";

/**
 * Whether a condition cannot be told for want of a fact that failed. Where the other facts decide, the failure does not matter:
 * a contraindication that holds is not lost with a function that threw.
 */
export function failureDecides(
  condition: Condition,
  lookUp: (fact: string) => Cell,
  restsOnFailure: (fact: string) => boolean,
): boolean {
  if (conditionTruth(condition, lookUp) !== UNKNOWN) return false;
  if (isLeaf(condition)) return restsOnFailure(condition.fact);
  const parts = "not" in condition ? [condition.not] : "all" in condition ? condition.all : condition.any;
  return parts.some((part) => failureDecides(part, lookUp, restsOnFailure));
}
