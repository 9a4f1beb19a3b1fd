import type { Rule } from "../rulebook/rule.ts";
import type { RangeValue, Slot, SlotValue } from "../rulebook/slots.ts";
import { slotsSetBy } from "../rulebook/stages.ts";
import type { SqlBounds } from "./cell.ts";
import { type Expression, or } from "./expression.ts";

/** The rules that give a slot one value, from the value that loses against all others to the one that wins. */
export interface Grade {
  readonly value: SlotValue;
  /** True where a rule that applies gives the value, unknown where one that cannot tell would. */
  readonly given: Expression;
}

/** A rule that gives a slot the number of a fact. */
export interface NumberGiven {
  readonly rule: Expression;
  /** NULL where the number is not known: the rule then says nothing. */
  readonly number: Expression;
}

/** What all rules say of a slot. */
export interface Grades {
  readonly grades: readonly Grade[];
  readonly numbers: readonly NumberGiven[];
}

/** What the grades are made from. */
export interface GradeContext {
  /** The truth of a rule as the slot's subject hears it: over all veins for a patient's slot. */
  readonly truth: (rule: Rule) => Expression;
  /** The number that a rule takes over; undefined where nothing is ever known of it. */
  readonly bounds: (rule: Rule, fact: string) => SqlBounds | undefined;
  readonly name: (what: string, expression: Expression) => Expression;
}

/** A value that a rule gives, with its place in the slot's order: the higher place wins. */
interface Contribution {
  readonly rule: Rule;
  readonly value: SlotValue;
  readonly place: readonly number[];
}

/** The place of a value, or undefined for a slot whose values have no order (options, lists). */
export function placeOf(slot: Slot, rule: Rule, value: SlotValue): readonly number[] | undefined {
  const { merge, values = [] } = slot;
  const inOrder = values.indexOf(value as string);
  switch (merge.kind) {
    case "order":
      return [inOrder];
    case "precedence":
      return [merge.ranks.indexOf(rule.event.params.rank ?? ""), inOrder];
    case "rank":
    case "none-wins": {
      const sign = merge.prefer === "highest" ? 1 : -1;
      if (typeof value === "number") return [0, sign * value];
      if (typeof value === "string") return [1];
      return [0, ...(merge.keys ?? []).map((key) => sign * ((value as RangeValue)[key] ?? 0))];
    }
    default:
      return undefined;
  }
}

export function comparePlaces(a: readonly number[], b: readonly number[]): number {
  for (const [index, place] of a.entries()) {
    const difference = place - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The grades of a slot, lowest place first; undefined where two different values have the same place, or none has one. */
export function gradesOf(slot: Slot, rules: readonly Rule[], context: GradeContext): Grades | undefined {
  const contributions: Contribution[] = [];
  const numbers: NumberGiven[] = [];
  for (const rule of rules) {
    if (!slotsSetBy(rule).includes(slot.name)) continue;
    const { slot: main, value, valueFact, also = [] } = rule.event.params;
    const values = also.flatMap((part) => (part.slot === slot.name ? [part.value] : []));
    if (main === slot.name && value !== undefined) values.unshift(value);
    for (const one of values) {
      const place = placeOf(slot, rule, one);
      if (place === undefined) return undefined;
      contributions.push({ rule, value: one, place });
    }
    if (main === slot.name && valueFact !== undefined) {
      if (rule.scope === "vein" && slot.scope !== "vein") return undefined;
      const bounds = context.bounds(rule, valueFact);
      // Of an interval the end that the slot's policy prefers.
      const lowest = "prefer" in slot.merge && slot.merge.prefer === "lowest";
      if (bounds !== undefined) numbers.push({ rule: context.truth(rule), number: lowest ? bounds.min : bounds.max });
    }
  }
  contributions.sort((a, b) => comparePlaces(a.place, b.place));
  const grades: Grade[] = [];
  for (let from = 0; from < contributions.length; ) {
    const first = contributions[from] as Contribution;
    let to = from;
    while (to < contributions.length && comparePlaces((contributions[to] as Contribution).place, first.place) === 0)
      to += 1;
    const equal = contributions.slice(from, to);
    if (equal.some(({ value }) => !sameNumbers(value, first.value))) return undefined;
    grades.push({
      value: first.value,
      given: context.name(String(grades.length), or(...equal.map(({ rule }) => context.truth(rule)))),
    });
    from = to;
  }
  return { grades, numbers };
}

function sameNumbers(a: SlotValue, b: SlotValue): boolean {
  if (typeof a !== "object" || typeof b !== "object") return a === b;
  const [left, right] = [a as RangeValue, b as RangeValue];
  return Object.keys({ ...left, ...right }).every((key) => left[key] === right[key]);
}
