import type { Scalar } from "../logic/cell.ts";
import { type Condition, isLeaf, type Leaf } from "../logic/condition.ts";
import { type Expected, type Operator, test } from "../logic/operators.ts";
import { and, compare, FALSE, type Formula, not, number, or, type Term } from "./formula.ts";
import { allOf, anyOf, opposite, type Planes } from "./kleene.ts";
import { untranslatable } from "./untranslatable.ts";

/** The bounds of a number, both included; they say something only where `defined` holds. */
export interface FormulaBounds {
  readonly defined: Formula;
  readonly min: Term;
  readonly max: Term;
}

/** What is known of a fact, as formulas: the counterpart of a `Cell`. */
export type FormulaCell =
  /** A code, a boolean or a text: for each value whether it is known to be that one. */
  | { readonly kind: "values"; readonly is: ReadonlyMap<Scalar, Formula>; readonly notApplicable: Formula }
  | { readonly kind: "number"; readonly bounds: FormulaBounds; readonly notApplicable: Formula }
  /** A decided slot: for each value whether it is, or could still become, that one. One of them always can be. */
  | { readonly kind: "one-of"; readonly can: ReadonlyMap<Scalar, Formula>; readonly notApplicable: Formula }
  | { readonly kind: "unknown" };

/** Looks a fact up for the subject at hand. */
export type FormulaLookUp = (fact: string) => FormulaCell;

/** Whether one value of the fact is known. */
export function knownOf(cell: FormulaCell): Formula {
  switch (cell.kind) {
    case "unknown":
      return FALSE;
    case "values":
      return or(...cell.is.values());
    case "number":
      return and(cell.bounds.defined, compare("=", cell.bounds.min, cell.bounds.max));
    case "one-of": {
      const all = [...cell.can.values()];
      const onlyOne = all.map((one) => and(one, not(or(...all.filter((other) => other !== one)))));
      return and(not(cell.notApplicable), or(...onlyOne));
    }
  }
}

/** The truth of a leaf: `leafTruth` in formulas. */
export function leafPlanes({ fact, operator, value }: Leaf, lookUp: FormulaLookUp): Planes {
  const cell = lookUp(fact);
  switch (cell.kind) {
    case "unknown":
      return { t: FALSE, f: FALSE };
    case "values": {
      const [yes, no] = parted(cell.is, operator, value);
      return { t: or(...yes), f: or(cell.notApplicable, ...no) };
    }
    case "one-of": {
      const [yes, no] = parted(cell.can, operator, value);
      return { t: not(or(cell.notApplicable, ...no)), f: not(or(...yes)) };
    }
    case "number": {
      if (![value].flat().every((one) => typeof one === "number"))
        throw untranslatable(fact, "expected a number to compare with");
      const { t, f } = numberPlanes(
        operator,
        cell.bounds,
        [value].flat().map((one) => number(one as number)),
      );
      return { t, f: or(cell.notApplicable, f) };
    }
  }
}

function parted(
  formulas: ReadonlyMap<Scalar, Formula>,
  operator: Operator,
  expected: Expected,
): [yes: Formula[], no: Formula[]] {
  const yes: Formula[] = [];
  const no: Formula[] = [];
  for (const [value, formula] of formulas) (test(operator, value, expected) ? yes : no).push(formula);
  return [yes, no];
}

/** The truth of a comparison of a number between bounds: unknown only where they straddle what it is compared with. */
export function numberPlanes(
  operator: Operator,
  { defined, min, max }: FormulaBounds,
  expected: readonly Term[],
): Planes {
  if (operator === "equal" || operator === "in") {
    const point = compare("=", min, max);
    const within = (value: Term): Formula => and(compare("<=", min, value), compare("<=", value, max));
    return {
      t: and(defined, point, or(...expected.map((value) => compare("=", min, value)))),
      f: and(defined, ...expected.map((value) => not(within(value)))),
    };
  }
  const [limit] = expected;
  if (limit === undefined) throw untranslatable(operator, "expected a limit to compare with");
  const holds = (end: Term): Formula => ordered(operator, end, limit);
  return { t: and(defined, holds(min), holds(max)), f: and(defined, not(holds(min)), not(holds(max))) };
}

function ordered(operator: Exclude<Operator, "equal" | "in">, found: Term, limit: Term): Formula {
  switch (operator) {
    case "lessThan":
      return compare("<", found, limit);
    case "lessThanInclusive":
      return compare("<=", found, limit);
    case "greaterThan":
      return compare("<", limit, found);
    case "greaterThanInclusive":
      return compare("<=", limit, found);
  }
}

/** The truth of a condition. */
export function conditionPlanes(condition: Condition, lookUp: FormulaLookUp): Planes {
  if (isLeaf(condition)) return leafPlanes(condition, lookUp);
  if ("not" in condition) return opposite(conditionPlanes(condition.not, lookUp));
  if ("all" in condition) return allOf(condition.all.map((part) => conditionPlanes(part, lookUp)));
  return anyOf(condition.any.map((part) => conditionPlanes(part, lookUp)));
}
