import { match } from "ts-pattern";
import { valueText, words } from "../../explain/sentence.ts";
import { sameValue } from "../../resolve/contribution.ts";
import type { Rule } from "../../rulebook/rule.ts";
import type { OptionValue, Slot, SlotValue } from "../../rulebook/slots.ts";
import { compareSlotValues } from "./slot-order.ts";

/** One value of a slot, and the rules that give it. */
export interface Step {
  readonly text: string;
  readonly rules: readonly Rule[];
}

/** The values of a slot, the one that its policy prefers last. */
export interface Scale {
  readonly slot: Slot;
  /** Whether a later value overrules an earlier one; otherwise values stand side by side. */
  readonly isOrdered: boolean;
  readonly steps: readonly Step[];
}

/** Shades from the value that everything overrules to the one that overrules all. */
const shades = 5;

/** The shade of a value, from 0 up: values side by side have all the same. */
export function shadeOf({ isOrdered, steps }: Scale, index: number): number {
  if (!isOrdered) return 2;
  return Math.round((steps.length === 1 ? 1 : index / (steps.length - 1)) * (shades - 1));
}

/** A value with the number of rules that give it. */
export function labelOf({ text, rules }: Step): string {
  return rules.length === 0 ? text : `${text} · ${rules.length}`;
}

/** What rules make of a slot: every code that it may have, or every number that is given. */
export function scaleOf(slot: Slot, rules: readonly Rule[]): Scale {
  const given = rules.flatMap((rule) => valuesGiven(slot, rule).map((value) => ({ rule, value })));
  const isOrdered = slot.merge.kind !== "union" && slot.merge.kind !== "any";
  return { slot, isOrdered, steps: [...stepsOf(slot, given), ...fromFacts(slot, rules)] };
}

/** What a rule gives a slot: nothing where the value is a fact's. */
export function valuesGiven(slot: Slot, { event: { params } }: Rule): SlotValue[] {
  return [
    ...(params.slot === slot.name && params.value !== undefined ? [params.value] : []),
    ...(params.also ?? []).filter((one) => one.slot === slot.name).map(({ value }) => value),
  ];
}

interface Given {
  readonly rule: Rule;
  readonly value: SlotValue;
}

function stepsOf(slot: Slot, given: readonly Given[]): Step[] {
  const coded = (holds: (value: SlotValue, code: string) => boolean): Step[] =>
    (slot.values ?? []).map((code) => ({
      text: words(code),
      rules: rulesOf(given.filter(({ value }) => holds(value, code))),
    }));
  return match(slot.type)
    .with("code", () => coded((value, code) => value === code))
    .with("list", () => coded((value, code) => (value as readonly string[]).includes(code)))
    .with("options", () => optionSteps(given))
    .with("flag", "number", "range", "range-or-none", () => {
      const distinct: SlotValue[] = [];
      for (const { value } of given) if (!distinct.some((known) => sameValue(known, value))) distinct.push(value);
      return distinct
        .sort((a, b) => compareSlotValues(slot, a, b))
        .map((one) => ({
          text: valueText(slot, one),
          rules: rulesOf(given.filter(({ value }) => sameValue(value, one))),
        }));
    })
    .exhaustive();
}

/** Options by agent and form: the figures themselves stand with the rules. */
function optionSteps(given: readonly Given[]): Step[] {
  const steps = new Map<string, Rule[]>();
  for (const { rule, value } of given)
    for (const { agent, form } of value as readonly OptionValue[]) {
      const text = `${words(String(agent))}, ${form}`;
      steps.set(text, [...(steps.get(text) ?? []), rule]);
    }
  return [...steps].map(([text, rules]) => ({ text, rules: [...new Set(rules)] }));
}

function fromFacts(slot: Slot, rules: readonly Rule[]): Step[] {
  const giving = rules.filter(
    ({ event: { params } }) =>
      params.slot === slot.name && params.value === undefined && params.valueFact !== undefined,
  );
  return giving.length === 0 ? [] : [{ text: "as given in the case", rules: giving }];
}

function rulesOf(given: readonly Given[]): Rule[] {
  return [...new Set(given.map(({ rule }) => rule))];
}
