import { type Subject, subjectKey } from "../facts/subject.ts";
import type { Scalar } from "../logic/cell.ts";
import { type Condition, isLeaf } from "../logic/condition.ts";
import type { Rule } from "../rulebook/rule.ts";
import { type Goal, goalsOf, leafGoalHolds, type Part, partsOf } from "./goals.ts";
import { allOf, maxSets, type WaySet } from "./way-set.ts";
import { WayFinder, type WaysInput } from "./ways.ts";

/** One fact of the case and the value that it would take. */
export interface Assignment {
  readonly fact: string;
  readonly subject: Subject;
  readonly value: Scalar;
}

/** A case with changes, evaluated: whether a condition holds for a subject of it, or fails. */
export type Trial = (condition: Condition, wanted: boolean, subject: Subject) => boolean;

export interface WhyNotInput extends WaysInput {
  /** Evaluates the case with these values; undefined where they make no possible case. */
  readonly tryOut: (assignments: readonly Assignment[]) => Trial | undefined;
}

/** What was found, and whether that is all there is. */
export interface WhyNot {
  readonly sets: readonly (readonly Assignment[])[];
  /** False where the search was cut: there may be other sets of this size, or smaller ones. */
  readonly complete: boolean;
}

/** How often a changed case is evaluated, to look for sets and to confirm them: less often where it has many veins. */
const triesFor = (veins: number): number => Math.max(32, Math.min(2 * maxSets, Math.floor(60_000 / (veins + 1))));

/** How many facts all sets name together at most; one set is always named. */
const maxFactsNamed = 4096;

/** So many parts can be looked at as a whole again, where they turn out to hang together. */
const maxPartsAsOne = 12;

/** Looks for the smallest sets of facts whose change makes a rule apply to a subject, each confirmed by evaluating it. */
export function whyNot(rule: Rule, subject: Subject, input: WhyNotInput): WhyNot {
  return new Search(rule.conditions, subject, input).find();
}

/** What became of a part: the sets that bring it about. */
interface Solved {
  readonly sets: (readonly Assignment[])[];
  readonly complete: boolean;
}

class Search {
  readonly #whole: Goal;
  readonly #input: WhyNotInput;
  readonly #held: readonly Goal[];
  readonly #parts: readonly Part[];
  readonly #heldOfFact = new Map<string, Goal[]>();
  #tries: number;

