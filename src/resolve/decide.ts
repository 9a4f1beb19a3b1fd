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
import type { Contributions } from "./contributions.ts";
import { merge } from "./merge/index.ts";
import { orderOf } from "./merge/order.ts";
import { mergeWithOne } from "./merge/with-one.ts";

/** What a rule that cannot tell would make of a slot, if it alone applied too. */
export interface PossibleChange {
  readonly candidate: Contribution;
  readonly value: SlotValue;
}

/** What became of a slot for one subject. */
export interface Decision extends Contributions {
  readonly slot: Slot;
  readonly subject: Subject;
  /** The subject's place. */
  readonly place: number;
  /** The settled value; undefined where no applying rule sets the slot and it has no default. */
  readonly value: SlotValue | undefined;
  /** The most restrictive value still possible, where a rule that cannot tell could bring it. */
  readonly couldBecome: SlotValue | undefined;
  readonly winners: readonly Contribution[];
  /** The changes that rules that cannot tell could bring, each on its own. */
  readonly changes: readonly PossibleChange[];
}

const nobody: readonly Contribution[] = [];
const noChange: readonly PossibleChange[] = [];

/** Decides a slot from what applying rules say, and what those that cannot tell would say. */
export function decide(slot: Slot, subject: Subject, place: number, { applying, open }: Contributions): Decision {
  const merged = merge(slot, applying);
  const changes = open.length === 0 ? noChange : changesBy(slot, merged, open);
  return {
    slot,
    subject,
    place,
    value: merged?.value ?? slot.default,
    couldBecome: couldBecome(slot, applying, changes),
    winners: merged?.winners ?? nobody,
    applying,
    open,
    changes,
  };
}

function changesBy(slot: Slot, merged: Merged | undefined, open: readonly Contribution[]): PossibleChange[] {
  const changes: PossibleChange[] = [];
  for (const candidate of open) {
    const value = valueWith(slot, merged, candidate);
    if (value !== undefined) changes.push({ candidate, value });
  }
  return changes;
}

/** What the slot would be if one more rule applied; undefined where that changes nothing. */
export function valueWith(slot: Slot, merged: Merged | undefined, candidate: Contribution): SlotValue | undefined {
  const value = mergeWithOne(slot, merged, candidate);
  // Where no rule applies the default stands, and a candidate below it changes nothing.
  if (slot.default !== undefined && merged === undefined && orderOf(slot, value) <= orderOf(slot, slot.default))
    return undefined;
  return sameValue(value, merged?.value ?? slot.default) ? undefined : value;
}

function couldBecome(
  slot: Slot,
  applying: readonly Contribution[],
  changes: readonly PossibleChange[],
): SlotValue | undefined {
  if (slot.merge.kind === "union" || changes.length === 0) return undefined;
  return merge(slot, [...applying, ...changes.map(({ candidate }) => candidate)])?.value;
}

/** The decided slot as a fact for later rules: settled only where no open rule could change it. */
export function decidedCell({ slot, value, changes }: Decision): Cell {
  if (slot.merge.kind === "any") return value === true ? true : changes.length > 0 ? unknownCell : false;
  if (slot.type !== "code" && slot.type !== "number") return changes.length > 0 ? unknownCell : notApplicable;
  return oneOf([
    (value ?? notApplicable) as Scalar | NotApplicable,
    ...changes.map((change) => change.value as Scalar),
  ]);
}

/** A number of a decided range, as far as it is decided. */
export function decidedNumber({ value, changes }: Decision, key: string): Cell {
  if (value === undefined) return changes.length > 0 ? unknownCell : notApplicable;
  const numbers = [value, ...changes.map((change) => change.value)].map((one) => (one as RangeValue)[key] as number);
  return interval(Math.min(...numbers), Math.max(...numbers));
}

/** Whether a slot with an order of values has come to one of them, or beyond it. */
export function reached(decision: Decision | undefined, from: string): boolean {
  const order = decision?.slot.values ?? [];
  return decision?.value !== undefined && order.indexOf(decision.value as string) >= order.indexOf(from);
}
