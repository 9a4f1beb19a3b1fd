import type { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import { type Cell, isKnown, type Scalar } from "../logic/cell.ts";
import type { Condition } from "../logic/condition.ts";
import type { Expected, Operator } from "../logic/operators.ts";
import { TRUE, type TruthName, truthName } from "../logic/truth.ts";
import { frozenCopy } from "../rulebook/freeze.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Derivation, Fact } from "../rulebook/vocabulary.ts";
import { clause } from "./sentence.ts";
import { decidingLeaves, type TruthLeaf, truthTree } from "./tree.ts";

/** What is known of a fact, as reports show it: a value, an interval, several possible values, or null for unknown. */
export type Found =
  | Scalar
  | null
  | { readonly min: number; readonly max: number }
  | { readonly oneOf: readonly (Scalar | null)[] };

/** Where a fact came from (a resource of a health record); null where it was given directly. */
export type Origin = unknown;
export type OriginOf = (fact: string, subject: Subject) => Origin;

/** A leaf that decided, with what was found. */
export interface Reason {
  readonly fact: string;
  readonly label: string;
  readonly operator: Operator;
  readonly expected: Expected;
  readonly found: Found;
  readonly unit?: string;
  readonly truth: TruthName;
  /** A clause that can be read after "because": `the patient is pregnant`. */
  readonly text: string;
  readonly origin: Origin;
  /** True where the case says nothing and the vocabulary's default was taken: an act not recorded, a clinic's setting. */
  readonly assumed?: true;
  /** For a derived fact: the leaves that made it what it is, each with the vein it was read from where it is one's. */
  readonly parts?: readonly (Reason & { readonly vein?: string })[];
}

/** A cell as reports show it. */
export function foundOf(cell: Cell): Found {
  if (isKnown(cell)) return cell;
  if (cell.kind === "interval") return { min: cell.min, max: cell.max };
  if (cell.kind === "one-of") return { oneOf: cell.values.map((value) => (isKnown(value) ? value : null)) };
  return null;
}

/** Explains leaves by the facts of one evaluation. */
export class Reasoner {
  readonly #rulebook: Rulebook;
  readonly #store: FactStore;
  readonly #originOf: OriginOf;

  constructor(rulebook: Rulebook, store: FactStore, originOf: OriginOf = () => null) {
    this.#rulebook = rulebook;
    this.#store = store;
    this.#originOf = originOf;
  }

  /** The leaves that decided a condition for a subject. */
  because(condition: Condition, subject: Subject): Reason[] {
    return this.#reasons(condition, subject);
  }

  /** One leaf, explained. */
  reason({ leaf, cell, truth }: TruthLeaf, subject: Subject): Reason {
    const fact = this.#rulebook.facts.get(leaf.fact) as Fact;
    const parts = this.#parts(fact, subject);
    const assumed = fact.absent !== undefined && !this.#store.isGiven(leaf.fact, subject);
    return {
      fact: leaf.fact,
      label: fact.label,
      operator: leaf.operator,
      expected: leaf.value,
      found: foundOf(cell),
      ...(fact.unit === undefined ? {} : { unit: fact.unit }),
      truth: truthName(truth),
      text: assumed && cell === false ? `it is not recorded that ${fact.yes}` : clause(fact, leaf, cell),
      origin: frozenCopy(this.#originOf(leaf.fact, subject)),
      ...(assumed ? { assumed: true as const } : {}),
      ...(parts.length === 0 ? {} : { parts }),
    };
  }

  #reasons(condition: Condition, subject: Subject): Reason[] {
    const tree = truthTree(condition, this.#store, subject);
    const leaves = decidingLeaves(tree).filter(
      ({ leaf }) => !("constant" in (this.#rulebook.facts.get(leaf.fact)?.derive ?? {})),
    );
    return leaves.map((leaf) => this.reason(leaf, subject));
  }

  /** The comparison behind a derived fact, as the leaf that it comes to with the other fact's value. */
  #compared(
    { fact, operator, toFact }: Extract<Derivation, { compare: unknown }>["compare"],
    subject: Subject,
  ): Reason[] {
    const value = this.#store.get(toFact, subject);
    return isKnown(value) ? this.#reasons({ fact, operator, value }, subject) : [];
  }

  #parts(fact: Fact, subject: Subject): (Reason & { vein?: string })[] {
    const { derive } = fact;
    if (derive === undefined) return [];
    if ("condition" in derive) return this.#reasons(derive.condition, subject);
    if ("count" in derive)
      return derive.count
        .filter((part) => truthTree(part, this.#store, subject).truth === TRUE)
        .flatMap((part) => this.#reasons(part, subject));
    if ("compare" in derive) return this.#compared(derive.compare, subject);
    const overVeins = "someVein" in derive ? derive.someVein : "everyVein" in derive ? derive.everyVein : undefined;
    if (overVeins === undefined) return [];
    const whole = this.#store.get(fact.name, subject);
    return this.#store.veins
      .filter((vein) => !isKnown(whole) || (truthTree(overVeins, this.#store, vein).truth === TRUE) === whole)
      .flatMap((vein) =>
        this.#reasons(overVeins, vein).map((reason) => ({ ...reason, vein: vein.kind === "vein" ? vein.id : "" })),
      );
  }
}
