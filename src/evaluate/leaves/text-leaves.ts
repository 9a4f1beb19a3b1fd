import { type Cell, notApplicable, type Scalar } from "../../logic/cell.ts";
import type { Leaf } from "../../logic/condition.ts";
import { bitsOfLeaf, type CompileLeaves, rowOf } from "./fact-leaves.ts";

/** Compiles leaves on facts that are codes or other texts: a value is one of those that leaves name, or another. */
export const compileTextLeaves: CompileLeaves = (own, bits, from) => {
  const facts = Int32Array.from(own, ({ fact }) => fact);
  const rowsByFact = own.map(({ leaves }) => rowsOf(leaves));
  return (cells) => {
    let at = from;
    for (let index = 0; index < facts.length; index += 1) {
      const cell = cells[facts[index] as number];
      const { leaves } = own[index] as (typeof own)[number];
      const row = rowOfCell(rowsByFact[index] as Rows, cell);
      for (let leaf = 0; leaf < leaves.length; leaf += 1)
        bits[at + leaf] = row === undefined ? bitsOfLeaf(leaves[leaf] as Leaf, cell) : (row[leaf] as number);
      at += leaves.length;
    }
  };
};

/** The row of a cell; undefined where none is ready. */
function rowOfCell({ named, others }: Rows, cell: Cell | undefined): Row | undefined {
  return typeof cell === "string" ? (named.get(cell) ?? others) : undefined;
}

type Row = readonly number[];

interface Rows {
  readonly named: ReadonlyMap<Scalar, Row>;
  /** The row of a value that no leaf names: leaves ask whether texts are the same, never for their order. */
  readonly others: Row;
}

function rowsOf(leaves: readonly Leaf[]): Rows {
  const named = new Set(
    leaves.flatMap(({ value }): readonly Scalar[] => (typeof value === "object" ? value : [value])),
  );
  return {
    named: new Map([...named].map((value) => [value, rowOf(leaves, value)])),
    others: rowOf(leaves, notApplicable),
  };
}
