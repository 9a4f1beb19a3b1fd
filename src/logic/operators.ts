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

// A table rather than pattern matching: every leaf of every evaluation comes through here.
const tests: Readonly<Record<Operator, (found: Scalar, expected: Expected) => boolean>> = {
  equal: (found, expected) => found === expected,
  in: (found, expected) => (expected as readonly Scalar[]).includes(found),
  lessThan: (found, expected) => found < (expected as Scalar),
  lessThanInclusive: (found, expected) => found <= (expected as Scalar),
  greaterThan: (found, expected) => found > (expected as Scalar),
  greaterThanInclusive: (found, expected) => found >= (expected as Scalar),
};

/** Compares a known value. Both sides are of the fact's type: the loader has checked that. */
export function test(operator: Operator, found: Scalar, expected: Expected): boolean {
  return tests[operator](found, expected);
}

/**
 * The truth of a leaf on whatever is known of its fact. Unknown only where the missing part decides: an interval is unknown
 * only if it straddles the limit, one of several values only if they disagree.
 */
export function leafTruth(operator: Operator, cell: Cell, expected: Expected): Truth {
  if (typeof cell !== "object") return truth(tests[operator](cell, expected));
  switch (cell.kind) {
    case "unknown":
    case "failed":
      return UNKNOWN;
    case "not-applicable":
      return FALSE;
    case "interval":
      return intervalTruth(operator, cell.min, cell.max, expected);
    case "one-of": {
      const first = leafTruth(operator, cell.values[0] as Cell, expected);
      return cell.values.every((value) => leafTruth(operator, value, expected) === first) ? first : UNKNOWN;
    }
  }
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
