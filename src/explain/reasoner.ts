import { addDeciding, type Deciding, type Readable, type ReadableLeaf, readable, truthAt } from "../facts/readable.ts";
import type { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import { type Cell, isKnown } from "../logic/cell.ts";
import type { Condition } from "../logic/condition.ts";
import { TRUE, type Truth, truthName } from "../logic/truth.ts";
import { frozenCopy } from "../rulebook/freeze.ts";
import type { Derivation, Fact } from "../rulebook/vocabulary.ts";
import { foundOf, type OriginOf, type Reason } from "./reason.ts";
import { isShared, type ReasonLibrary } from "./reason-library.ts";
import { clause } from "./sentence.ts";

type Draft = { -readonly [K in keyof Reason]: Reason[K] };
type Part = Reason & { readonly vein?: string };

const noReasons: readonly Reason[] = Object.freeze([]);

/** Explains leaves by the facts of one evaluation. What it gives is frozen. */
export class Reasoner {
  readonly #library: ReasonLibrary;
  readonly #store: FactStore;
  readonly #originOf: OriginOf | undefined;
  /** What made a derived fact what it is, by place and fact: many rules rest on the same one. */
  readonly #partsKnown = new Map<number, readonly Part[]>();
  /** What decided each condition, by place: many rules have the same one. */
  readonly #known: Map<Readable, readonly Reason[]>[] = [];

  constructor(library: ReasonLibrary, store: FactStore, originOf?: OriginOf) {
    this.#library = library;
    this.#store = store;
    this.#originOf = originOf;
  }

  /** The leaves that decided a condition for a subject. */
  because(condition: Condition, place: number): readonly Reason[] {
    const node = this.#library.readable(condition);
    // Where the caller says where facts came from, every reason asks anew.
    if (this.#originOf !== undefined) return this.#reasons(node, place);
    this.#known[place] ??= new Map();
    let reasons = this.#known[place].get(node);
    if (reasons === undefined) {
      reasons = this.#reasons(node, place);
      this.#known[place].set(node, reasons);
    }
    return reasons;
  }

  /** One leaf, explained. */
  reason(node: ReadableLeaf, truth: Truth, place: number): Reason {
    const { fact, number } = node;
    const store = this.#store;
    const cell = store.cellAt(number, place);
    const assumed = fact.absent !== undefined && !store.isGivenAt(number, place);
    if (this.#originOf === undefined && node.isShareable && isShared(cell))
      return this.#library.reason(node, cell, assumed, () => this.#make(node, cell, truth, assumed, place));
    return this.#make(node, cell, truth, assumed, place);
  }

  #make({ leaf, fact, number }: ReadableLeaf, cell: Cell, truth: Truth, assumed: boolean, place: number): Reason {
    const subject = this.#store.subjects[place] as Subject;
    const parts = this.#parts(fact, number, place);
    // Key by key: reasons are many, and their order of keys is the report's.
    const draft = {
      fact: leaf.fact,
      label: fact.label,
      operator: leaf.operator,
      expected: leaf.value,
      found: foundOf(cell),
    } as Draft;
    if (fact.unit !== undefined) draft.unit = fact.unit;
    draft.truth = truthName(truth);
    draft.text = assumed && cell === false ? `it is not recorded that ${fact.yes}` : clause(fact, leaf, cell);
    draft.origin = this.#originOf === undefined ? null : frozenCopy(this.#originOf(leaf.fact, subject));
    if (assumed) draft.assumed = true;
    if (parts.length > 0) draft.parts = parts;
    return Object.freeze(draft);
  }

  #reasons(node: Readable, place: number): readonly Reason[] {
    // What holds for everyone explains nothing.
    if (node.kind === "all" && node.parts.every((part) => part.kind === "leaf" && part.isConstant)) return noReasons;
    const deciding: Deciding[] = [];
    addDeciding(deciding, node, truthAt(node, this.#store, place), this.#store, place);
    const reasons: Reason[] = [];
    let areShared = this.#originOf === undefined;
    for (const { leaf, truth } of deciding) {
      if (leaf.isConstant) continue;
      areShared &&= leaf.isShareable && isShared(this.#store.cellAt(leaf.number, place));
      reasons.push(this.reason(leaf, truth, place));
    }
    if (reasons.length === 0) return noReasons;
    return areShared ? this.#library.list(node, reasons) : Object.freeze(reasons);
  }

  /** The comparison behind a derived fact, as the leaf that it comes to with the other fact's value. */
  #compared(
    { fact, operator, toFact }: Extract<Derivation, { compare: unknown }>["compare"],
    place: number,
  ): readonly Reason[] {
    const { table } = this.#store;
    const value = this.#store.cellAt(table.number(toFact), place);
    return isKnown(value) ? this.#reasons(readable({ fact, operator, value }, table), place) : noReasons;
  }

  #parts(fact: Fact, number: number, place: number): readonly Part[] {
    if (fact.derive === undefined) return noReasons;
    if (this.#originOf !== undefined) return this.#partsOf(fact.derive, number, place);
    const key = this.#store.homeOf(number, place) * this.#store.table.facts.length + number;
    const known = this.#partsKnown.get(key);
    if (known !== undefined) return known;
    const parts = this.#partsOf(fact.derive, number, place);
    this.#partsKnown.set(key, parts);
    return parts;
  }

  #partsOf(derive: Derivation, number: number, place: number): readonly Part[] {
    const store = this.#store;
    if ("condition" in derive) return this.because(derive.condition, place);
    if ("count" in derive)
      return Object.freeze(
        derive.count
          .filter((part) => truthAt(this.#library.readable(part), store, place) === TRUE)
          .flatMap((part) => this.because(part, place)),
      );
    if ("compare" in derive) return this.#compared(derive.compare, place);
    const overVeins = "someVein" in derive ? derive.someVein : "everyVein" in derive ? derive.everyVein : undefined;
    if (overVeins === undefined) return noReasons;
    const whole = store.cellAt(number, place);
    return Object.freeze(
      store.places.vein
        .filter(
          (vein) => !isKnown(whole) || (truthAt(this.#library.readable(overVeins), store, vein) === TRUE) === whole,
        )
        .flatMap((vein) => {
          const subject = store.subjects[vein] as Subject;
          const id = subject.kind === "vein" ? subject.id : "";
          return this.because(overVeins, vein).map((reason) => Object.freeze({ ...reason, vein: id }));
        }),
    );
  }
}
