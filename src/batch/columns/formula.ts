import { type Condition, isLeaf, type Leaf } from "../../logic/condition.ts";
import type { Block, Place } from "./block.ts";

/** A condition on words: and, or, and the planes of its leaves. `not` is gone: it has moved down to the leaves. */
export type Formula =
  | { readonly kind: "shared" | "vein"; readonly plane: number }
  | { readonly kind: "all" | "any"; readonly parts: readonly Formula[] };

/** The two planes of a leaf: the cases for which it is true, and those for which it is false. In neither it is unknown. */
export interface Planes {
  readonly whenTrue: Place;
  readonly whenFalse: Place;
}

/** Both planes of a condition. */
export interface Formulas {
  readonly whenTrue: Formula;
  readonly whenFalse: Formula;
}

/** Writes a condition on the planes of its leaves. */
export function formulasOf(condition: Condition, planesOf: (leaf: Leaf) => Planes): Formulas {
  return { whenTrue: formula(condition, true, planesOf), whenFalse: formula(condition, false, planesOf) };
}

/**
 * The cases for which a condition has the wanted truth. After Kleene `all` is false where some part is, `any` where every part
 * is, and `not` is false where its part is true: each of the two planes is an and-or of planes.
 */
function formula(condition: Condition, wanted: boolean, planesOf: (leaf: Leaf) => Planes): Formula {
  if (isLeaf(condition)) {
    const { whenTrue, whenFalse } = planesOf(condition);
    const { ofVein, index } = wanted ? whenTrue : whenFalse;
    return { kind: ofVein ? "vein" : "shared", plane: index };
  }
  if ("not" in condition) return formula(condition.not, !wanted, planesOf);
  const isAll = "all" in condition;
  const parts = (isAll ? condition.all : condition.any).map((part) => formula(part, wanted, planesOf));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: isAll === wanted ? "all" : "any", parts };
}

/** The bits of the cases that fulfil a formula; `round` says for which of their veins. */
export function wordOf(formula: Formula, block: Block, round: number): number {
  switch (formula.kind) {
    case "shared":
      return block.shared[formula.plane] as number;
    case "vein":
      return block.veins[round * block.stride + formula.plane] as number;
    case "all": {
      let word = -1;
      for (const part of formula.parts) word &= wordOf(part, block, round);
      return word;
    }
    case "any": {
      let word = 0;
      for (const part of formula.parts) word |= wordOf(part, block, round);
      return word;
    }
  }
}
