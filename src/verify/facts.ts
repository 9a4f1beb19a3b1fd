import type { Scalar } from "../logic/cell.ts";
import type { Condition } from "../logic/condition.ts";
import { hoursPer } from "../logic/units.ts";
import type { Derivation, Fact } from "../rulebook/vocabulary.ts";
import {
  conditionPlanes,
  type FormulaBounds,
  type FormulaCell,
  type FormulaLookUp,
  knownOf,
  leafPlanes,
  numberPlanes,
} from "./cells.ts";
import {
  and,
  choose,
  compare,
  constant,
  define,
  difference,
  FALSE,
  type Formula,
  not,
  notBelowZero,
  number,
  or,
  type Term,
  TRUE,
} from "./formula.ts";
import type { Input } from "./inputs.ts";
import { allOf, alwaysFalse, anyOf, type Planes } from "./kleene.ts";
import { untranslatable } from "./untranslatable.ts";

/** What a fact is worked out from. */
export interface FactContext {
  readonly lookUp: FormulaLookUp;
  readonly veins: readonly FormulaLookUp[];
  /** The fact as the case gives it; undefined for derived facts. */
  readonly input: Input | undefined;
  /** Days from a date of the case to `asOf`, known where both are given. */
  readonly daysSince: (date: string) => { readonly known: Formula; readonly days: Term };
  readonly decidedNumber: (slot: string, key: string) => FormulaBounds & { readonly notApplicable: Formula };
}

/** What is known of a fact: given, settled by another, derived, or its default, in this order. */
export function factCell(fact: Fact, name: string, context: FactContext): FormulaCell {
  const { input } = context;
  const absent = input?.absent ?? TRUE;
  const sources: { readonly when: Formula; readonly cell: FormulaCell }[] = [];
  let left = absent;
  for (const { when, as } of fact.settled ?? []) {
    const { t } = leafPlanes(when, context.lookUp);
    sources.push({
      when: and(left, t),
      cell: as === "not-applicable" ? settledCell(fact, [], TRUE) : settledCell(fact, [as], FALSE),
    });
    left = and(left, not(t));
  }
  if (fact.derive !== undefined) sources.push({ when: left, cell: derivedCell(fact, fact.derive, name, context) });
  else if (fact.absent !== undefined) sources.push({ when: left, cell: settledCell(fact, [fact.absent], FALSE) });
  if (input !== undefined) sources.push({ when: input.given, cell: givenCell(input) });
  const [only] = sources;
  if (only !== undefined && sources.length === 1 && only.when.kind === "constant") return only.cell;
  return together(sources, name);
}

function settledCell(fact: Fact, values: readonly Scalar[], notApplicable: Formula): FormulaCell {
  const [value] = values;
  if (isNumeric(fact)) {
    const end = number(typeof value === "number" ? value : 0);
    return { kind: "number", bounds: { defined: constant(value !== undefined), min: end, max: end }, notApplicable };
  }
  return { kind: "values", is: new Map(values.map((one) => [one, TRUE])), notApplicable };
}

function isNumeric({ type }: Fact): boolean {
  return type === "number" || type === "integer";
}

function givenCell({ is, number: value, given, fact }: Input): FormulaCell {
  if (isNumeric(fact) && value !== undefined)
    return { kind: "number", bounds: { defined: given, min: value, max: value }, notApplicable: FALSE };
  return is.size > 0 ? { kind: "values", is, notApplicable: FALSE } : { kind: "unknown" };
}

/** One cell of several sources, of which at most one holds. */
function together(
  sources: readonly { readonly when: Formula; readonly cell: FormulaCell }[],
  name: string,
): FormulaCell {
  const told = sources.filter(({ cell }) => cell.kind !== "unknown");
  const notApplicable = define(
    `${name}:none`,
    or(...told.map(({ when, cell }) => (cell.kind === "unknown" ? FALSE : and(when, cell.notApplicable)))),
  );
  const numbers = told.flatMap(({ when, cell }) =>
    cell.kind === "number" ? [{ when: and(when, cell.bounds.defined), ...cell.bounds }] : [],
  );
  if (numbers.length > 0) {
    const end = (of: "min" | "max"): Term =>
      numbers.slice(1).reduce((rest, one) => choose(one.when, one[of], rest), numbers[0]?.[of] ?? number(0));
    const defined = define(`${name}:known`, or(...numbers.map(({ when }) => when)));
    return { kind: "number", bounds: { defined, min: end("min"), max: end("max") }, notApplicable };
  }
  const is = new Map<Scalar, Formula>();
  for (const { when, cell } of told) {
    if (cell.kind !== "values") continue;
    for (const [value, formula] of cell.is) is.set(value, or(is.get(value) ?? FALSE, and(when, formula)));
  }
  if (is.size === 0 && told.length === 0) return { kind: "unknown" };
  const named = [...is].map(([value, formula]): [Scalar, Formula] => [
    value,
    define(`${name}:is:${String(value)}`, formula),
  ]);
  return { kind: "values", is: new Map(named), notApplicable };
}

function truthCell({ t, f }: Planes, name: string): FormulaCell {
  return {
    kind: "values",
    is: new Map([
      [true, define(`${name}:T`, t)],
      [false, define(`${name}:F`, f)],
    ]),
    notApplicable: FALSE,
  };
}

