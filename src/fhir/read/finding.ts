import type { Scalar } from "../../logic/cell.ts";
import type { Limit } from "../codes/format.ts";
import type { Span } from "./dates.ts";
import type { MatchedCode } from "./match.ts";
import type { Doubt } from "./verdict.ts";

/** Where a finding stands in the record. */
export interface Source {
  readonly path: string;
  /** Type of the resource. */
  readonly type: string;
  /** `Condition/123`, or the path where the resource has no id. */
  readonly resource: string;
  readonly code?: MatchedCode;
  /** The date that counts, as it is written, and the days that it stands for. */
  readonly date?: string;
  readonly at?: Span;
  readonly note?: string;
}

/** What one resource says of one fact. */
export type Finding = { readonly fact: string; readonly source: Source } & (
  | {
      readonly kind: "says";
      readonly value: Scalar;
      /** It rules something out (a refuted condition, a medicine not taken), which stands only where nothing else touches the fact. */
      readonly excludes?: true;
      /** It denies allergies, to medicines alone or all: it stands only where no other allergy is recorded. */
      readonly denies?: "medication" | "all";
      /** It is the latest result of an observation: asked or measured on its day, whatever was recorded before. */
      readonly measured?: true;
    }
  | { readonly kind: "doubt"; readonly doubt: Doubt }
  | { readonly kind: "hint"; readonly help: string }
);

/** A final, dated result of an observation; of several the latest becomes a finding. */
export interface Measured {
  readonly fact: string;
  readonly source: Source & { readonly at: Span };
  readonly value: Scalar;
  readonly limit?: Limit | undefined;
  /** For numbers: which of several of one day counts. */
  readonly pick?: "lowest" | "highest";
}

/** A day on which a procedure was completed. */
export interface Performed {
  readonly fact: string;
  readonly source: Source;
}