  constructor(condition: Condition, subject: Subject, input: WhyNotInput) {
    this.#input = input;
    this.#whole = { condition, wanted: true, subject };
    this.#tries = triesFor(input.store.veins.length);
    const { parts, held } = partsOf(goalsOf(this.#whole, input), new WayFinder(input));
    this.#parts = parts;
    this.#held = held;
    for (const goal of held)
      if (isLeaf(goal.condition)) {
        const fact = input.rulebook.facts.get(goal.condition.fact);
        const key = `${fact?.scope === "patient" ? "patient" : subjectKey(goal.subject)} ${goal.condition.fact}`;
        this.#heldOfFact.set(key, [...(this.#heldOfFact.get(key) ?? []), goal]);
      }
  }

  find(): WhyNot {
    if (this.#parts.length === 0) return { sets: [], complete: false };
    if (this.#parts.some(({ ways }) => ways.some(({ sets, cutAt }) => sets.length === 0 && cutAt === Infinity)))
      return { sets: [], complete: true };
    if (this.#parts.length > 1) {
      const found = this.#together(this.#solve(this.#parts));
      if (found.sets.length > 0 || this.#parts.length > maxPartsAsOne) return found;
    }
    const one: Part = {
      goals: [this.#whole],
      ways: [allOf(this.#parts.flatMap(({ ways }) => ways))],
    };
    const [solved] = this.#solve([one]);
    return named(solved ?? { sets: [], complete: false });
  }

  /**
   * Finds the smallest sets for each part. The parts share no fact, so the next candidate of each is tried in one evaluation:
   * sixty veins take no more of them than one.
   */
  #solve(parts: readonly Part[]): Solved[] {
    const states = parts.map((part) => new PartState(part, (set) => this.#assign(set), this.#heldWith(part)));
    const left = (): PartState[] => states.filter((state) => state.next !== undefined);
    for (let trying = left(); trying.length > 0 && this.#tries > 0; trying = left()) {
      const trial = this.#try(trying.flatMap((state) => state.next ?? []));
      // What is no possible case all together is tried one by one.
      for (const state of trying) state.tell(trial ?? (trying.length === 1 ? undefined : this.#try(state.next ?? [])));
      // A part that nothing brings about settles it.
      if (states.some((state) => state.next === undefined && state.found.length === 0)) break;
    }
    return states.map((state) => ({ sets: state.found, complete: state.complete }));
  }

  /** The goals that hold already and could be lost by a change of the part: those of its veins. */
  #heldWith({ goals, ways }: Part): Goal[] {
    if (goals[0] === this.#whole) return [];
    const veins = new Set(
      ways.flatMap(({ sets }) =>
        sets.flatMap(({ needs }) => [...needs.values()].map((need) => subjectKey(need.subject))),
      ),
    );
    return this.#held.filter((goal) => goal.subject.kind === "vein" && veins.has(subjectKey(goal.subject)));
  }

  /** One set for each part, in every way, as far as anybody would read them; each confirmed by evaluating the whole. */
  #together(solved: readonly Solved[]): Solved {
    if (solved.some(({ sets }) => sets.length === 0)) return { sets: [], complete: false };
    let complete = solved.every((one) => one.complete);
    const size = solved.reduce((sum, { sets }) => sum + (sets[0]?.length ?? 0), 0);
    const most = Math.max(1, Math.min(maxSets, Math.floor(maxFactsNamed / size)));
    const confirmed: (readonly Assignment[])[] = [];
    let tried = 0;
    // The parts have had their tries; so many more are for what they come to together.
    const tries = triesFor(this.#input.store.veins.length);
    for (const choice of everyChoice(solved.map(({ sets }) => sets))) {
      if (confirmed.length === most || tried === tries) {
        complete = false;
        break;
      }
      tried += 1;
      const set = choice.flat();
      const { condition, wanted, subject } = this.#whole;
      if (this.#input.tryOut(set)?.(condition, wanted, subject) === true) confirmed.push(set);
      // Parts that were to stand on their own do not quite: there may be other ways.
      else complete = false;
    }
    return { sets: confirmed, complete };
  }

  #try(assignments: readonly Assignment[]): Trial | undefined {
    this.#tries -= 1;
    return this.#input.tryOut(assignments);
  }

  /** The first values that leave alone what holds already; undefined where there are none. */
  #assign({ needs }: WaySet): readonly Assignment[] | undefined {
    const assignments: Assignment[] = [];
    for (const [key, { fact, subject, values }] of needs) {
      const held = this.#heldOfFact.get(key) ?? [];
      const value = values.find((one) => held.every((goal) => leafGoalHolds(goal, one)));
      if (value === undefined) return undefined;
      assignments.push({ fact: fact.name, subject, value });
    }
    return assignments;
  }
}

/** The search for the smallest sets of one part: candidate by candidate, until they grow larger than one that was found. */
class PartState {
  readonly found: (readonly Assignment[])[] = [];
  readonly #goals: readonly Goal[];
  readonly #candidates: (readonly Assignment[])[];
  readonly #cutAt: number;
  readonly #isSure: boolean;
  #position = 0;

  constructor(part: Part, assign: (set: WaySet) => readonly Assignment[] | undefined, held: readonly Goal[]) {
    const { sets, cutAt } = allOf(part.ways);
    this.#goals = [...part.goals, ...held];
    this.#cutAt = cutAt;
    this.#isSure = sets.every(({ sure }) => sure);
    this.#candidates = sets.flatMap((set) => {
      const assignments = assign(set);
      return assignments === undefined || assignments.length === 0 ? [] : [assignments];
    });
  }

  /** The next candidate; undefined where none is as small as what was found. */
  get next(): readonly Assignment[] | undefined {
    const candidate = this.#candidates[this.#position];
    return candidate !== undefined && candidate.length <= (this.found[0]?.length ?? Infinity) ? candidate : undefined;
  }

  /** Takes note of what an evaluation with the candidate came to. */
  tell(trial: Trial | undefined): void {
    const { next } = this;
    if (next === undefined) return;
    this.#position += 1;
    if (trial !== undefined && this.#goals.every(({ condition, wanted, subject }) => trial(condition, wanted, subject)))
      this.found.push(next);
  }

  /** Whether nothing as small was left out. Where other rules have a say, that nothing was found proves nothing. */
  get complete(): boolean {
    const [first] = this.found;
    if (this.next !== undefined) return false;
    return first === undefined ? this.#isSure && this.#cutAt === Infinity : first.length < this.#cutAt;
  }
}

/** As many sets as name so many facts. */
function named({ sets, complete }: Solved): WhyNot {
  const most = Math.max(1, Math.min(maxSets, Math.floor(maxFactsNamed / (sets[0]?.length ?? 1))));
  return { sets: sets.slice(0, most), complete: complete && sets.length <= most };
}

/** Every way to choose one of each list, the last list's turning first. */
function* everyChoice<T>(lists: readonly (readonly T[])[]): Generator<T[]> {
  const positions = lists.map(() => 0);
  for (;;) {
    yield lists.map((list, index) => list[positions[index] as number] as T);
    let index = lists.length - 1;
    for (; index >= 0; index -= 1) {
      positions[index] = (positions[index] as number) + 1;
      if ((positions[index] as number) < (lists[index]?.length ?? 0)) break;
      positions[index] = 0;
    }
    if (index < 0) return;
  }
}
