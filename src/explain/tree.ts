import type { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import type { Cell } from "../logic/cell.ts";
import { type Condition, isLeaf, type Leaf } from "../logic/condition.ts";
import { leafTruth } from "../logic/operators.ts";
import { and, FALSE, not, or, TRUE, type Truth } from "../logic/truth.ts";

/** A condition with the truth of each node. */
export type TruthTree =
  | { readonly kind: "leaf"; readonly leaf: Leaf; readonly cell: Cell; readonly truth: Truth }
  | { readonly kind: "not"; readonly truth: Truth; readonly parts: readonly [TruthTree] }
  | { readonly kind: "all" | "any"; readonly truth: Truth; readonly parts: readonly TruthTree[] };

/** Evaluates a condition and keeps the truth of each node. */
export function truthTree(condition: Condition, store: FactStore, subject: Subject): TruthTree {
  if (isLeaf(condition)) {
    const cell = store.get(condition.fact, subject);
    return { kind: "leaf", leaf: condition, cell, truth: leafTruth(condition.operator, cell, condition.value) };
  }
  if ("not" in condition) {
    const part = truthTree(condition.not, store, subject);
    return { kind: "not", truth: not(part.truth), parts: [part] };
  }
  if ("all" in condition) {
    const parts = condition.all.map((one) => truthTree(one, store, subject));
    return { kind: "all", truth: parts.reduce<Truth>((result, part) => and(result, part.truth), TRUE), parts };
  }
  const parts = condition.any.map((one) => truthTree(one, store, subject));
  return { kind: "any", truth: parts.reduce<Truth>((result, part) => or(result, part.truth), FALSE), parts };
}
