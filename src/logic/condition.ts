import type { Cell } from "./cell.ts";
import { type Expected, leafTruth, type Operator } from "./operators.ts";
import { and, FALSE, not, or, TRUE, type Truth } from "./truth.ts";

/** One comparison: a fact, an operator, a value. */
export interface Leaf {
  readonly fact: string;
  readonly operator: Operator;
  readonly value: Expected;
}

/** A condition in the JSON of json-rules-engine, without its paths, parameters, priorities and named conditions. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Leaf;

export function isLeaf(condition: Condition): condition is Leaf {
  return "fact" in condition;
}

/** The truth of a condition, each fact being looked up where its leaf is. */
export function conditionTruth(condition: Condition, lookUp: (fact: string) => Cell): Truth {
  if (isLeaf(condition)) return leafTruth(condition.operator, lookUp(condition.fact), condition.value);
  if ("not" in condition) return not(conditionTruth(condition.not, lookUp));
  if ("all" in condition) {
    let result: Truth = TRUE;
    for (const part of condition.all) result = and(result, conditionTruth(part, lookUp));
    return result;
  }
  let result: Truth = FALSE;
  for (const part of condition.any) result = or(result, conditionTruth(part, lookUp));
  return result;
}

/** The leaves of a condition, in reading order. */
export function leavesOf(condition: Condition): Leaf[] {
  if (isLeaf(condition)) return [condition];
  if ("not" in condition) return leavesOf(condition.not);
  return ("all" in condition ? condition.all : condition.any).flatMap(leavesOf);
}

/** The names of the facts that a condition reads. */
export function factsOf(condition: Condition): Set<string> {
  return new Set(leavesOf(condition).map((leaf) => leaf.fact));
}