function derivedCell(fact: Fact, derivation: Derivation, name: string, context: FactContext): FormulaCell {
  const { lookUp, veins } = context;
  if ("constant" in derivation) return settledCell(fact, [derivation.constant], FALSE);
  if ("condition" in derivation) return truthCell(conditionPlanes(derivation.condition, lookUp), name);
  if ("count" in derivation) return countCell(derivation.count, lookUp);
  if ("compare" in derivation) return truthCell(comparePlanes(derivation.compare, lookUp), name);
  if ("elapsed" in derivation) return elapsedCell(derivation.elapsed, context);
  if ("remaining" in derivation) return remainingCell(derivation.remaining, context);
  if ("someVein" in derivation)
    return truthCell(anyOf(veins.map((vein) => conditionPlanes(derivation.someVein, vein))), name);
  if ("everyVein" in derivation)
    return truthCell(
      veins.length === 0 ? alwaysFalse : allOf(veins.map((vein) => conditionPlanes(derivation.everyVein, vein))),
      name,
    );
  if ("countVeins" in derivation) return settledCell(fact, [veins.length], FALSE);
  return distinctCell(derivation.distinctInVeins, veins);
}

/** The number of formulas that hold. */
export function countOf(formulas: readonly Formula[]): Term {
  return { kind: "sum", parts: [number(0), ...formulas.map((one) => choose(one, number(1), number(0)))] };
}

function countCell(conditions: readonly Condition[], lookUp: FormulaLookUp): FormulaCell {
  const truths = conditions.map((condition) => conditionPlanes(condition, lookUp));
  const min = countOf(truths.map(({ t }) => t));
  const max = countOf(truths.map(({ f }) => not(f)));
  return { kind: "number", bounds: { defined: TRUE, min, max }, notApplicable: FALSE };
}

function comparePlanes(
  { fact, operator, toFact }: Extract<Derivation, { compare: unknown }>["compare"],
  lookUp: FormulaLookUp,
): Planes {
  const [cell, other] = [lookUp(fact), lookUp(toFact)];
  if (cell.kind !== "number" || other.kind !== "number") throw untranslatable(fact, "expected two numbers to compare");
  const { t, f } = numberPlanes(operator, cell.bounds, [other.bounds.min]);
  const known = knownOf(other);
  return { t: and(known, t), f: or(cell.notApplicable, and(known, f)) };
}

function elapsedCell(
  { since, unit, toleranceHours }: Extract<Derivation, { elapsed: unknown }>["elapsed"],
  { daysSince }: FactContext,
): FormulaCell {
  const { known, days } = daysSince(since);
  const hours = (by: number): Term => ({
    kind: "sum",
    parts: [{ kind: "times", factor: hoursPer.d, part: days }, number(by)],
  });
  const inUnit = (part: Term): Term => ({ kind: "quotient", part, divisor: hoursPer[unit] });
  const bounds = {
    defined: known,
    min: inUnit(notBelowZero(hours(-toleranceHours))),
    max: inUnit(hours(toleranceHours)),
  };
  return { kind: "number", bounds, notApplicable: FALSE };
}

function remainingCell(
  { slot, key, elapsed }: Extract<Derivation, { remaining: unknown }>["remaining"],
  { lookUp, decidedNumber }: FactContext,
): FormulaCell {
  const whole = decidedNumber(slot, key);
  const passed = lookUp(elapsed);
  if (passed.kind !== "number") throw untranslatable(elapsed, "expected a number");
  const bounds = {
    defined: and(whole.defined, passed.bounds.defined),
    min: hundredthsUp(notBelowZero(difference(whole.min, passed.bounds.max))),
    max: hundredthsUp(notBelowZero(difference(whole.max, passed.bounds.min))),
  };
  return { kind: "number", bounds, notApplicable: whole.notApplicable };
}

/** To two decimals upwards, as time that is left is told; what arithmetic leaves behind does not count. */
function hundredthsUp(term: Term): Term {
  const hundredths: Term = { kind: "sum", parts: [{ kind: "times", factor: 100, part: term }, number(-1e-9)] };
  return { kind: "quotient", part: { kind: "ceiling", part: hundredths }, divisor: 100 };
}

/** The number of different values over the veins: those that are known, and at most one more for each unknown. */
function distinctCell(fact: string, veins: readonly FormulaLookUp[]): FormulaCell {
  const cells = veins.map((vein) => vein(fact));
  const seen = new Map<Scalar, Formula>();
  for (const cell of cells) {
    if (cell.kind !== "values") throw untranslatable(fact, "expected codes to count over veins");
    for (const [value, is] of cell.is) seen.set(value, or(seen.get(value) ?? FALSE, is));
  }
  const known = countOf([...seen.values()]);
  const open = countOf(cells.map((cell) => not(knownOf(cell))));
  const least = number(veins.length === 0 ? 0 : 1);
  const bounds = {
    defined: TRUE,
    min: choose(compare("<", known, least), least, known),
    max: { kind: "sum", parts: [known, open] } satisfies Term,
  };
  return { kind: "number", bounds, notApplicable: FALSE };
}
