import { none } from "../resolve/merge/none-wins.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { RangeValue, Slot, SlotValue } from "../rulebook/slots.ts";
import type { FormulaBounds } from "./cells.ts";
import { and, compare, FALSE, type Formula, number, or, type Term } from "./formula.ts";
import { openOf, type Planes } from "./kleene.ts";

/** What one rule, for one subject, would make of one slot, as formulas. */
export interface FormulaContribution {
  readonly rule: Rule;
  /** The id of the vein that the rule was evaluated for. */
  readonly vein: string | undefined;
  /** Undefined where the rule takes over a fact: then the number is in `key`. */
  readonly value: SlotValue | undefined;
  readonly main: boolean;
  /** By which it is compared with others: the first numbers that differ decide, the higher wins. */
  readonly key: readonly Term[];
  readonly applies: Formula;
  /** The rule cannot tell. */
  readonly open: Formula;
}

/** What rules say of a slot for a subject, given their truths and the numbers that they take over. */
export function contributionsOf(
  slot: Slot,
  speakers: readonly { readonly rule: Rule; readonly vein: string | undefined }[],
  truth: (rule: Rule, vein: string | undefined) => Planes,
  bounds: (fact: string, vein: string | undefined) => FormulaBounds | undefined,
): FormulaContribution[] {
  return speakers.flatMap(({ rule, vein }) => {
    const planes = truth(rule, vein);
    const { slot: mainSlot, value, valueFact, also, rank } = rule.event.params;
    const from = { rule, vein, applies: planes.t, open: openOf(planes) };
    const said: FormulaContribution[] = [];
    if (mainSlot === slot.name && valueFact !== undefined) {
      const taken = bounds(valueFact, vein);
      if (taken !== undefined)
        said.push({
          ...from,
          value: undefined,
          main: true,
          key: takenKey(slot, taken),
          applies: and(from.applies, taken.defined),
          open: and(from.open, taken.defined),
        });
    } else if (mainSlot === slot.name && value !== undefined)
      said.push({ ...from, value, main: true, key: keyOf(slot, value, rank) });
    for (const part of also ?? [])
      if (part.slot === slot.name)
        said.push({ ...from, value: part.value, main: false, key: keyOf(slot, part.value, rank) });
    return said;
  });
}

function keyOf({ merge, values = [], keys }: Slot, value: SlotValue, rank: string | undefined): Term[] {
  switch (merge.kind) {
    case "any":
    case "union":
      return [];
    case "order":
      return [number(values.indexOf(value as string))];
    case "precedence":
      return [number(merge.ranks.indexOf(rank ?? "")), number(values.indexOf(value as string))];
    case "rank":
    case "none-wins": {
      const sign = merge.prefer === "highest" ? 1 : -1;
      const first = merge.kind === "rank" ? [] : [number(value === none ? 1 : 0)];
      const compared = keys === undefined ? [] : (merge.keys ?? []);
      if (keys === undefined) return [...first, number(sign * (value as number))];
      return [...first, ...compared.map((key) => number(sign * ((value as RangeValue)[key] ?? 0)))];
    }
  }
}

/** A rule that takes a fact over gives every number of a range; of an interval the end that the policy prefers. */
function takenKey(slot: Slot, { min, max }: FormulaBounds): Term[] {
  const { merge } = slot;
  const lowest = "prefer" in merge && merge.prefer === "lowest";
  const taken: Term = lowest ? { kind: "times", factor: -1, part: min } : max;
  const compared = slot.keys === undefined ? [taken] : ("keys" in merge ? (merge.keys ?? []) : []).map(() => taken);
  return merge.kind === "none-wins" ? [number(0), ...compared] : compared;
}

/** Whether one key beats another: the first numbers that differ decide. */
export function beats(one: readonly Term[], other: readonly Term[]): Formula {
  const [first, ...rest] = one;
  const [against, ...others] = other;
  if (first === undefined || against === undefined) return FALSE;
  return or(compare("<", against, first), and(compare("=", first, against), beats(rest, others)));
}
