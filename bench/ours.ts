// The one door to the library's internals: where they change, only this file follows.
import type { Advisor } from "../src/advisor/advisor.ts";
import { createAdvisor } from "../src/advisor/create-advisor.ts";
import { createProgram } from "../src/advisor/run.ts";
import { createCaseParser } from "../src/case/parse.ts";
import { compileRules } from "../src/evaluate/compiled.ts";
import { type Outcome, outcomeName } from "../src/evaluate/outcome.ts";
import { numberRules, Outcomes } from "../src/evaluate/outcomes.ts";
import { ruleSets } from "../src/evaluate/program.ts";
import { FactStore } from "../src/facts/store.ts";
import { FactTable } from "../src/facts/table.ts";
import type { Cell } from "../src/logic/cell.ts";
import { factsOf, leavesOf } from "../src/logic/condition.ts";
import type { Rule } from "../src/rulebook/rule.ts";
import type { Rulebook } from "../src/rulebook/rulebook.ts";
import type { Fact, Scope } from "../src/rulebook/vocabulary.ts";
import type { Prepared } from "./contender.ts";

export type { Advisor } from "../src/advisor/advisor.ts";
export { type Cell, isKnown, unknownCell } from "../src/logic/cell.ts";
export { type Condition, isLeaf, type Leaf, leavesOf } from "../src/logic/condition.ts";
export { leafTruth } from "../src/logic/operators.ts";
export { FALSE, TRUE, type Truth, UNKNOWN } from "../src/logic/truth.ts";
export type { Rule } from "../src/rulebook/rule.ts";
export type { Scope } from "../src/rulebook/vocabulary.ts";
export { createRandomCases, type PlainCase } from "../test/support/random-case.ts";

/** What a rule said, as the numbers that all contenders are compared in. */
export const NO = 0;
export const CANNOT_TELL = 1;
export const FIRES = 2;

const verdicts: Readonly<Record<Outcome, number>> = {
  applies: FIRES,
  "does-not-apply": NO,
  "cannot-tell": CANNOT_TELL,
  "not-applicable": NO,
  failed: CANNOT_TELL,
};

/** The rules of one scope, and the facts that they read. */
export interface ScopeRules {
  readonly scope: Scope;
  readonly rules: readonly Rule[];
  readonly facts: readonly string[];
  /** Those of the facts that are the patient's, the same for every subject. */
  readonly ofPatient: ReadonlySet<string>;
  /** Those of the facts that can be settled to have no value: every comparison with them is then false. */
  readonly valueless: ReadonlySet<string>;
}

/** What every contender is given of one subject: the facts after our own evaluation, and what our rules said. */
export interface SubjectCells {
  readonly scope: Scope;
  readonly cells: ReadonlyMap<string, Cell>;
  /** One verdict per rule of the scope. */
  readonly verdicts: Uint8Array;
}

/** The library as the benchmark uses it. */
export interface Ours {
  readonly advisor: Advisor;
  readonly scopes: readonly ScopeRules[];
  /** Distinct comparisons of a fact with a value, counted once per scope. */
  readonly distinctLeaves: number;
  /** The facts of each subject of a case, given, derived and decided, and the verdicts of our rules on them. */
  readonly subjectsOf: (input: unknown) => SubjectCells[];
  /** Reads a case, derives its facts, evaluates all rules and decides all slots; no report. */
  readonly evaluateCase: (input: unknown) => unknown;
}

function scopeRules(scope: Scope, rules: readonly Rule[], vocabulary: Rulebook["facts"]): ScopeRules {
  const members = rules.filter((rule) => rule.scope === scope);
  const facts = [...new Set(members.flatMap(({ conditions }) => [...factsOf(conditions)]))].sort();
  const canBeValueless = (name: string): boolean => {
    const fact = vocabulary.get(name);
    return fact?.slot !== undefined || fact?.settled?.some(({ as }) => as === "not-applicable") === true;
  };
  return {
    scope,
    rules: members,
    facts,
    ofPatient: new Set(facts.filter((name) => vocabulary.get(name)?.scope === "patient")),
    valueless: new Set(facts.filter(canBeValueless)),
  };
}

function distinctLeavesOf(rules: readonly Rule[]): number {
  const leaves = rules.flatMap(({ conditions }) => leavesOf(conditions));
  return new Set(leaves.map(({ fact, operator, value }) => JSON.stringify([fact, operator, value]))).size;
}

