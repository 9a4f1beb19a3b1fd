import { type Condition, isLeaf, type Leaf } from "../logic/condition.ts";
import { leafTruth } from "../logic/operators.ts";
import { FALSE, TRUE, type Truth, UNKNOWN } from "../logic/truth.ts";
import type { Fact } from "../rulebook/vocabulary.ts";
import type { FactStore } from "./store.ts";
import type { FactTable } from "./table.ts";

/** A leaf with its fact. */
export interface ReadableLeaf {
  readonly kind: "leaf";
  readonly leaf: Leaf;
  readonly fact: Fact;
  /** The fact's number. */
  readonly number: number;
  /** The same for every case. */
  readonly isConstant: boolean;
  /**
   * The fact is given as yes or no or as a code, which are few: what is said of the leaf can be kept for other cases. A number
   * or a date is a patient's own.
   */
  readonly isShareable: boolean;
}

/** A condition whose leaves know the numbers of their facts: it is read for many cases, and then without any look-up by name. */
export type Readable =
  | ReadableLeaf
  | { readonly kind: "all" | "any"; readonly parts: readonly Readable[] }
  | { readonly kind: "not"; readonly part: Readable };

/** Makes a leaf readable. */
export function readableLeaf(leaf: Leaf, table: FactTable): ReadableLeaf {
  const number = table.number(leaf.fact);
  const fact = table.at(number);
  return {
    kind: "leaf",
    leaf,
    fact,
    number,
    isConstant: fact.derive !== undefined && "constant" in fact.derive,
    isShareable: fact.derive === undefined && (fact.type === "boolean" || fact.type === "code"),
  };
}

/** Makes a condition readable. */
export function readable(condition: Condition, table: FactTable): Readable {
  if (isLeaf(condition)) return readableLeaf(condition, table);
  if ("not" in condition) return { kind: "not", part: readable(condition.not, table) };
  const [kind, parts] = "all" in condition ? (["all", condition.all] as const) : (["any", condition.any] as const);
  return { kind, parts: parts.map((part) => readable(part, table)) };
}

// The loops below count rather than iterate: they run for every condition of every case.

/** The truth of a condition for the subject at a place. */
export function truthAt(node: Readable, store: FactStore, place: number): Truth {
  if (node.kind === "leaf") return leafTruth(node.leaf.operator, store.cellAt(node.number, place), node.leaf.value);
  if (node.kind === "not") return (TRUE - truthAt(node.part, store, place)) as Truth;
  const { parts } = node;
  const settles = node.kind === "all" ? FALSE : TRUE;
  let isUnknown = false;
  for (let index = 0; index < parts.length; index += 1) {
    const truth = truthAt(parts[index] as Readable, store, place);
    if (truth === settles) return settles;
    if (truth === UNKNOWN) isUnknown = true;
  }
  return isUnknown ? UNKNOWN : ((TRUE - settles) as Truth);
}

/** A leaf that gave a condition its truth, with its own. */
export interface Deciding {
  readonly leaf: ReadableLeaf;
  readonly truth: Truth;
}

/** Adds the leaves that give a condition its truth, in reading order: the others could be anything. */
export function addDeciding(into: Deciding[], node: Readable, truth: Truth, store: FactStore, place: number): void {
  if (node.kind === "leaf") into.push({ leaf: node, truth });
  else if (node.kind === "not") addDeciding(into, node.part, (TRUE - truth) as Truth, store, place);
  else {
    const { parts } = node;
    // Where all hold, or none does, every part decides.
    const every = truth !== UNKNOWN && (truth === TRUE) === (node.kind === "all");
    for (let index = 0; index < parts.length; index += 1) {
      const part = parts[index] as Readable;
      if (every || truthAt(part, store, place) === truth) addDeciding(into, part, truth, store, place);
    }
  }
}
