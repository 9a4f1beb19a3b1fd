import type { CaseSubject, ParsedCase } from "../case/case.ts";
import { type Cell, failedCell, isKnown, notApplicable, type Scalar, unknownCell } from "../logic/cell.ts";
import { leafTruth } from "../logic/operators.ts";
import { TRUE } from "../logic/truth.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Fact, Scope } from "../rulebook/vocabulary.ts";
import { type DerivationContext, derive, type LookUp } from "./derive.ts";
import { followUpSubject, patientSubject, placeByKey, type Subject, subjectKey } from "./subject.ts";
import { type FactTable, factTable } from "./table.ts";

/** Checks a value that a caller's function gave; true when it is of the fact's type and range. */
export type ValueCheck = (fact: Fact, value: unknown) => boolean;

/** Where the values of decided slots come from; `undefined` while a slot is not decided. */
export interface DecidedFacts {
  /** The decided slot as a fact. */
  readonly cell: (slot: string, place: number) => Cell | undefined;
  /** A number of a decided range. */
  readonly number: (slot: string, key: string, place: number) => Cell | undefined;
}

/** What is known of one subject: cells by the number of their fact, `undefined` where nobody has looked yet. */
export type Cells = readonly (Cell | undefined)[];

interface SubjectFacts {
  readonly subject: Subject;
  readonly source: CaseSubject;
  readonly cells: (Cell | undefined)[];
  readonly context: DerivationContext;
  /** Values of the caller's functions, once called. */
  readonly calls: Map<string, Promise<void>>;
}

/** The place of the patient among the subjects: always the first. */
const patientPlace = 0;

/**
 * The facts of one evaluation: given, settled, derived and decided ones, each looked up by subject and name, or by place and
 * number. Derived facts are worked out once; decided ones are asked of the slots, stage by stage.
 */
export class FactStore {
  /** The patient, the veins in the order of the case, the follow-up; the position is the subject's place. */
  readonly subjects: readonly Subject[];
  /** The veins of the case, in its order. */
  readonly veins: readonly Subject[];
  readonly table: FactTable;
  /** The places of the subjects of each scope. */
  readonly places: Readonly<Record<Scope, readonly number[]>>;
  readonly #byPlace: readonly SubjectFacts[];
  readonly #placeBySubject = new Map<Subject, number>();
  /** Whether the caller gave functions in the place of facts. */
  readonly hasFunctions: boolean;
  readonly #check: ValueCheck;
  #decided: DecidedFacts | undefined;

  constructor(rulebook: Rulebook, parsed: ParsedCase, check: ValueCheck = () => true) {
    this.table = factTable(rulebook);
    this.#check = check;
    const veins: LookUp[] = [];
    const add = (subject: Subject, source: CaseSubject, place: number): SubjectFacts => {
      const cells = new Array<Cell | undefined>(this.table.facts.length).fill(undefined);
      for (const [name, cell] of source.given) cells[this.table.number(name)] = cell;
      const lookUp = (name: string): Cell => this.cellAt(this.table.number(name), place);
      const decidedNumber = (slot: string, key: string): Cell => this.#decided?.number(slot, key, place) ?? unknownCell;
      if (subject.kind === "vein") veins.push(lookUp);
      const context: DerivationContext = { lookUp, veins, decidedNumber };
      return { subject, source, cells, context, calls: new Map() };
    };
    const byPlace = [add(patientSubject, parsed.patient, patientPlace)];
    for (const vein of parsed.veins)
      byPlace.push(add(Object.freeze({ kind: "vein", id: vein.id }), vein, byPlace.length));
    if (parsed.followUp !== undefined) byPlace.push(add(followUpSubject, parsed.followUp, byPlace.length));
    this.#byPlace = byPlace;
    this.hasFunctions = byPlace.some(({ source }) => source.deferred.size > 0);
    this.subjects = Object.freeze(byPlace.map(({ subject }) => subject));
    this.veins = this.subjects.filter(({ kind }) => kind === "vein");
    const places: Record<Scope, number[]> = { patient: [], vein: [], followUp: [] };
    for (const [place, subject] of this.subjects.entries()) {
      this.#placeBySubject.set(subject, place);
      places[subject.kind].push(place);
    }
    this.places = places;
  }

  /** The place of a subject among `subjects`; -1 where the case has no such subject. */
  placeOf(subject: Subject): number {
    const known = this.#placeBySubject.get(subject);
    return known ?? placeByKey(this.subjects, subjectKey(subject)) ?? -1;
  }

  /** What is known of a fact for a subject. A patient fact is the same for every subject. */
  get(name: string, subject: Subject): Cell {
    const number = this.table.number(name);
    return this.cellAt(number, this.placeOf(subject));
  }

