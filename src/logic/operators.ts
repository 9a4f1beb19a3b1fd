import { match } from "ts-pattern";
import type { Cell, Scalar } from "./cell.ts";
import { FALSE, TRUE, type Truth, truth, UNKNOWN } from "./truth.ts";

/** The operators that a leaf may have. There are no negative ones: `not` says that, and keeps unknown unknown. */
export const operators = [
  "equal",
  "in",
  "lessThan",
  "lessThanInclusive",
  "greaterThan",
  "greaterThanInclusive",
] as const;
export type Operator = (typeof operators)[number];

/** What a leaf compares with: one value, or a list for `in`. */
export type Expected = Scalar | readonly Scalar[];

/** Compares a known value. Both sides are of the fact's type: the loader has checked that. */
export function test(operator: Operator, found: Scalar, expected: Expected): boolean {
  return match(operator)
    .with("equal", () => found === expected)
    .with("in", () => (expected as readonly Scalar[]).includes(found))
    .with("lessThan", () => found < (expected as Scalar))
    .with("lessThanInclusive", () => found <= (expected as Scalar))
    .with("greaterThan", () => found > (expected as Scalar))
    .with("greaterThanInclusive", () => found >= (expected as Scalar))
    .exhaustive();
}

/**
 * The truth of a leaf on whatever is known of its fact. Unknown only where the missing part decides: an interval is unknown
 * only if it straddles the limit, one of several values only if they disagree.
 */
export function leafTruth(operator: Operator, cell: Cell, expected: Expected): Truth {
  if (typeof cell !== "object") return truth(test(operator, cell, expected));
  return match(cell)
    .returnType<Truth>()
    .with({ kind: "unknown" }, { kind: "failed" }, () => UNKNOWN)
    .with({ kind: "not-applicable" }, () => FALSE)
    .with({ kind: "interval" }, ({ min, max }) => intervalTruth(operator, min, max, expected))
    .with({ kind: "one-of" }, ({ values }) => {
      const first = leafTruth(operator, values[0] as Cell, expected);
      return values.every((value) => leafTruth(operator, value, expected) === first) ? first : UNKNOWN;
    })
    .exhaustive();
}

function intervalTruth(operator: Operator, min: number, max: number, expected: Expected): Truth {
  if (operator === "equal" || operator === "in") {
    const values = (Array.isArray(expected) ? expected : [expected]) as readonly number[];
    return values.some((value) => value >= min && value <= max) ? UNKNOWN : FALSE;
  }
  // The ordering operators are monotone: the two ends decide.
  const atMin = test(operator, min, expected);
  const atMax = test(operator, max, expected);
  return atMin === atMax ? (atMin ? TRUE : FALSE) : UNKNOWN;
}
