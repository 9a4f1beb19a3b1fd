import { bounds, type Cell, interval, isKnown, notApplicable, unknownCell } from "../logic/cell.ts";
import { type Condition, conditionTruth } from "../logic/condition.ts";
import { daysBetween } from "../logic/dates.ts";
import { leafTruth } from "../logic/operators.ts";
import { and, FALSE, or, TRUE, type Truth, UNKNOWN } from "../logic/truth.ts";
import { hoursPer } from "../logic/units.ts";
import type { Derivation } from "../rulebook/vocabulary.ts";

/** Looks a fact up for the subject at hand. */
export type LookUp = (fact: string) => Cell;

/** What a derivation may look at: its own subject's facts, those of every vein, and the ranges of decided slots. */
export interface DerivationContext {
  readonly lookUp: LookUp;
  readonly veins: readonly LookUp[];
  /** A number of a decided range, as far as it is decided. */
  readonly decidedNumber: (slot: string, key: string) => Cell;
}

/** Works a derived fact out. Where parts are unknown the result is unknown only as far as they matter. */
export function derive(derivation: Derivation, context: DerivationContext): Cell {
  if ("constant" in derivation) return derivation.constant;
  if ("condition" in derivation) return cellOf(conditionTruth(derivation.condition, context.lookUp));
  if ("count" in derivation) return count(derivation.count, context.lookUp);
  if ("compare" in derivation) return compare(derivation.compare, context.lookUp);
  if ("elapsed" in derivation) return elapsed(derivation.elapsed, context.lookUp);
  if ("remaining" in derivation) return remaining(derivation.remaining, context);
  if ("someVein" in derivation) return someVein(derivation.someVein, context.veins);
  if ("everyVein" in derivation) return everyVein(derivation.everyVein, context.veins);
  if ("countVeins" in derivation) return context.veins.length;
  return distinct(derivation.distinctInVeins, context.veins);
}

function cellOf(truth: Truth): Cell {
  return truth === UNKNOWN ? unknownCell : truth === TRUE;
}

/** The number of conditions that hold: between those known to hold and those not known to fail. */
function count(conditions: readonly Condition[], lookUp: LookUp): Cell {
  let min = 0;
  let max = 0;
  for (const condition of conditions) {
    const truth = conditionTruth(condition, lookUp);
    if (truth === TRUE) min += 1;
    if (truth !== FALSE) max += 1;
  }
  return interval(min, max);
}

function compare(
  { fact, operator, toFact }: Extract<Derivation, { compare: unknown }>["compare"],
  lookUp: LookUp,
): Cell {
  const cell = lookUp(fact);
  const other = lookUp(toFact);
  if (!isKnown(other)) return typeof cell === "object" && cell.kind === "not-applicable" ? false : unknownCell;
  return cellOf(leafTruth(operator, cell, other));
}

/** Time from a date to `asOf`. A date without a time leaves a tolerance on both sides; time never runs backwards. */
function elapsed(
  { since, unit, toleranceHours }: Extract<Derivation, { elapsed: unknown }>["elapsed"],
  lookUp: LookUp,
): Cell {
  const from = lookUp(since);
  const to = lookUp("asOf");
  if (typeof from !== "string" || typeof to !== "string") return unknownCell;
  const hours = daysBetween(from, to) * 24;
  return interval(Math.max(0, hours - toleranceHours) / hoursPer[unit], (hours + toleranceHours) / hoursPer[unit]);
}

/** What is left of a decided time after some of it has passed, to two decimals upwards: never too early. */
function remaining(
  { slot, key, elapsed: passedFact }: Extract<Derivation, { remaining: unknown }>["remaining"],
  { lookUp, decidedNumber }: DerivationContext,
): Cell {
  const whole = decidedNumber(slot, key);
  if (typeof whole === "object" && whole.kind === "not-applicable") return notApplicable;
  const total = bounds(whole);
  const passed = bounds(lookUp(passedFact));
  if (total === undefined || passed === undefined) return unknownCell;
  return interval(roundUp(Math.max(0, total.min - passed.max)), roundUp(Math.max(0, total.max - passed.min)));
}

/** To two decimals downwards: time that has passed, never more than it is. */
export function hundredthsDown(value: number): number {
  return Math.floor(value * 100 + 1e-9) / 100;
}

function roundUp(value: number): number {
  // The outer maximum keeps nothing left from becoming minus zero.
  return Math.max(0, Math.ceil(value * 100 - 1e-9)) / 100;
}

/** Whether some vein fulfils the condition; false where the case names no vein. */
function someVein(condition: Condition, veins: readonly LookUp[]): Cell {
  return cellOf(veins.reduce<Truth>((result, lookUp) => or(result, conditionTruth(condition, lookUp)), FALSE));
}

/** Whether every vein fulfils the condition; false where the case names no vein, since nothing is then known to be treated. */
function everyVein(condition: Condition, veins: readonly LookUp[]): Cell {
  if (veins.length === 0) return false;
  return cellOf(veins.reduce<Truth>((result, lookUp) => and(result, conditionTruth(condition, lookUp)), TRUE));
}

/** The number of different values over the veins: those that are known, and at most one more for each unknown. */
function distinct(fact: string, veins: readonly LookUp[]): Cell {
  const cells = veins.map((lookUp) => lookUp(fact));
  const known = new Set(cells.filter(isKnown)).size;
  const open = cells.filter((cell) => !isKnown(cell)).length;
  return interval(Math.max(known, veins.length === 0 ? 0 : 1), known + open);
}
