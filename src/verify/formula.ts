/** A sentence about variables: what a solver is asked, and what `evaluate` answers for given values. */
export type Formula =
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "not"; readonly part: Formula }
  | { readonly kind: "and" | "or"; readonly parts: readonly Formula[] }
  | { readonly kind: "compare"; readonly relation: Relation; readonly left: Term; readonly right: Term }
  /** A formula with a name: written out once, wherever it is used. */
  | { readonly kind: "defined"; readonly name: string; readonly of: Formula };

export type Relation = "<" | "<=" | "=";

/** A number that depends on variables. */
export type Term =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "variable"; readonly name: string; readonly whole: boolean }
  | { readonly kind: "sum"; readonly parts: readonly Term[] }
  | { readonly kind: "times"; readonly factor: number; readonly part: Term }
  | { readonly kind: "quotient"; readonly part: Term; readonly divisor: number }
  /** The next whole number at or above. */
  | { readonly kind: "ceiling"; readonly part: Term }
  | { readonly kind: "choose"; readonly when: Formula; readonly yes: Term; readonly no: Term };

export const TRUE: Formula = { kind: "constant", value: true };
export const FALSE: Formula = { kind: "constant", value: false };

export function constant(value: boolean): Formula {
  return value ? TRUE : FALSE;
}

export function variable(name: string): Formula {
  return { kind: "variable", name };
}

export function not(part: Formula): Formula {
  if (part.kind === "constant") return constant(!part.value);
  return part.kind === "not" ? part.part : { kind: "not", part };
}

export function and(...parts: readonly Formula[]): Formula {
  return join("and", parts);
}

export function or(...parts: readonly Formula[]): Formula {
  return join("or", parts);
}

export function implies(premise: Formula, conclusion: Formula): Formula {
  return or(not(premise), conclusion);
}

export function sameTruth(a: Formula, b: Formula): Formula {
  return or(and(a, b), and(not(a), not(b)));
}

/** At most one of them holds. */
export function atMostOne(parts: readonly Formula[]): Formula {
  return and(...parts.flatMap((one, index) => parts.slice(index + 1).map((other) => not(and(one, other)))));
}

function join(kind: "and" | "or", given: readonly Formula[]): Formula {
  // What decides a conjunction is a false part, a disjunction a true one.
  const deciding = kind === "or";
  const parts = new Set<Formula>();
  for (const part of given) {
    if (part.kind === "constant") {
      if (part.value === deciding) return constant(deciding);
    } else if (part.kind === kind) for (const inner of part.parts) parts.add(inner);
    else parts.add(part);
  }
  const [only] = parts;
  if (only === undefined) return constant(!deciding);
  return parts.size === 1 ? only : { kind, parts: [...parts] };
}

/** Names a formula, unless it is short as it is. */
export function define(name: string, of: Formula): Formula {
  const short = of.kind === "constant" || of.kind === "variable" || of.kind === "defined";
  return short || (of.kind === "not" && of.part.kind !== "and" && of.part.kind !== "or")
    ? of
    : { kind: "defined", name, of };
}

export function number(value: number): Term {
  return { kind: "number", value };
}

export function compare(relation: Relation, left: Term, right: Term): Formula {
  if (left.kind !== "number" || right.kind !== "number") return { kind: "compare", relation, left, right };
  if (relation === "=") return constant(left.value === right.value);
  return constant(relation === "<" ? left.value < right.value : left.value <= right.value);
}

export function choose(when: Formula, yes: Term, no: Term): Term {
  if (when.kind === "constant") return when.value ? yes : no;
  return { kind: "choose", when, yes, no };
}

export function difference(left: Term, right: Term): Term {
  return { kind: "sum", parts: [left, { kind: "times", factor: -1, part: right }] };
}

/** The term, or zero where it is below. */
export function notBelowZero(term: Term): Term {
  return choose(compare("<", term, number(0)), number(0), term);
}
