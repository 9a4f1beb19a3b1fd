import { type Readable, truthAt } from "../facts/readable.ts";
import type { FactStore } from "../facts/store.ts";
import { isKnown } from "../logic/cell.ts";
import type { Condition } from "../logic/condition.ts";
import { UNKNOWN } from "../logic/truth.ts";
import { type Fact, isCaseFact } from "../rulebook/vocabulary.ts";
import type { PossibleChanges } from "./changes.ts";
import type { ReasonLibrary } from "./reason-library.ts";

const none: readonly number[] = [];

/**
 * The facts of the case that are unknown and on which the truth of an unknown condition rests: through derived facts to what
 * they are made of, through decided slots to the rules that could still change them. Each fact is looked into once. A fact at
 * a place is one number: `place * facts + number`.
 */
export class OpenFacts {
  readonly #library: ReasonLibrary;
  readonly #store: FactStore;
  readonly #changes: PossibleChanges;
  readonly #known = new Map<number, readonly number[]>();

  constructor(library: ReasonLibrary, store: FactStore, changes: PossibleChanges) {
    this.#library = library;
    this.#store = store;
    this.#changes = changes;
  }

  /** The open facts behind a condition that is unknown for the subject at a place; one may come more than once. */
  behind(node: Readable, place: number): number[] {
    const found: number[] = [];
    this.#visit(node, place, found);
    return found;
  }

  #visit(node: Readable, place: number, found: number[]): void {
    if (node.kind === "leaf") found.push(...this.#behindFact(node.number, place));
    else if (node.kind === "not") this.#visit(node.part, place, found);
    else
      for (const part of node.parts) if (truthAt(part, this.#store, place) === UNKNOWN) this.#visit(part, place, found);
  }

  #behindCondition(condition: Condition, place: number): readonly number[] {
    const node = this.#library.readable(condition);
    return truthAt(node, this.#store, place) === UNKNOWN ? this.behind(node, place) : none;
  }

  #behindFact(number: number, asked: number): readonly number[] {
    const { table } = this.#store;
    const place = this.#store.homeOf(number, asked);
    const key = place * table.facts.length + number;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // Whoever comes back to the fact on the way through it finds nothing more.
    this.#known.set(key, none);
    const found = isKnown(this.#store.cellAt(number, place)) ? none : this.#lookInto(table.at(number), key, place);
    this.#known.set(key, found);
    return found;
  }

  #lookInto(fact: Fact, key: number, place: number): readonly number[] {
    if (fact.slot !== undefined) return this.#behindSlot(fact.slot, place);
    const inner = fact.derive === undefined ? none : this.#behindInputs(fact, place);
    return [...new Set(isCaseFact(fact) ? [key, ...inner] : inner)];
  }

  #behindInputs({ derive, inputs }: Fact, place: number): readonly number[] {
    if (derive === undefined || "elapsed" in derive) return none;
    const { places, table } = this.#store;
    if ("condition" in derive) return this.#behindCondition(derive.condition, place);
    if ("count" in derive) return derive.count.flatMap((part) => this.#behindCondition(part, place));
    const overVeins = "someVein" in derive ? derive.someVein : "everyVein" in derive ? derive.everyVein : undefined;
    if (overVeins !== undefined) return places.vein.flatMap((vein) => this.#behindCondition(overVeins, vein));
    if ("distinctInVeins" in derive) {
      const number = table.number(derive.distinctInVeins);
      return places.vein.flatMap((vein) => this.#behindFact(number, vein));
    }
    return inputs.flatMap((name) => this.#behindFact(table.number(name), place));
  }

  /** A decided slot is open because of the rules that could still change it. */
  #behindSlot(slot: string, place: number): readonly number[] {
    const decision = this.#changes.decision(slot, place);
    if (decision === undefined) return none;
    const found: number[] = [];
    for (const { rule, number, place: of } of decision.open)
      if (this.#changes.valueWith(decision, number, of) !== undefined)
        found.push(...this.#behindCondition(rule.conditions, of));
    return [...new Set(found)];
  }
}
