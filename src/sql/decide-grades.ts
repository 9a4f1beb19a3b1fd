import { type Expected, type Operator, test } from "../logic/operators.ts";
import type { RangeValue, Slot, SlotValue } from "../rulebook/slots.ts";
import type { SqlBounds } from "./cell.ts";
import type { Dialect } from "./dialect.ts";
import {
  and,
  call,
  choose,
  type Expression,
  FALSE,
  isFalse,
  isNotNull,
  isNull,
  isTrue,
  join,
  NULL,
  not,
  operation,
  or,
  raw,
  TRUE,
} from "./expression.ts";
import type { Grade } from "./grades.ts";
import { literal } from "./leaf.ts";

/** A part of a slot's value as SQL: the value itself, or one number of a range; NULL where the value has none. */
export type PartOf = (value: SlotValue) => Expression;

/** The whole value of a code or a number. */
export function wholeValue(dialect: Dialect): PartOf {
  return (value) => (typeof value === "object" ? raw("NULL") : literal(value, dialect));
}

/** One number of a range; NULL for the value that is none. */
export function numberOf(key: string): PartOf {
  return (value) => raw(typeof value === "object" ? String((value as RangeValue)[key]) : "NULL");
}

/** Index of the slot's default among the grades: those up to it change nothing as long as no rule applies. */
function defaultPlace(slot: Slot, grades: readonly Grade[]): number {
  if (slot.default === undefined) return -1;
  const order = slot.values ?? [];
  const place = order.indexOf(slot.default);
  return grades.filter(({ value }) => order.indexOf(value as string) <= place).length - 1;
}

/** Whether a rule that cannot tell could bring the grade: not below a default that stands. */
function open(slot: Slot, grades: readonly Grade[], index: number): Expression {
  const { given } = grades[index] as Grade;
  if (index > defaultPlace(slot, grades)) return isNull(given);
  return and(isNull(given), isTrue(or(...grades.slice(0, index).map((lower) => lower.given))));
}

/** The settled value: the highest grade that is given, else the default. */
export function settledValue(slot: Slot, grades: readonly Grade[], part: PartOf, none: Expression): Expression {
  const fallback = slot.default === undefined ? none : part(slot.default);
  return choose(grades.map(({ given, value }): [Expression, Expression] => [given, part(value)]).reverse(), fallback);
}

/** The highest value that rules that cannot tell could still bring, above the settled one and other than it; NULL if none. */
export function possibleValue(
  slot: Slot,
  grades: readonly Grade[],
  settled: Expression,
  part: PartOf,
  none: Expression,
): Expression {
  const byPrecedence = slot.merge.kind === "precedence";
  const branches = grades.flatMap(({ given, value }, index): [Expression, Expression][] => {
    const mayCome = open(slot, grades, index);
    // With ranks the same value can be given twice, and giving it again changes nothing.
    const other = byPrecedence ? isNotSame(settled, part(value)) : TRUE;
    return [
      [and(mayCome, other), part(value)],
      [given, none],
    ];
  });
  return choose(branches.reverse(), none);
}

function isNotSame(settled: Expression, value: Expression): Expression {
  return operation`${settled} IS NULL OR ${settled} <> ${value}`;
}

/**
 * The truth of a leaf on the decided slot: true only where it holds for the settled value and for every one that could still
 * come. Built from the lowest grade upwards; a higher one that is given replaces what is below, one that could come must agree.
 */
export function decidedLeaf(slot: Slot, grades: readonly Grade[], operator: Operator, expected: Expected): Expression {
  const holds = (value: SlotValue): boolean => typeof value !== "object" && test(operator, value, expected);
  let truth: Expression = slot.default !== undefined && holds(slot.default) ? TRUE : FALSE;
  grades.forEach(({ given, value }, index) => {
    const sign = choose(
      [
        [given, TRUE],
        [open(slot, grades, index), NULL],
      ],
      FALSE,
    );
    const seen = index > defaultPlace(slot, grades) ? given : sign;
    truth = holds(value) ? or(truth, seen) : and(truth, not(seen));
  });
  return truth;
}

const unknownNumber = raw("CAST(NULL AS INTEGER)");

/** A number of a decided range: between the settled one and those that could still come. */
export function decidedBounds(slot: Slot, grades: readonly Grade[], key: string): SqlBounds {
  if (grades.length === 0) return { min: unknownNumber, max: unknownNumber, notApplicable: TRUE };
  const part = numberOf(key);
  const settled = settledValue(slot, grades, part, unknownNumber);
  const possible = grades.map(({ given, value }, index) => {
    const higher = or(...grades.slice(index + 1).map((one) => one.given));
    return choose([[and(isNull(given), not(isTrue(higher))), part(value)]], unknownNumber);
  });
  const among = (name: string): Expression =>
    choose([[isNotNull(settled), call`${raw(name)}(${join([settled, ...possible], ", ", true)})`]], unknownNumber);
  return {
    min: among("LEAST"),
    max: among("GREATEST"),
    notApplicable: isFalse(or(...grades.map(({ given }) => given))),
  };
}
