import type { Outcomes } from "../evaluate/outcomes.ts";
import type { FactStore } from "../facts/store.ts";
import { followUpSubject, patientSubject, type Subject, subjectKey } from "../facts/subject.ts";
import { compareText } from "../issues/issue.ts";
import { isKnown } from "../logic/cell.ts";
import { type Condition, conditionTruth } from "../logic/condition.ts";
import { UNKNOWN } from "../logic/truth.ts";
import { mainValue } from "../resolve/contributions.ts";
import { type Decision, valueWith } from "../resolve/decide.ts";
import type { Decisions } from "../resolve/finish.ts";
import { merge } from "../resolve/merge/index.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Slot, SlotValue } from "../rulebook/slots.ts";
import { type Fact, isCaseFact } from "../rulebook/vocabulary.ts";
import { truthTree } from "./tree.ts";

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
  readonly rulebook: Rulebook;
  readonly rules: readonly Rule[];
  readonly settingRules: ReadonlyMap<string, readonly Rule[]>;
  readonly outcomes: Outcomes;
  readonly store: FactStore;
  readonly decisions: Decisions;
}

/** The slots that lead the report, and whose change weighs most. */
export const leadingSlots: readonly string[] = ["eligibility", "triage"];

/** The unknown facts that could change the answer, worst change first. */
export function questions(input: QuestionInput): Question[] {
  const found = new Map<string, { fact: Fact; subject: Subject; changes: Map<string, Change> }>();
  for (const rule of input.rules)
    for (const subject of input.store.subjects) {
      if (subject.kind !== rule.scope || input.outcomes.get(rule.name, subject) !== "cannot-tell") continue;
      const changes = changesOf(rule, subject, input);
      if (changes.length === 0) continue;
      for (const { fact, subject: of } of unknownFacts(rule.conditions, subject, input, new Set())) {
        const key = `${subjectKey(of)} ${fact.name}`;
        const entry = found.get(key) ?? { fact, subject: of, changes: new Map<string, Change>() };
        for (const change of changes) keepWorst(entry.changes, change, rule, subject, input);
        found.set(key, entry);
      }
    }
  return [...found.values()]
    .map((entry) => ({ entry, weight: weightOf(entry.changes, input), slots: countSlots(entry.changes) }))
    .sort(
      (a, b) =>
        b.weight - a.weight ||
        b.slots - a.slots ||
        compareText(a.entry.fact.name, b.entry.fact.name) ||
        compareText(subjectKey(a.entry.subject), subjectKey(b.entry.subject)),
    )
    .map(({ entry: { fact, subject, changes } }) => ({
      fact: fact.name,
      ...(subject.kind === "vein" ? { vein: subject.id } : {}),
      ask: fact.ask ?? `${fact.label}?`,
      couldChange: [...changes.values()],
    }));
}

/** What would change if the rule applied: the slots whose value it would move, or the advice that it would add. */
function changesOf(rule: Rule, subject: Subject, input: QuestionInput): Change[] {
  const { slot, also, strength } = rule.event.params;
  const vein = subject.kind === "vein" ? { vein: subject.id } : {};
  // Mere information changes nothing of what is to be done: nobody is asked for its sake.
  if (slot === undefined && strength === "info") return [];
  if (slot === undefined) return [{ advice: rule.name, ...vein }];
  return [slot, ...(also ?? []).map((part) => part.slot)].flatMap((name) => {
    const decision = decisionFor(name, subject, input);
    if (decision === undefined) return [];
    const value =
      name === slot
        ? mainValue(decision.slot, rule, subject, input.store)
        : also?.find((part) => part.slot === name)?.value;
    if (value === undefined) return [];
    const to = changed(decision, { rule, subject, value, main: name === slot });
    return to === undefined ? [] : [{ slot: name, to, ...(decision.subject.kind === "vein" ? vein : {}) }];
  });
}

function decisionFor(slot: string, subject: Subject, { rulebook, decisions }: QuestionInput): Decision | undefined {
  const scope = rulebook.slots.get(slot)?.scope;
  const of = scope === "patient" ? patientSubject : scope === "followUp" ? followUpSubject : subject;
  return decisions.get(slot, subjectKey(of));
}

type Candidate = Parameters<typeof valueWith>[1];

/** The slot's value with the candidate: on its own, or together with what else is open where only both together change it. */
function changed(decision: Decision, candidate: Candidate): SlotValue | undefined {
  const isSame = (one: Candidate): boolean => one.rule === candidate.rule && one.subject === candidate.subject;
  const alone = decision.changes.find((change) => isSame(change.candidate) && change.candidate.main === candidate.main);
  if (alone !== undefined) return alone.value;
  if (decision.slot.merge.kind !== "precedence") return undefined;
  const others = decision.open.filter((one) => !isSame(one));
  for (const other of others) {
    const applying = [...decision.applying, other];
    const without = merge(decision.slot, applying)?.value;
    const both = valueWith({ slot: decision.slot, value: without, applying }, candidate);
    if (both !== undefined) return both;
  }
  return undefined;
}

