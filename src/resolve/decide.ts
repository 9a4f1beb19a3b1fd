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

/** What a rule that cannot tell would make of a slot, if it alone applied too. */
export interface PossibleChange {
  readonly candidate: Contribution;
  readonly value: SlotValue;
}

/** What became of a slot for one subject. */
export interface Decision extends Contributions {
  readonly slot: Slot;
  readonly subject: Subject;
  /** The settled value; undefined where no applying rule sets the slot and it has no default. */
  readonly value: SlotValue | undefined;
  /** The most restrictive value still possible, where a rule that cannot tell could bring it. */
  readonly couldBecome: SlotValue | undefined;
  readonly winners: readonly Contribution[];
  /** The changes that rules that cannot tell could bring, each on its own. */
  readonly changes: readonly PossibleChange[];
}

/** Decides a slot from what applying rules say, and what those that cannot tell would say. */
export function decide(slot: Slot, subject: Subject, { applying, open }: Contributions): Decision {
  const merged = merge(slot, applying);
  const value = merged?.value ?? slot.default;
  const changes: PossibleChange[] = [];
  for (const candidate of open) {
    const changed = valueWith({ slot, value, applying }, candidate);
    if (changed !== undefined) changes.push({ candidate, value: changed });
  }
  return {
    slot,
    subject,
    value,
    couldBecome: couldBecome(slot, applying, changes),
    winners: merged?.winners ?? [],
    applying,
    open,
    changes,
  };
}

/** What the slot would be if one more rule applied; undefined where that changes nothing. */
export function valueWith(
  decision: Pick<Decision, "slot" | "value" | "applying">,
  candidate: Contribution,
): SlotValue | undefined {
  const { slot, applying } = decision;
  const { value } = merge(slot, [...applying, candidate]) as Merged;
  // Where no rule applies the default stands, and a candidate below it changes nothing.
  if (slot.default !== undefined && applying.length === 0) {
    const order = slot.values ?? [];
    if (order.indexOf(value as string) <= order.indexOf(slot.default)) return undefined;
  }
  return sameValue(value, decision.value) ? undefined : value;
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
