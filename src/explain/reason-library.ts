import { type Readable, type ReadableLeaf, readable } from "../facts/readable.ts";
import { factTable } from "../facts/table.ts";
import type { Cell } from "../logic/cell.ts";
import type { Condition } from "../logic/condition.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Reason } from "./reason.ts";

/** Whether a cell is one of a few, so that the reason for it can be kept. */
export function isShared(cell: Cell): boolean {
  return typeof cell !== "object" || (cell.kind !== "one-of" && cell.kind !== "interval");
}

interface ReasonsOfLeaf {
  readonly found: Map<Cell, Reason>;
  readonly assumed: Map<Cell, Reason>;
}

/** So many lists of reasons are kept for a condition; more ways to fulfil one are rare, and made anew. */
const maxListsKept = 16;

/** What explanations by one rulebook have in common: conditions made readable, and the reasons that hold for every case. */
export class ReasonLibrary {
  readonly #rulebook: Rulebook;
  readonly #readable = new Map<Condition, Readable>();
  readonly #byText = new Map<string, Readable>();
  readonly #kept = new WeakSet<readonly Reason[]>();
  readonly #lists = new WeakMap<Readable, (readonly Reason[])[]>();
  readonly #reasons = new WeakMap<ReadableLeaf, ReasonsOfLeaf>();

  constructor(rulebook: Rulebook) {
    this.#rulebook = rulebook;
  }

  /** A condition of the rulebook, made readable once; those that say the same are the same. */
  readable(condition: Condition): Readable {
    let known = this.#readable.get(condition);
    if (known === undefined) {
      const text = JSON.stringify(condition);
      known = this.#byText.get(text) ?? readable(condition, factTable(this.#rulebook));
      this.#byText.set(text, known);
      this.#readable.set(condition, known);
    }
    return known;
  }

  /** The list of these reasons, all of them shared: one list wherever a condition is fulfilled in the same way. */
  list(node: Readable, reasons: readonly Reason[]): readonly Reason[] {
    let lists = this.#lists.get(node);
    if (lists === undefined) {
      lists = [];
      this.#lists.set(node, lists);
    }
    for (const list of lists)
      if (list.length === reasons.length && list.every((reason, index) => reason === reasons[index])) return list;
    const list = Object.freeze(reasons);
    if (lists.length < maxListsKept) {
      lists.push(list);
      this.#kept.add(list);
    }
    return list;
  }

  /** Whether a list of reasons is kept here: then it holds nothing of a patient's own. */
  keeps(reasons: readonly Reason[]): boolean {
    return reasons.length === 0 || this.#kept.has(reasons);
  }

  /** A reason that every case shares, made when it is first asked for. */
  reason(leaf: ReadableLeaf, cell: Cell, assumed: boolean, make: () => Reason): Reason {
    let reasons = this.#reasons.get(leaf);
    if (reasons === undefined) {
      reasons = { found: new Map(), assumed: new Map() };
      this.#reasons.set(leaf, reasons);
    }
    const byCell = assumed ? reasons.assumed : reasons.found;
    let reason = byCell.get(cell);
    if (reason === undefined) {
      reason = make();
      byCell.set(cell, reason);
    }
    return reason;
  }
}

const libraries = new WeakMap<Rulebook, ReasonLibrary>();

/** The library of a rulebook, made once for each rulebook. */
export function reasonLibrary(rulebook: Rulebook): ReasonLibrary {
  const known = libraries.get(rulebook);
  if (known !== undefined) return known;
  const library = new ReasonLibrary(rulebook);
  libraries.set(rulebook, library);
  return library;
}
