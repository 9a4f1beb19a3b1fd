import type { Scalar } from "../logic/cell.ts";
import { type Condition, factsOf, type Leaf } from "../logic/condition.ts";
import type { Operator } from "../logic/operators.ts";

/** Whom a fact or a rule speaks of. */
export type Scope = "patient" | "vein" | "followUp";

/** The type of a fact's values. */
export type FactType = "boolean" | "integer" | "number" | "code" | "string" | "date" | "date-or-date-time";

/** How a fact is worked out from others. Each kind is one small pure function in `facts/derive.ts`. */
export type Derivation =
  | { readonly constant: Scalar }
  | { readonly condition: Condition }
  | { readonly count: readonly Condition[] }
  | { readonly compare: { readonly fact: string; readonly operator: Operator; readonly toFact: string } }
  | { readonly elapsed: { readonly since: string; readonly unit: "h" | "wk"; readonly toleranceHours: number } }
  | { readonly remaining: { readonly slot: string; readonly key: string; readonly elapsed: string } }
  | { readonly someVein: Condition }
  | { readonly everyVein: Condition }
  | { readonly countVeins: true }
  | { readonly distinctInVeins: string };

/** What settles an absent fact: where `when` holds, the fact is `as`. */
export interface Settled {
  readonly when: Leaf;
  readonly as: Scalar | "not-applicable";
}

/** A fact as `rules/vocabulary.json` declares it. */
export interface FactDefinition {
  readonly type: FactType;
  readonly scope: Scope;
  /** UCUM unit of a number. */
  readonly unit?: string;
  /** The codes of a `code`. */
  readonly values?: readonly string[];
  /** Bounds of a number, both included. */
  readonly min?: number;
  readonly max?: number;
  /** The smallest meaningful difference of a number: what "just below" and "just above" mean. */
  readonly step?: number;
  readonly maxLength?: number;
  /** The value that an absent fact takes; without it, absent is unknown. */
  readonly absent?: Scalar;
  readonly settled?: readonly Settled[];
  readonly derive?: Derivation;
  readonly label: string;
  readonly ask?: string;
  /** Clauses for a boolean: "the patient is pregnant", "the patient is not pregnant". */
  readonly yes?: string;
  readonly no?: string;
  readonly meaning?: string;
}

/** Facts that cannot hold together; where they do, the report warns and evaluation goes on. */
export interface Contradiction {
  /** The fact that the warning points at. */
  readonly fact: string;
  readonly when: Condition;
  readonly message: string;
  readonly help: string;
}

/** A fact with its name and what it is made of. */
export interface Fact extends FactDefinition {
  readonly name: string;
  /** The facts that it is worked out from; empty for a fact of the case itself. */
  readonly inputs: readonly string[];
  /** The slot whose decided value it is. */
  readonly slot?: string;
}

/** Prefix of the facts that hold decided slots. */
export const decidedPrefix = "decided.";

/** Facts with this prefix, and `asOf`, can be given in a case; the derived and decided ones cannot. */
export function isCaseFact(fact: Fact): boolean {
  return fact.slot === undefined && (fact.derive === undefined || "elapsed" in fact.derive);
}

/** The names of the facts that a derivation reads. */
export function inputsOf(derivation: Derivation): string[] {
  if ("condition" in derivation) return [...factsOf(derivation.condition)];
  if ("count" in derivation) return [...new Set(derivation.count.flatMap((part) => [...factsOf(part)]))];
  if ("compare" in derivation) return [derivation.compare.fact, derivation.compare.toFact];
  if ("elapsed" in derivation) return [derivation.elapsed.since, "asOf"];
  if ("remaining" in derivation) return [decidedPrefix + derivation.remaining.slot, derivation.remaining.elapsed];
  if ("someVein" in derivation) return [...factsOf(derivation.someVein)];
  if ("everyVein" in derivation) return [...factsOf(derivation.everyVein)];
  if ("distinctInVeins" in derivation) return [derivation.distinctInVeins];
  return [];
}
