import type { Values } from "./evaluate.ts";

/** What a solver finds out about an assertion. */
export type Answer =
  | { readonly kind: "sat"; readonly values: Values }
  | { readonly kind: "unsat" }
  /** It gave up. */
  | { readonly kind: "unknown"; readonly reason: string };

/** A solver for SMT-LIB 2, which the caller brings. One question at a time. */
export interface Solver {
  /** Takes declarations, definitions and assertions that hold from now on. */
  readonly tell: (smt: string) => void;
  /** Whether the formula can hold beside what was asserted. */
  readonly ask: (formula: string) => Promise<Answer>;
  readonly close: () => void;
}

/** Opens a solver that knows nothing yet. */
export type OpenSolver = () => Solver;
