import { placeByKey, type Subject } from "../facts/subject.ts";
import type { Decision } from "./decide.ts";

/** Decisions by slot and subject, in the order in which they were made. */
export class Decisions {
  readonly #subjects: readonly Subject[];
  #inOrder: Decision[] = [];
  /** Positions in that order, by slot and place. */
  #positions = new Map<string, (number | undefined)[]>();

  constructor(subjects: readonly Subject[]) {
    this.#subjects = subjects;
  }

  /** Keeps a decision, in the place of an earlier one on the same slot and subject. */
  set(decision: Decision): void {
    const { slot, place } = decision;
    let places = this.#positions.get(slot.name);
    if (places === undefined) {
      places = [];
      this.#positions.set(slot.name, places);
    }
    const known = places[place];
    if (known === undefined) places[place] = this.#inOrder.push(decision) - 1;
    else this.#inOrder[known] = decision;
  }

  /** The decision on a slot for the subject at a place; patient slots are the patient's for every subject. */
  at(slot: string, place: number): Decision | undefined {
    const places = this.#positions.get(slot);
    const position = places?.[place] ?? places?.[0];
    return position === undefined ? undefined : this.#inOrder[position];
  }

  /** The same by the key of the subject. */
  get(slot: string, key: string): Decision | undefined {
    return this.at(slot, placeByKey(this.#subjects, key) ?? -1);
  }

  /** The decisions on the slots of the subject at a place itself. */
  ofPlace(place: number): Decision[] {
    return [...this.#positions.values()].flatMap((places) => {
      const position = places[place];
      return position === undefined ? [] : [this.#inOrder[position] as Decision];
    });
  }

  values(): readonly Decision[] {
    return this.#inOrder;
  }

  /** The same decisions, to be changed apart from these. */
  copy(): Decisions {
    const copy = new Decisions(this.#subjects);
    copy.#inOrder = [...this.#inOrder];
    copy.#positions = this.#positions;
    return copy;
  }
}
