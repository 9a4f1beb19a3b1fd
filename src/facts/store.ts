import type { CaseSubject, ParsedCase } from "../case/case.ts";
import { InternalError } from "../issues/errors.ts";
import { type Cell, failedCell, isKnown, notApplicable, type Scalar, unknownCell } from "../logic/cell.ts";
import { leafTruth } from "../logic/operators.ts";
import { TRUE } from "../logic/truth.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Fact } from "../rulebook/vocabulary.ts";
import { derive } from "./derive.ts";
import { followUpSubject, patientSubject, type Subject, subjectKey } from "./subject.ts";

/** Checks a value that a caller's function gave; true when it is of the fact's type and range. */
export type ValueCheck = (fact: Fact, value: unknown) => boolean;

interface SubjectFacts {
  readonly subject: Subject;
  readonly source: CaseSubject | undefined;
  readonly memo: Map<string, Cell>;
  /** Values of the caller's functions, once called. */
  readonly calls: Map<string, Promise<void>>;
}

/**
 * The facts of one evaluation: given, settled, derived and decided ones, each looked up by subject and name. Derived facts are
 * worked out once; decided facts are put in by the evaluation, stage by stage.
 */
export class FactStore {
  readonly subjects: readonly Subject[];
  readonly #rulebook: Rulebook;
  readonly #bySubject = new Map<string, SubjectFacts>();
  /** The same, by the subject itself: a look-up without making a key. */
  readonly #byIdentity = new Map<Subject, SubjectFacts>();
  readonly #decidedNumbers = new Map<string, Cell>();
  readonly #check: ValueCheck;

  constructor(rulebook: Rulebook, parsed: ParsedCase, check: ValueCheck = () => true) {
    this.#rulebook = rulebook;
    this.#check = check;
    const add = (subject: Subject, source: CaseSubject | undefined): void => {
      const facts: SubjectFacts = { subject, source, memo: new Map(source?.given), calls: new Map() };
      this.#bySubject.set(subjectKey(subject), facts);
      this.#byIdentity.set(subject, facts);
    };
    add(patientSubject, parsed.patient);
    for (const vein of parsed.veins) add(Object.freeze({ kind: "vein", id: vein.id }), vein);
    if (parsed.followUp !== undefined) add(followUpSubject, parsed.followUp);
    this.subjects = Object.freeze([...this.#bySubject.values()].map(({ subject }) => subject));
  }

  /** The veins of the case, in its order. */
  get veins(): Subject[] {
    return this.subjects.filter((subject) => subject.kind === "vein");
  }

  /** What is known of a fact for a subject. A patient fact is the same for every subject. */
  get(name: string, subject: Subject): Cell {
    const { fact, facts } = this.#place(name, subject);
    if (facts === undefined) return unknownCell;
    let cell = facts.memo.get(name);
    if (cell === undefined) {
      cell = this.#work(fact, facts.subject);
      facts.memo.set(name, cell);
    }
    return cell;
  }

  /** Puts in what a slot was decided to be. */
  decide(name: string, subject: Subject, cell: Cell): void {
    this.#bySubject.get(subjectKey(subject))?.memo.set(name, cell);
  }

  /** Puts in a number of a decided range. */
  decideNumber(slot: string, key: string, cell: Cell): void {
    this.#decidedNumbers.set(`${slot} ${key}`, cell);
  }

  /** Whether the case gave a value or an explicit unknown for the fact, itself or by a function that was called. */
  isGiven(name: string, subject: Subject): boolean {
    const { facts } = this.#place(name, subject);
    return facts !== undefined && (facts.source?.given.has(name) === true || facts.calls.has(name));
  }

  /** Calls the caller's functions that a fact rests on, each at most once; returns undefined where there is none to wait for. */
  pending(name: string, subject: Subject): Promise<unknown> | undefined {
    const waits = new Set<Promise<void>>();
    this.#collect(name, subject, waits, new Set());
    return waits.size === 0 ? undefined : Promise.all(waits);
  }

  /** Whether a fact is not known because a function that it rests on failed. */
  restsOnFailure(name: string, subject: Subject): boolean {
    const { fact, facts } = this.#place(name, subject);
    if (facts === undefined) return false;
    const cell = this.get(name, subject);
    if (isKnown(cell)) return false;
    if (cell.kind === "failed") return true;
    if (this.isGiven(name, subject)) return false;
    return this.#inputsOf(fact, facts.subject).some(([input, of]) => this.restsOnFailure(input, of));
  }

  #collect(name: string, subject: Subject, waits: Set<Promise<void>>, seen: Set<string>): void {
    const { fact, facts } = this.#place(name, subject);
    const key = `${facts === undefined ? "" : subjectKey(facts.subject)} ${name}`;
    if (seen.has(key) || facts === undefined) return;
    seen.add(key);
    const call = this.#call(fact, facts);
    if (call !== undefined) waits.add(call);
    if (facts.memo.has(name) && call === undefined) return;
    for (const [input, of] of this.#inputsOf(fact, facts.subject)) this.#collect(input, of, waits, seen);
  }

  /** What a fact is worked out from, with the subjects to look it up for: every vein for a patient's fact over veins. */
  #inputsOf(fact: Fact, subject: Subject): [input: string, subject: Subject][] {
    return fact.inputs.flatMap((input): [string, Subject][] => {
      const overVeins = fact.scope === "patient" && this.#fact(input).scope === "vein";
      return (overVeins ? this.veins : [subject]).map((of) => [input, of]);
    });
  }

  #call(fact: Fact, facts: SubjectFacts): Promise<void> | undefined {
    const known = facts.calls.get(fact.name);
    const call = facts.source?.deferred.get(fact.name);
    if (known !== undefined || call === undefined) return known;
    const started = (async (): Promise<void> => {
      try {
        const value = await call();
        const cell = value == null ? unknownCell : this.#check(fact, value) ? (value as Scalar) : failedCell;
        facts.memo.set(fact.name, cell);
      } catch {
        // What the function threw may hold a patient's data: that it failed is all that is kept.
        facts.memo.set(fact.name, failedCell);
      }
    })();
    facts.calls.set(fact.name, started);
    return started;
  }

  #fact(name: string): Fact {
    const fact = this.#rulebook.facts.get(name);
    if (fact === undefined) throw new InternalError(`the fact \`${name}\` is not in the vocabulary`);
    return fact;
  }

  #place(name: string, subject: Subject): { fact: Fact; facts: SubjectFacts | undefined } {
    const fact = this.#fact(name);
    if (fact.scope === "patient") return { fact, facts: this.#byIdentity.get(patientSubject) };
    if (fact.scope !== subject.kind) return { fact, facts: undefined };
    return { fact, facts: this.#byIdentity.get(subject) ?? this.#bySubject.get(subjectKey(subject)) };
  }

  #work(fact: Fact, subject: Subject): Cell {
    for (const { when, as } of fact.settled ?? [])
      if (leafTruth(when.operator, this.get(when.fact, subject), when.value) === TRUE)
        return as === "not-applicable" ? notApplicable : as;
    if (fact.derive !== undefined)
      return derive(fact.derive, {
        lookUp: (name) => this.get(name, subject),
        veins: this.veins.map((vein) => (name: string) => this.get(name, vein)),
        decidedNumber: (slot, key) => this.#decidedNumbers.get(`${slot} ${key}`) ?? unknownCell,
      });
    return fact.absent ?? unknownCell;
  }
}
