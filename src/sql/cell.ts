import type { Expected, Operator } from "../logic/operators.ts";
import type { Expression } from "./expression.ts";

/** What is known of a fact, in columns: NULL is unknown. `notApplicable` is a plain boolean, left out where it never holds. */
export type SqlCell =
  | { readonly kind: "unknown" }
  | { readonly kind: "value"; readonly value: Expression; readonly notApplicable?: Expression }
  /** A number between two bounds, both included; both NULL where nothing is known. */
  | {
      readonly kind: "interval";
      readonly min: Expression;
      readonly max: Expression;
      readonly notApplicable?: Expression;
    }
  /** A decided slot: one of several values. It tells the truth of a leaf itself. */
  | { readonly kind: "decided"; readonly leaf: (operator: Operator, expected: Expected) => Expression };

/** Looks a fact up for a subject. */
export type SqlLookUp = (fact: string) => SqlCell;

/** The bounds of a number in columns. */
export interface SqlBounds {
  readonly min: Expression;
  readonly max: Expression;
  readonly notApplicable?: Expression;
}
