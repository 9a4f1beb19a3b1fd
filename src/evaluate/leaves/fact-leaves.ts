import type { Cells } from "../../facts/store.ts";
import { type Cell, unknownCell } from "../../logic/cell.ts";
import type { Leaf } from "../../logic/condition.ts";
import { leafTruth } from "../../logic/operators.ts";
import { bitsOf, OPEN_BITS } from "../bits.ts";

/** The distinct leaves on one fact. */
export interface FactLeaves {
  /** The number of the fact. */
  readonly fact: number;
  readonly leaves: readonly Leaf[];
}

/** Writes the bits of leaves for what is known of a subject. A cell that nobody could look up is unknown. */
export type EvaluateLeaves = (cells: Cells) => void;

/**
 * Compiles the leaves on some facts, whose bits are to stand side by side from a position on. The leaves on a fact name few values,
 * so there are few ways in which a known value can stand to all of them: each way is a row of bits, prepared once.
 */
export type CompileLeaves = (facts: readonly FactLeaves[], bits: Uint8Array, from: number) => EvaluateLeaves;

/** The row of a known value: the bits of all leaves on its fact. */
export function rowOf(leaves: readonly Leaf[], cell: Cell): number[] {
  return leaves.map((leaf) => bitsOfLeaf(leaf, cell));
}

/** The bits of a leaf on a cell of any kind: for values there are rows, of intervals and the like there are too many. */
export function bitsOfLeaf({ operator, value }: Leaf, cell: Cell | undefined): number {
  if (cell === undefined || cell === unknownCell) return OPEN_BITS;
  return bitsOf(leafTruth(operator, cell, value));
}

/** Where each of several lists begins, when they stand one after the other. */
export function startsOf(lists: readonly { readonly length: number }[]): Int32Array {
  const starts = new Int32Array(lists.length);
  for (let list = 1; list < lists.length; list += 1)
    starts[list] = (starts[list - 1] as number) + (lists[list - 1]?.length ?? 0);
  return starts;
}