export function createOurs(): Ours {
  const advisor = createAdvisor();
  const { rulebook } = advisor;
  const program = createProgram(rulebook, advisor.evidence);
  const parser = createCaseParser(rulebook);
  const scopes = (["patient", "vein", "followUp"] as const).map((scope) =>
    scopeRules(scope, program.rules, rulebook.facts),
  );
  return {
    advisor,
    scopes,
    distinctLeaves: scopes.reduce((sum, { rules }) => sum + distinctLeavesOf(rules), 0),
    subjectsOf: (input) => {
      const store = new FactStore(rulebook, parser.parse(input));
      const { outcomes } = program.run(store);
      return store.subjects.flatMap((subject) => {
        const own = scopes.find(({ scope }) => scope === subject.kind);
        if (own === undefined) return [];
        return [
          {
            scope: own.scope,
            cells: new Map(own.facts.map((fact) => [fact, store.get(fact, subject)])),
            verdicts: Uint8Array.from(own.rules, (rule) => verdicts[outcomes.get(rule.name, subject)]),
          },
        ];
      });
    },
    evaluateCase: (input) => program.run(new FactStore(rulebook, parser.parse(input))),
  };
}

/** What the evaluator takes: the facts of a case's subjects, all known beforehand, and the place for the outcomes. */
interface Given {
  readonly store: FactStore;
  readonly outcomes: Outcomes;
}

/** The production evaluator on given facts: what a case's evaluation does between deriving facts and deciding slots. */
export function compileOurs(scopes: readonly ScopeRules[]): Prepared {
  const rules = scopes.flatMap((own) => own.rules);
  const numbers = numberRules(rules);
  const table = tableOf(scopes);
  const stages = 1 + Math.max(...rules.map(({ stage }) => stage));
  const compiled = ruleSets({ stages }, rules).map((set) => compileRules(set, table, numbers));
  return {
    input: (subjects): Given => {
      const store = givenStore(subjects, table);
      for (const set of compiled) set.evaluate(checking(store), new Outcomes(numbers, store.subjects));
      return { store, outcomes: new Outcomes(numbers, store.subjects) };
    },
    evaluate: (input) => {
      const { store, outcomes } = input as Given;
      for (const set of compiled) set.evaluate(store, outcomes);
      return outcomes;
    },
    verdicts: (result, subjects) =>
      subjects.map(({ scope }, place) => {
        const codes = (result as Outcomes).at(place);
        const own = scopes.find((one) => one.scope === scope)?.rules ?? [];
        return Uint8Array.from(own, ({ name }) => verdicts[outcomeName(codes[numbers.get(name) as number] as number)]);
      }),
  };
}

/** The facts that the rules read, by number; of each only its scope matters here. */
function tableOf(scopes: readonly ScopeRules[]): FactTable {
  const facts = new Map<string, Fact>();
  for (const { scope, facts: names, ofPatient } of scopes)
    for (const name of names) facts.set(name, { name, scope: ofPatient.has(name) ? "patient" : scope } as Fact);
  return new FactTable({ facts } as unknown as Rulebook);
}

/** A store of which the evaluator uses nothing but the subjects and their cells; the patient comes first, as always. */
function givenStore(subjects: readonly SubjectCells[], table: FactTable): FactStore {
  const patient = subjects.find(({ scope }) => scope === "patient");
  const cells = subjects.map((subject) =>
    table.facts.map(({ name, scope }) =>
      // A patient's fact that only vein rules read stands with the vein.
      scope === "patient"
        ? (patient?.cells.get(name) ?? subjects.find((one) => one.cells.has(name))?.cells.get(name))
        : subject.cells.get(name),
    ),
  );
  const placesOf = (kind: Scope): number[] => subjects.flatMap(({ scope }, place) => (scope === kind ? [place] : []));
  const store = {
    subjects: subjects.map(({ scope }, place) => ({ kind: scope, id: String(place) })),
    places: {
      patient: placesOf("patient"),
      vein: placesOf("vein"),
      followUp: placesOf("followUp"),
    },
    cellsAt: (place: number) => cells[place],
  };
  return store as unknown as FactStore;
}

/** The same store, for one evaluation before the clock runs: that every fact which the rules read was given. */
function checking(store: FactStore): FactStore {
  const cellsAt: FactStore["cellsAt"] = (place, numbers) => {
    const cells = store.cellsAt(place, numbers);
    for (const number of numbers) if (cells[number] === undefined) throw new Error("a fact was not given");
    return cells;
  };
  return { ...store, cellsAt } as unknown as FactStore;
}
