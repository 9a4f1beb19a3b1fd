/**
 * Three-valued logic after Kleene. The numbers are chosen so that `and` is the minimum, `or` the maximum and `not` the
 * distance from true: one comparison each.
 */
export type Truth = 0 | 1 | 2;

export const FALSE = 0 satisfies Truth;
export const UNKNOWN = 1 satisfies Truth;
export const TRUE = 2 satisfies Truth;

/** A truth value as it stands in reports. */
export type TruthName = "true" | "false" | "unknown";

const names: readonly TruthName[] = ["false", "unknown", "true"];

export function truthName(truth: Truth): TruthName {
  return names[truth] as TruthName;
}

/** False if either is false, else unknown if either is unknown. */
export function and(a: Truth, b: Truth): Truth {
  return a < b ? a : b;
}

/** True if either is true, else unknown if either is unknown. */
export function or(a: Truth, b: Truth): Truth {
  return a > b ? a : b;
}

/** Unknown stays unknown. */
export function not(a: Truth): Truth {
  return (2 - a) as Truth;
}

/** Lifts a boolean. */
export function truth(value: boolean): Truth {
  return value ? TRUE : FALSE;
}
