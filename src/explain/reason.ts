import type { Subject } from "../facts/subject.ts";
import { type Cell, isKnown, type Scalar } from "../logic/cell.ts";
import type { Expected, Operator } from "../logic/operators.ts";
import type { TruthName } from "../logic/truth.ts";

/** What is known of a fact, as reports show it: a value, an interval, several possible values, or null for unknown. */
export type Found =
  | Scalar
  | null
  | { readonly min: number; readonly max: number }
  | { readonly oneOf: readonly (Scalar | null)[] };

/** Where a fact came from (a resource of a health record); null where it was given directly. */
export type Origin = unknown;
export type OriginOf = (fact: string, subject: Subject) => Origin;

/** A leaf that decided, with what was found. */
export interface Reason {
  readonly fact: string;
  readonly label: string;
  readonly operator: Operator;
  readonly expected: Expected;
  readonly found: Found;
  readonly unit?: string;
  readonly truth: TruthName;
  /** A clause that can be read after "because": `the patient is pregnant`. */
  readonly text: string;
  readonly origin: Origin;
  /** True where the case says nothing and the vocabulary's default was taken: an act not recorded, a clinic's setting. */
  readonly assumed?: true;
  /** For a derived fact: the leaves that made it what it is, each with the vein it was read from where it is one's. */
  readonly parts?: readonly (Reason & { readonly vein?: string })[];
}

/** A cell as reports show it. */
export function foundOf(cell: Cell): Found {
  if (isKnown(cell)) return cell;
  if (cell.kind === "interval") return Object.freeze({ min: cell.min, max: cell.max });
  if (cell.kind === "one-of")
    return Object.freeze({ oneOf: Object.freeze(cell.values.map((value) => (isKnown(value) ? value : null))) });
  return null;
}
