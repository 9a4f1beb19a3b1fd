import { CANNOT_TELL } from "../evaluate/outcome.ts";
import type { Outcomes } from "../evaluate/outcomes.ts";
import type { FactStore } from "../facts/store.ts";
import { type Subject, subjectKey } from "../facts/subject.ts";
import { compareText } from "../issues/issue.ts";
import type { Decisions } from "../resolve/decisions.ts";
import { orderOf } from "../resolve/merge/order.ts";
import { worseOf } from "../resolve/merge/with-one.ts";
import { deepFreeze } from "../rulebook/freeze.ts";
import type { Slot, SlotValue } from "../rulebook/slots.ts";
import type { Fact } from "../rulebook/vocabulary.ts";
import type { AskingRule } from "./asking.ts";
import { PossibleChanges } from "./changes.ts";
import { OpenFacts } from "./open-facts.ts";
import type { ReasonLibrary } from "./reason-library.ts";

/** What an answer could change: a slot, or a piece of advice that would be added. */
export type Change =
  | { readonly slot: string; readonly to: SlotValue; readonly vein?: string }
  | { readonly advice: string; readonly vein?: string };

/** An unknown fact that could change the answer. */
export interface Question {
  readonly fact: string;
  /** For a fact of a vein: which. */
  readonly vein?: string;
  readonly ask: string;
  readonly couldChange: readonly Change[];
}

/** What the questions are worked out from. */
export interface QuestionInput {
  readonly library: ReasonLibrary;
  readonly asking: readonly AskingRule[];
  readonly outcomes: Outcomes;
  readonly store: FactStore;
  readonly decisions: Decisions;
}

/** The slots that lead the report, and whose change weighs most. */
export const leadingSlots: readonly string[] = ["eligibility", "triage"];

/** One thing that a rule would change, with a number of its own: changes of one number compete. */
interface Keyed {
  readonly key: number;
  readonly change: Change;
  /** Undefined for advice. */
  readonly slot: Slot | undefined;
}

/** A fact to ask for, with what it could change, by number. */
interface Entry {
  readonly fact: Fact;
  readonly subject: Subject;
  readonly changes: Map<number, Keyed>;
}

/** The unknown facts that could change the answer, worst change first. Frozen. */
export function questions(input: QuestionInput): readonly Question[] {
  const entries = [...entriesOf(input).values()].map((entry) => ({
    entry,
    weight: weightOf(entry.changes),
    slots: countSlots(entry.changes),
  }));
  entries.sort(
    (a, b) =>
      b.weight - a.weight ||
      b.slots - a.slots ||
      compareText(a.entry.fact.name, b.entry.fact.name) ||
      compareText(subjectKey(a.entry.subject), subjectKey(b.entry.subject)),
  );
  return Object.freeze(entries.map(({ entry }) => questionOf(entry)));
}

function questionOf({ fact, subject, changes }: Entry): Question {
  const { name } = fact;
  const ask = fact.ask ?? `${fact.label}?`;
  const couldChange: Change[] = [];
  for (const { change } of changes.values()) couldChange.push(change);
  Object.freeze(couldChange);
  return Object.freeze(
    subject.kind === "vein" ? { fact: name, vein: subject.id, ask, couldChange } : { fact: name, ask, couldChange },
  );
}

function entriesOf({ library, asking, outcomes, store, decisions }: QuestionInput): Map<number, Entry> {
  const { table, places, subjects } = store;
  const possible = new PossibleChanges(decisions, store);
  const open = new OpenFacts(library, store, possible);
  const entries = new Map<number, Entry>();
  for (const one of asking)
    for (const place of places[one.rule.scope]) {
      if (outcomes.at(place)[one.number] !== CANNOT_TELL) continue;
      const changes = changesOf(one, place, store, possible);
      if (changes.length === 0) continue;
      for (const key of open.behind(one.conditions, place)) {
        let entry = entries.get(key);
        if (entry === undefined) {
          const fact = table.at(key % table.facts.length);
          const subject = subjects[Math.floor(key / table.facts.length)] as Subject;
          entry = { fact, subject, changes: new Map() };
          entries.set(key, entry);
        }
        for (const change of changes) keepWorst(entry.changes, change);
      }
    }
  return entries;
}

/** What would change if the rule applied: the slots whose value it would move, or the advice that it would add. */
function changesOf(
  { rule, number, sets }: AskingRule,
  place: number,
  store: FactStore,
  possible: PossibleChanges,
): readonly Keyed[] {
  const subject = store.subjects[place] as Subject;
  const keyOf = (kind: number, of: number): number => (kind * store.subjects.length + of) * 2;
  if (sets.length === 0) {
    const change = subject.kind === "vein" ? { advice: rule.name, vein: subject.id } : { advice: rule.name };
    return [{ key: keyOf(number, place) + 1, change: Object.freeze(change), slot: undefined }];
  }
  const changes: Keyed[] = [];
  for (const { slot, number: slotNumber } of sets) {
    const decision = possible.decision(slot.name, place);
    const to = decision === undefined ? undefined : possible.valueWith(decision, number, place);
    if (decision === undefined || to === undefined) continue;
    const change: Change =
      decision.subject.kind === "vein" && subject.kind === "vein"
        ? { slot: slot.name, to: deepFreeze(to), vein: subject.id }
        : { slot: slot.name, to: deepFreeze(to) };
    changes.push({ key: keyOf(slotNumber, decision.place), change: Object.freeze(change), slot });
  }
  return changes;
}

/** Keeps of two changes of one slot the one that would win there. */
function keepWorst(changes: Map<number, Keyed>, one: Keyed): void {
  const known = changes.get(one.key);
  if (known === undefined) {
    changes.set(one.key, one);
    return;
  }
  const { slot } = one;
  const [left, right] = [toOf(known), toOf(one)];
  if (slot === undefined || left === undefined || right === undefined || left === right) return;
  const to = worseOf(slot, left, right);
  if (to === left) return;
  changes.set(one.key, to === right ? one : { ...one, change: Object.freeze({ ...one.change, to: deepFreeze(to) }) });
}

function toOf({ change }: Keyed): SlotValue | undefined {
  return "slot" in change ? change.to : undefined;
}

/** How far up eligibility or triage an answer could lead. */
function weightOf(changes: ReadonlyMap<number, Keyed>): number {
  let weight = 0;
  for (const { slot, change } of changes.values())
    if (slot !== undefined && "slot" in change && leadingSlots.includes(slot.name))
      weight = Math.max(weight, orderOf(slot, change.to));
  return weight;
}

function countSlots(changes: ReadonlyMap<number, Keyed>): number {
  const slots = new Set<Slot>();
  for (const { slot } of changes.values()) if (slot !== undefined) slots.add(slot);
  return slots.size;
}