  /** The same by number and place. */
  cellAt(number: number, place: number): Cell {
    const fact = this.table.at(number);
    const facts = this.#factsOf(fact, place);
    return facts === undefined ? unknownCell : (facts.cells[number] ?? this.#workOut(number, fact, facts));
  }

  /** The place where a fact stands that is asked for at a place: the patient's facts stand with the patient. */
  homeOf(number: number, place: number): number {
    return this.table.at(number).scope === "patient" ? patientPlace : place;
  }

  /** The cells at a place, those of these facts worked out. */
  cellsAt(place: number, numbers: readonly number[]): Cells {
    const { cells } = this.#byPlace[place] as SubjectFacts;
    for (const number of numbers) if (cells[number] === undefined) this.cellAt(number, place);
    return cells;
  }

  /** Says where decided facts come from. */
  decideBy(decided: DecidedFacts): void {
    this.#decided = decided;
  }

  /** Whether the case gave a value or an explicit unknown for the fact, itself or by a function that was called. */
  isGiven(name: string, subject: Subject): boolean {
    return this.isGivenAt(this.table.number(name), this.placeOf(subject));
  }

  /** The same by number and place. */
  isGivenAt(number: number, place: number): boolean {
    const { name } = this.table.at(number);
    const facts = this.#factsOf(this.table.at(number), place);
    return facts !== undefined && (facts.source.given.has(name) || facts.calls.has(name));
  }

  /** Calls the caller's functions that a fact rests on, each at most once; returns undefined where there is none to wait for. */
  pending(name: string, subject: Subject): Promise<unknown> | undefined {
    if (!this.hasFunctions) return undefined;
    const waits = new Set<Promise<void>>();
    this.#collect(name, subject, waits, new Set());
    return waits.size === 0 ? undefined : Promise.all(waits);
  }

  /** Whether a fact is not known because a function that it rests on failed. */
  restsOnFailure(name: string, subject: Subject): boolean {
    const facts = this.#find(name, subject);
    if (!this.hasFunctions || facts === undefined) return false;
    const cell = this.get(name, subject);
    if (isKnown(cell)) return false;
    if (cell.kind === "failed") return true;
    if (this.isGiven(name, subject)) return false;
    return this.#inputsOf(this.#fact(name), facts.subject).some(([input, of]) => this.restsOnFailure(input, of));
  }

  #collect(name: string, subject: Subject, waits: Set<Promise<void>>, seen: Set<string>): void {
    const fact = this.#fact(name);
    const facts = this.#find(name, subject);
    const key = `${facts === undefined ? "" : subjectKey(facts.subject)} ${name}`;
    if (seen.has(key) || facts === undefined) return;
    seen.add(key);
    const call = this.#call(fact, facts);
    if (call !== undefined) waits.add(call);
    if (facts.cells[this.table.number(name)] !== undefined && call === undefined) return;
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
    const call = facts.source.deferred.get(fact.name);
    if (known !== undefined || call === undefined) return known;
    const number = this.table.number(fact.name);
    const started = (async (): Promise<void> => {
      try {
        const value = await call();
        const cell = value == null ? unknownCell : this.#check(fact, value) ? (value as Scalar) : failedCell;
        facts.cells[number] = cell;
      } catch {
        // What the function threw may hold a patient's data: that it failed is all that is kept.
        facts.cells[number] = failedCell;
      }
    })();
    facts.calls.set(fact.name, started);
    return started;
  }

  #fact(name: string): Fact {
    return this.table.at(this.table.number(name));
  }

  #find(name: string, subject: Subject): SubjectFacts | undefined {
    return this.#factsOf(this.#fact(name), this.placeOf(subject));
  }

  /** The facts among which a fact stands for the subject at a place; undefined where it is none of that subject's. */
  #factsOf(fact: Fact, place: number): SubjectFacts | undefined {
    if (fact.scope === "patient") return this.#byPlace[patientPlace];
    const facts = this.#byPlace[place];
    return facts?.subject.kind === fact.scope ? facts : undefined;
  }

  #workOut(number: number, fact: Fact, facts: SubjectFacts): Cell {
    if (fact.slot !== undefined) {
      const decided = this.#decided?.cell(fact.slot, this.placeOf(facts.subject));
      // Not kept while the slot is not decided: it will be.
      if (decided === undefined) return unknownCell;
      facts.cells[number] = decided;
      return decided;
    }
    const cell = this.#settledOrDerived(fact, facts);
    facts.cells[number] = cell;
    return cell;
  }

  #settledOrDerived(fact: Fact, { subject, context }: SubjectFacts): Cell {
    for (const { when, as } of fact.settled ?? [])
      if (leafTruth(when.operator, this.get(when.fact, subject), when.value) === TRUE)
        return as === "not-applicable" ? notApplicable : as;
    return fact.derive === undefined ? (fact.absent ?? unknownCell) : derive(fact.derive, context);
  }
}
