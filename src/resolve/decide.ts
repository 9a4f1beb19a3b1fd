import type { Subject } from "../facts/subject.ts";
import {
  type Cell,
  interval,
  type NotApplicable,
  notApplicable,
  oneOf,
  type Scalar,
  unknownCell,
} from "../logic/cell.ts";
import type { RangeValue, Slot, SlotValue } from "../rulebook/slots.ts";
import { type Contribution, type Merged, sameValue } from "./contribution.ts";
import { merge } from "./merge/index.ts";

/** What became of a slot for one subject. */
export interface Decision {
  readonly slot: Slot;
  readonly subject: Subject;
  /** The settled value; undefined where no applying rule sets the slot and it has no default. */
  readonly value: SlotValue | undefined;
  /** The most restrictive value still possible, where a rule that cannot tell could bring it. */
  readonly couldBecome: SlotValue | undefined;
  readonly winners: readonly Contribution[];
  /** What the applying rules say. */
  readonly applying: readonly Contribution[];
  /** What rules that cannot tell, or failed, would say. */
  readonly open: readonly Contribution[];
}

/** Decides a slot from what applying rules say, and what those that cannot tell would say. */
export function decide(
  slot: Slot,
  subject: Subject,
  applying: readonly Contribution[],
  open: readonly Contribution[],
): Decision {
  const merged = merge(slot, applying);
  return {
    slot,
    subject,
    value: merged?.value ?? slot.default,
    couldBecome: couldBecome(slot, merged, applying, open),
    winners: merged?.winners ?? [],
    applying,
    open,
  };
}

/** What the slot would be if one more rule applied; undefined where that changes nothing. */
export function valueWith(
  decision: Pick<Decision, "slot" | "value" | "applying">,
  candidate: Contribution,
): SlotValue | undefined {
  const { value } = merge(decision.slot, [...decision.applying, candidate]) as Merged;
  // Where no rule applies the default stands, and a candidate below it changes nothing.
  if (decision.slot.default !== undefined && decision.applying.length === 0) {
    const order = decision.slot.values ?? [];
    if (order.indexOf(value as string) <= order.indexOf(decision.slot.default)) return undefined;
  }
  return sameValue(value, decision.value) ? undefined : value;
}

function couldBecome(
  slot: Slot,
  merged: Merged | undefined,
  applying: readonly Contribution[],
  open: readonly Contribution[],
): SlotValue | undefined {
  if (slot.merge.kind === "union") return undefined;
  const base = { slot, value: merged?.value ?? slot.default, applying };
  const changing = open.filter((candidate) => valueWith(base, candidate) !== undefined);
  if (changing.length === 0) return undefined;
  return merge(slot, [...applying, ...changing])?.value;
}

/** The decided slot as a fact for later rules: settled only where no open rule could change it. */
export function decidedCell(decision: Decision): Cell {
  const { slot, value, open } = decision;
  const changes = open.map((candidate) => valueWith(decision, candidate)).filter((one) => one !== undefined);
  if (slot.merge.kind === "any") return value === true ? true : changes.length > 0 ? unknownCell : false;
  if (slot.type !== "code" && slot.type !== "number") return changes.length > 0 ? unknownCell : notApplicable;
  return oneOf([(value ?? notApplicable) as Scalar | NotApplicable, ...(changes as Scalar[])]);
}

/** A number of a decided range, as far as it is decided. */
export function decidedNumber(decision: Decision, key: string): Cell {
  const numberOf = (value: SlotValue): number => (value as RangeValue)[key] as number;
  const changes = decision.open.map((candidate) => valueWith(decision, candidate)).filter((one) => one !== undefined);
  if (decision.value === undefined) return changes.length > 0 ? unknownCell : notApplicable;
  const numbers = [decision.value, ...changes].map(numberOf);
  return interval(Math.min(...numbers), Math.max(...numbers));
}
