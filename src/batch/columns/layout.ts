import { InternalError } from "../../issues/errors.ts";
import type { Cell } from "../../logic/cell.ts";
import type { Leaf } from "../../logic/condition.ts";
import { leafTruth } from "../../logic/operators.ts";
import { FALSE, TRUE } from "../../logic/truth.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import type { Place } from "./block.ts";
import type { Planes } from "./formula.ts";

/** A fact that is needed: its leaves with their planes, whether it was given, and where its values are kept. */
export interface FactColumn {
  readonly fact: Fact;
  readonly ofVein: boolean;
  readonly leaves: { readonly leaf: Leaf; readonly planes: Planes }[];
  /** The cases that give a value or an explicit unknown; only of a fact that takes something else where it is absent. */
  given: Place | undefined;
  /** The column of its values, where a derived fact works with them; otherwise undefined. */
  cells: number | undefined;
}

/** Gives planes and columns their places. */
export class Layout {
  readonly columns = new Map<string, FactColumn>();
  readonly #planes = { shared: 0, ofVein: 0 };
  #cellColumns = 0;

  get sizes(): { readonly shared: number; readonly ofVein: number; readonly cells: number } {
    return { ...this.#planes, cells: this.#cellColumns };
  }

  plane(ofVein: boolean): Place {
    const of = ofVein ? "ofVein" : "shared";
    this.#planes[of] += 1;
    return { ofVein, index: this.#planes[of] - 1 };
  }

  /** The planes of a leaf; equal leaves share theirs. */
  leaf(column: FactColumn, leaf: Leaf): Planes {
    const same = (one: Leaf): boolean =>
      one.operator === leaf.operator && JSON.stringify(one.value) === JSON.stringify(leaf.value);
    const known = column.leaves.find((one) => same(one.leaf));
    if (known !== undefined) return known.planes;
    const planes = { whenTrue: this.plane(column.ofVein), whenFalse: this.plane(column.ofVein) };
    column.leaves.push({ leaf, planes });
    return planes;
  }

  /** The column of a fact that is needed. */
  column(name: string): FactColumn {
    const column = this.columns.get(name);
    if (column === undefined) throw new InternalError(`\`${name}\` stands in no column`);
    return column;
  }

  /** The planes of a leaf on such a fact. */
  readonly planesOf = (leaf: Leaf): Planes => this.leaf(this.column(leaf.fact), leaf);

  keepCells(column: FactColumn): void {
    if (column.cells !== undefined) return;
    column.cells = this.#cellColumns;
    this.#cellColumns += 1;
  }
}

/** The planes that a value of a fact sets: for each leaf the true or the false one, for an unknown one neither. */
export function placesFor(column: FactColumn, cell: Cell): Place[] {
  return column.leaves.flatMap(({ leaf, planes }) => {
    const truth = leafTruth(leaf.operator, cell, leaf.value);
    return truth === TRUE ? [planes.whenTrue] : truth === FALSE ? [planes.whenFalse] : [];
  });
}
