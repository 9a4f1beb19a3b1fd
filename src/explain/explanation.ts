import type { Outcome } from "../evaluate/outcome.ts";
import type { Subject } from "../facts/subject.ts";
import type { Scalar } from "../logic/cell.ts";
import type { TruthName } from "../logic/truth.ts";
import type { Citation } from "../rulebook/source.ts";
import type { Found, Reason } from "./reason.ts";

/** A node of an explained condition; `decides` marks what gives the whole its truth. */
export type ExplainedNode =
  | (Reason & { readonly kind: "leaf"; readonly decides: boolean })
  | {
      readonly kind: "all" | "any" | "not";
      readonly truth: TruthName;
      readonly decides: boolean;
      readonly parts: readonly ExplainedNode[];
    };

/** One fact that would have to be different: the path that a change takes, what it is, what it would have to be. */
export interface NeededChange {
  readonly path: string;
  readonly fact: string;
  readonly label: string;
  readonly found: Found;
  readonly needed: Scalar;
}

/** Why a rule applies, or does not, to one subject. */
export interface Explanation {
  readonly rule: string;
  readonly title: string;
  readonly subject: Subject;
  readonly outcome: Outcome;
  readonly tree: ExplainedNode;
  /** The leaves that decided. */
  readonly because: readonly Reason[];
  /**
   * Where the rule does not apply, or it cannot be told: the smallest sets of facts whose change would make it apply. Each was
   * confirmed by evaluating the case with it. Empty where the rule applies; empty too where no change of the facts that it reads
   * could bring it about, or, with `whyNotComplete: false`, where none was found.
   */
  readonly whyNot: readonly (readonly NeededChange[])[];
  /**
   * Only present where the search was cut, or could not tell: there may be other sets of the same size, or smaller ones, and an
   * empty list does not mean that there is none.
   */
  readonly whyNotComplete?: false;
  readonly sources: readonly Citation[];
}
