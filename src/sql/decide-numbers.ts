import type { Expected, Operator } from "../logic/operators.ts";
import type { Slot } from "../rulebook/slots.ts";
import type { SqlBounds } from "./cell.ts";
import { numberOf, type PartOf, possibleValue, settledValue } from "./decide-grades.ts";
import type { Dialect } from "./dialect.ts";
import {
  and,
  call,
  choose,
  type Expression,
  isNotNull,
  isNull,
  isTrue,
  join,
  NULL,
  not,
  operation,
  or,
  raw,
} from "./expression.ts";
import type { Grade, Grades, NumberGiven } from "./grades.ts";
import { compare } from "./leaf.ts";

/** Gives an expression a column, named after the part of the slot. */
export type NameColumn = (what: string, expression: Expression) => Expression;

/** What becomes of a slot of numbers when some rules take over the number of a fact: no finite list of values any more. */
export interface DecidedNumbers {
  /** The settled number, or the numbers of the range by key; NULL where nothing is settled. */
  readonly settled: ReadonlyMap<string, Expression>;
  readonly possible: ReadonlyMap<string, Expression>;
  readonly leaf: (operator: Operator, expected: Expected) => Expression;
  readonly bounds: (key: string) => SqlBounds;
}

/** Stands for the only part of a plain number. */
export const plainNumber = "";

/** The keys in the order of the merge, then those it does not compare. */
export function keysOf(slot: Slot): string[] {
  if (slot.type === "number") return [plainNumber];
  const compared = "keys" in slot.merge ? (slot.merge.keys ?? []) : [];
  return [...new Set([...compared, ...(slot.keys ?? [])])];
}

/** Decides a slot of numbers from grades and taken-over numbers together. */
export function decideNumbers(
  slot: Slot,
  { grades, numbers }: Grades,
  dialect: Dialect,
  name: NameColumn,
): DecidedNumbers {
  const keys = keysOf(slot);
  const better = "prefer" in slot.merge && slot.merge.prefer === "lowest" ? "<" : ">";
  const choice = better === ">" ? "GREATEST" : "LEAST";
  const part = (key: string): PartOf => (key === plainNumber ? (value) => raw(String(value)) : numberOf(key));
  // Without a type a database would take a column of nothing but NULL for text.
  const nothing = raw(`CAST(NULL AS ${dialect.types.number})`);
  const tuple = (what: string, make: (key: string) => Expression): Expression[] =>
    keys.map((key) => name(`${what}_${key}`, make(key)));

  /** The best of numbers of which some may be NULL; LEAST and GREATEST leave NULL out. */
  const best = (parts: readonly Expression[]): Expression =>
    parts.length === 1 ? (parts[0] as Expression) : call`${raw(choice)}(${join(parts, ", ", true)})`;
  const applying = name("taken", best(numbers.map(({ rule, number }) => choose([[rule, number]], nothing))));
  const awaited = name("awaited", best(numbers.map(({ rule, number }) => choose([[isNull(rule), number]], nothing))));

  /** Whether one tuple wins against another. */
  const beats = (left: readonly Expression[], right: readonly Expression[]): Expression =>
    left.reduceRight<Expression | undefined>((rest, part_, index) => {
      const other = right[index] as Expression;
      const wins = operation`${part_} ${better} ${other}`;
      return rest === undefined ? wins : or(wins, and(operation`${part_} = ${other}`, rest));
    }, undefined) as Expression;
  const repeated = (number: Expression): Expression[] => keys.map(() => number);
  /** The better of a tuple and of a number that stands for all its parts; NULL loses. */
  const merged = (what: string, parts: readonly Expression[], number: Expression): Expression[] => {
    const [first] = parts as [Expression];
    const wins = name(
      `${what}_is_taken`,
      isTrue(and(isNotNull(number), or(isNull(first), beats(repeated(number), parts)))),
    );
    return keys.map((key, index) => name(`${what}_${key}`, choose([[wins, number]], parts[index] as Expression)));
  };

  const fixed = tuple("fixed", (key) => settledValue(slot, grades, part(key), nothing));
  const fixedOpen = tuple("fixed_open", (key) => possibleValue(slot, grades, nothing, part(key), nothing));
  const settled = merged("settled", fixed, applying);
  const open = merged("open", fixedOpen, awaited);
  const [firstSettled, firstOpen] = [settled[0] as Expression, open[0] as Expression];
  const canImprove = name(
    "improves",
    isTrue(and(isNotNull(firstOpen), or(isNull(firstSettled), beats(open, settled)))),
  );

  /** Every value that could still come, and whether it could. */
  const members = (key: string): { present: Expression; value: Expression }[] => [
    ...grades.map(({ given, value }: Grade) => {
      const parts = keys.map((one) => part(one)(value));
      return {
        present: and(isNull(given), isTrue(or(isNull(firstSettled), beats(parts, settled)))),
        value: part(key)(value),
      };
    }),
    ...numbers.map(({ rule, number }: NumberGiven) => ({
      present: and(isNull(rule), isNotNull(number), isTrue(or(isNull(firstSettled), beats(repeated(number), settled)))),
      value: number,
    })),
  ];
  const byKey = (parts: readonly Expression[]): Map<string, Expression> =>
    new Map(keys.map((key, index) => [key, parts[index] as Expression]));
  const settledByKey = byKey(settled);

  return {
    settled: settledByKey,
    possible: byKey(open.map((one) => choose([[canImprove, one]], nothing))),
    leaf: (operator, expected) => {
      const all = [{ present: isNotNull(firstSettled), value: firstSettled }, ...members(plainNumber)];
      const holds = ({ present, value }: (typeof all)[number]): Expression =>
        and(present, compare(operator, value, expected, dialect));
      const fails = ({ present, value }: (typeof all)[number]): Expression =>
        and(present, not(compare(operator, value, expected, dialect)));
      const some = isTrue(or(...all.map(holds)));
      const someNot = isTrue(or(isNull(firstSettled), ...all.map(fails)));
      return choose([[and(some, someNot), NULL]], some);
    },
    bounds: (key) => {
      const value = settledByKey.get(key) as Expression;
      const all = [value, ...members(key).map((one) => choose([[one.present, one.value]], nothing))];
      const among = (of: string): Expression =>
        choose([[isNotNull(value), call`${raw(of)}(${join(all, ", ", true)})`]], nothing);
      return {
        min: among("LEAST"),
        max: among("GREATEST"),
        notApplicable: and(isNull(firstSettled), ...members(key).map(({ present }) => not(present))),
      };
    },
  };
}
