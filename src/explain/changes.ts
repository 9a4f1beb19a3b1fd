import type { FactStore } from "../facts/store.ts";
import type { Contribution, Merged } from "../resolve/contribution.ts";
import { type Decision, valueWith } from "../resolve/decide.ts";
import type { Decisions } from "../resolve/decisions.ts";
import { merge } from "../resolve/merge/index.ts";
import type { SlotValue } from "../rulebook/slots.ts";

/** What rules that cannot tell would make of the slots, if they applied. */
export class PossibleChanges {
  readonly #decisions: Decisions;
  readonly #places: number;
  readonly #alone = new Map<Decision, ReadonlyMap<number, SlotValue>>();
  readonly #withOther = new Map<Contribution, Merged | undefined>();

  constructor(decisions: Decisions, store: FactStore) {
    this.#decisions = decisions;
    this.#places = store.subjects.length;
  }

  /** The decision that a rule's word on a slot counts for, for the subject at a place. */
  decision(slot: string, place: number): Decision | undefined {
    return this.#decisions.at(slot, place);
  }

  /** The slot's value with a rule: on its own, or together with what else is open where only both together change it. */
  valueWith(decision: Decision, rule: number, place: number): SlotValue | undefined {
    if (decision.open.length === 0) return undefined;
    const alone = this.#changesAlone(decision).get(this.#keyOf(rule, place));
    if (alone !== undefined || decision.slot.merge.kind !== "precedence") return alone;
    return this.#valueTogether(decision, rule, place);
  }

  #valueTogether(decision: Decision, rule: number, place: number): SlotValue | undefined {
    const { slot, applying, open } = decision;
    const candidate = open.find((one) => one.number === rule && one.place === place);
    if (candidate === undefined) return undefined;
    for (const other of open) {
      if (other === candidate) continue;
      if (!this.#withOther.has(other)) this.#withOther.set(other, merge(slot, [...applying, other]));
      const value = valueWith(slot, this.#withOther.get(other), candidate);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #changesAlone(decision: Decision): ReadonlyMap<number, SlotValue> {
    const known = this.#alone.get(decision);
    if (known !== undefined) return known;
    const changes = new Map<number, SlotValue>();
    for (const { candidate, value } of decision.changes)
      changes.set(this.#keyOf(candidate.number, candidate.place), value);
    this.#alone.set(decision, changes);
    return changes;
  }

  #keyOf(rule: number, place: number): number {
    return rule * this.#places + place;
  }
}
