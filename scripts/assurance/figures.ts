// What the runs write, as the page reads it. The page never imports a run: it would start.
export type { CampaignFigures } from "../campaign/result.ts";
export type { SeededFigures } from "./seeded/table.ts";

/** What the cases show. */
export interface CasesFigures {
  readonly cases: number;
  readonly patients: number;
  readonly mismatches: number;
  /** Comparisons and limits of rules that no case shows. */
  readonly notShown: number;
}

export interface RemovalFigures {
  readonly rules: number;
  readonly inTheAnswer: number;
  readonly unnoticed: readonly string[];
}

/** How faults of a kind fared. */
export interface MutantCounts {
  readonly killed: number;
  readonly refused: number;
  readonly equal: number;
  readonly unasserted: number;
  readonly survives: number;
}

export interface MutateRulesFigures extends MutantCounts {
  readonly mutants: number;
  readonly patients: number;
  readonly share: number;
  readonly wantedShare: number;
  readonly byKind: Readonly<Record<string, MutantCounts>>;
}

/** By folder of `src`. */
export type MutateCodeFigures = Readonly<
  Record<
    string,
    {
      readonly mutants: number;
      readonly killed: number;
      readonly timedOut: number;
      readonly survived: number;
      readonly equal: number;
      readonly refused: number;
      readonly scoreWithoutEqual: number;
      readonly share?: number;
    }
  >
>;

/** What the solver found. */
export interface VerifyFigures {
  readonly properties: readonly {
    readonly name: string;
    readonly title: string;
    readonly kind: string;
    readonly evidence: readonly string[];
    readonly checked: number;
    readonly holds: boolean;
    readonly seconds: number;
  }[];
  readonly findings: number;
}

/** What the comparison of the evaluators found. */
export interface DifferentialFigures {
  readonly cases: number;
  readonly differingSeeds: readonly number[];
}

export interface DifferentialSqlFigures {
  readonly dialect: string;
  readonly cases: number;
  readonly values: number;
  readonly differences: readonly string[];
}

export interface EverywhereFigures {
  readonly patients: number;
  readonly places: readonly {
    readonly place: string;
    readonly verdict: "same" | "differs" | "failed" | "skipped";
  }[];
}

export interface PackageFigures {
  readonly tarballBytes: number;
  readonly checks: readonly {
    readonly name: string;
    readonly verdict: "passed" | "failed" | "skipped";
    readonly note?: string;
  }[];
}