/** The facts of the case that are unknown and on which the truth of an unknown condition rests. */
function unknownFacts(
  condition: Condition,
  subject: Subject,
  input: QuestionInput,
  seen: Set<string>,
): { fact: Fact; subject: Subject }[] {
  const tree = truthTree(condition, input.store, subject);
  const open: { fact: Fact; subject: Subject }[] = [];
  const walk = (node: ReturnType<typeof truthTree>): void => {
    if (node.truth !== UNKNOWN) return;
    if (node.kind === "leaf") open.push(...openFacts(node.leaf.fact, subject, input, seen));
    else node.parts.forEach(walk);
  };
  walk(tree);
  return open;
}

function openFacts(
  name: string,
  subject: Subject,
  input: QuestionInput,
  seen: Set<string>,
): { fact: Fact; subject: Subject }[] {
  const fact = input.rulebook.facts.get(name) as Fact;
  const of = fact.scope === "patient" ? patientSubject : subject;
  const key = `${subjectKey(of)} ${name}`;
  if (seen.has(key) || isKnown(input.store.get(name, of))) return [];
  seen.add(key);
  if (fact.slot !== undefined) return openSlot(fact.slot, of, input, seen);
  const inner = fact.derive === undefined ? [] : openInputs(fact, of, input, seen);
  return isCaseFact(fact) ? [{ fact, subject: of }, ...inner.filter((one) => one.fact.name !== name)] : inner;
}

function openInputs(
  fact: Fact,
  subject: Subject,
  input: QuestionInput,
  seen: Set<string>,
): { fact: Fact; subject: Subject }[] {
  const { derive } = fact;
  if (derive === undefined || "elapsed" in derive) return [];
  const { store } = input;
  if ("condition" in derive) return unknownFacts(derive.condition, subject, input, seen);
  if ("count" in derive) return derive.count.flatMap((part) => unknownFacts(part, subject, input, seen));
  const overVeins = "someVein" in derive ? derive.someVein : "everyVein" in derive ? derive.everyVein : undefined;
  if (overVeins !== undefined)
    return store.veins
      .filter((vein) => conditionTruth(overVeins, (name) => store.get(name, vein)) === UNKNOWN)
      .flatMap((vein) => unknownFacts(overVeins, vein, input, seen));
  if ("distinctInVeins" in derive)
    return store.veins.flatMap((vein) => openFacts(derive.distinctInVeins, vein, input, seen));
  return fact.inputs.flatMap((name) => openFacts(name, subject, input, seen));
}

/** A decided slot is open because of the rules that could still change it. */
function openSlot(
  slot: string,
  subject: Subject,
  input: QuestionInput,
  seen: Set<string>,
): { fact: Fact; subject: Subject }[] {
  const decision = input.decisions.get(slot, subjectKey(subject));
  if (decision === undefined) return [];
  return decision.open
    .filter((candidate) => changed(decision, candidate) !== undefined)
    .flatMap(({ rule, subject: of }) => unknownFacts(rule.conditions, of, input, seen));
}

/** Keeps of two changes of one slot the one that would win there. */
function keepWorst(
  changes: Map<string, Change>,
  change: Change,
  rule: Rule,
  subject: Subject,
  { rulebook }: QuestionInput,
): void {
  const key = "slot" in change ? `${change.slot} ${change.vein ?? ""}` : `${change.advice} ${change.vein ?? ""} advice`;
  const known = changes.get(key);
  if (known === undefined || !("slot" in known) || !("slot" in change)) {
    changes.set(key, change);
    return;
  }
  const both = [known.to, change.to].map((value) => ({ rule, subject, value, main: true }));
  const to = merge(rulebook.slots.get(change.slot) as Slot, both)?.value;
  if (to !== undefined) changes.set(key, { ...change, to });
}

/** How far up eligibility or triage an answer could lead. */
function weightOf(changes: ReadonlyMap<string, Change>, { rulebook }: QuestionInput): number {
  let weight = 0;
  for (const change of changes.values())
    if ("slot" in change && leadingSlots.includes(change.slot))
      weight = Math.max(weight, (rulebook.slots.get(change.slot)?.values ?? []).indexOf(change.to as string));
  return weight;
}

function countSlots(changes: ReadonlyMap<string, Change>): number {
  return new Set([...changes.values()].flatMap((change) => ("slot" in change ? [change.slot] : []))).size;
}
