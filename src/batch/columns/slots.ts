import { compareText } from "../../issues/issue.ts";
import type { Rule } from "../../rulebook/rule.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Slot, SlotValue } from "../../rulebook/slots.ts";
import type { RuleWords } from "./rules.ts";

/** A decision, as a report gives it. */
export interface HeadDecision {
  readonly value: string;
  readonly couldBecome: string | null;
  readonly because: readonly string[];
}

/** What the rules say of a slot: the value of each, with its place among the rules that are evaluated. */
interface Contribution {
  readonly rule: Rule;
  readonly index: number;
  readonly value: SlotValue;
}

/** The rules that a slot of a subject hears: those of its own scope; of every scope for the patient's. */
export function rulesOfSlot(slot: Slot, rules: readonly Rule[]): Rule[] {
  return rules.filter(
    ({ scope, event: { params } }) =>
      (slot.scope === "patient" || scope === slot.scope) &&
      (params.slot === slot.name || (params.also ?? []).some((part) => part.slot === slot.name)),
  );
}

/** Whether columns can decide a slot: no number of a case becomes its value, and no other slot withdraws it. */
export function isPlain(slot: Slot, rules: readonly Rule[], rulebook: Rulebook): boolean {
  const takesOver = rulesOfSlot(slot, rules).some(
    ({ event: { params } }) => params.slot === slot.name && params.valueFact !== undefined,
  );
  const withdrawn = [...rulebook.slots.values()].some(
    ({ merge }) => merge.kind === "none-wins" && merge.withdraws.includes(slot.name),
  );
  return !takesOver && !withdrawn;
}

function contributions(slot: Slot, rules: readonly Rule[]): Contribution[] {
  const wanted = new Set(rulesOfSlot(slot, rules));
  return rules.flatMap((rule, index) => {
    if (!wanted.has(rule)) return [];
    const { slot: main, value, also = [] } = rule.event.params;
    const values = [
      ...(main === slot.name && value !== undefined ? [value] : []),
      ...also.filter((part) => part.slot === slot.name).map((part) => part.value),
    ];
    return values.map((one) => ({ rule, index, value: one }));
  });
}

/** What was decided in one lane. */
type InLane<T> = (lane: number) => T;

const isSet = (word: number, lane: number): boolean => ((word >>> lane) & 1) === 1;

/** Decides a slot whose values are in an order and that has a default. */
export function orderedSlot(slot: Slot, rules: readonly Rule[]): (words: RuleWords) => InLane<HeadDecision> {
  const order = slot.values ?? [];
  const given = contributions(slot, rules);
  const mostRestrictiveFirst = order
    .map((code, level) => ({
      code,
      level,
      rules: [...new Map(given.filter(({ value }) => value === code).map((one) => [one.rule.name, one])).values()].sort(
        (a, b) => compareText(a.rule.name, b.rule.name),
      ),
    }))
    .toReversed();
  const standard = order.indexOf(slot.default ?? "");
  return ({ applies, open }) => {
    const words = mostRestrictiveFirst.map((level) => ({
      ...level,
      applying: level.rules.reduce((word, { index }) => word | (applies[index] as number), 0),
      opening: level.rules.reduce((word, { index }) => word | (open[index] as number), 0),
    }));
    return (lane) => {
      const settled = words.find(({ applying }) => isSet(applying, lane));
      const level = settled?.level ?? standard;
      // A rule that cannot tell changes something only where it says more than what is settled.
      const possible = words.find((one) => one.level > level && isSet(one.opening, lane));
      const because: string[] = [];
      for (const { index, rule } of settled?.rules ?? [])
        if (isSet(applies[index] as number, lane)) because.push(rule.name);
      return {
        value: order[level] as string,
        couldBecome: possible?.code ?? null,
        because: Object.freeze(because),
      };
    };
  };
}

/** Collects the codes of a list slot, in the slot's order. */
export function listSlot(slot: Slot, rules: readonly Rule[]): (words: RuleWords) => InLane<readonly string[]> {
  const given = contributions(slot, rules);
  const codes = (slot.values ?? []).map((code) => ({
    code,
    indexes: given.filter(({ value }) => (value as readonly string[]).includes(code)).map(({ index }) => index),
  }));
  return ({ applies }) => {
    const words = codes.map(({ code, indexes }) => ({
      code,
      applying: indexes.reduce((word, index) => word | (applies[index] as number), 0),
    }));
    return (lane) => {
      const found: string[] = [];
      for (const { code, applying } of words) if (isSet(applying, lane)) found.push(code);
      return Object.freeze(found);
    };
  };
}
