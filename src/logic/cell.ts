/** A known value of a fact. */
export type Scalar = string | number | boolean;

/** Nothing is known. */
export interface Unknown {
  readonly kind: "unknown";
}
/** It is settled that the fact has no value (weeks since delivery of someone who never delivered): every leaf on it is false. */
export interface NotApplicable {
  readonly kind: "not-applicable";
}
/** A number known only to lie between two bounds, both included. */
export interface Interval {
  readonly kind: "interval";
  readonly min: number;
  readonly max: number;
}
/** One of several values, not known which. */
export interface OneOf {
  readonly kind: "one-of";
  readonly values: readonly (Scalar | NotApplicable)[];
}
/** The caller's function for the fact threw. */
export interface Failed {
  readonly kind: "failed";
}

/** What is known of one fact: a value, or how far it is unknown. */
export type Cell = Scalar | Unknown | NotApplicable | Interval | OneOf | Failed;

export const unknownCell: Unknown = Object.freeze({ kind: "unknown" });
export const notApplicable: NotApplicable = Object.freeze({ kind: "not-applicable" });
export const failedCell: Failed = Object.freeze({ kind: "failed" });

/** The cell of a number between two bounds: the number itself where they meet. */
export function interval(min: number, max: number): Cell {
  return min === max ? min : Object.freeze({ kind: "interval", min, max });
}

/** The cell of one of several values: the value itself where there is one, unknown where there is none. */
export function oneOf(values: readonly (Scalar | NotApplicable)[]): Cell {
  const distinct = [...new Set(values)];
  const [only] = distinct;
  if (only === undefined) return unknownCell;
  return distinct.length === 1 ? only : Object.freeze({ kind: "one-of", values: Object.freeze(distinct) });
}

/** Whether the cell holds a known value. */
export function isKnown(cell: Cell): cell is Scalar {
  return typeof cell !== "object";
}

/** The bounds of a numeric cell; `undefined` where nothing is known or the fact has no value. */
export function bounds(cell: Cell): { min: number; max: number } | undefined {
  if (typeof cell === "number") return { min: cell, max: cell };
  if (typeof cell === "object" && cell.kind === "interval") return { min: cell.min, max: cell.max };
  return undefined;
}
