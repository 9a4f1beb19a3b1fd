import { readFileSync } from "node:fs";
import { createProgram, type Program } from "../../src/advisor/run.ts";
import { createCaseParser } from "../../src/case/parse.ts";
import { listJson } from "../../src/cli/files.ts";
import type { Outcome } from "../../src/evaluate/outcome.ts";
import type { Evidence } from "../../src/evaluate/program.ts";
import { FactStore } from "../../src/facts/store.ts";
import type { Subject } from "../../src/facts/subject.ts";
import { CaseError } from "../../src/issues/errors.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import type { Fixture } from "../../src/testing/fixture.ts";
import { createFixtureRunner, type FixturePatient, type FixtureRunner } from "../../src/testing/run-fixture.ts";
import { type Parts, partsExpected } from "./reach.ts";

/** What the rules as they are find of a patient. */
export interface Evaluation {
  readonly store: FactStore;
  readonly outcome: (rule: string, subject: Subject) => Outcome;
  readonly evaluates: (rule: string) => boolean;
}

/** A patient of a case, evaluated once with the rules as they are. */
export interface Patient extends FixturePatient {
  readonly file: string;
  /** What its expectation looks at; undefined where that is the whole answer. */
  readonly parts: Parts | undefined;
  /** Undefined where the case is refused. */
  readonly evaluation: Evaluation | undefined;
}

/** Reads the patients of every case under a directory. Throws where one fails with the rules as they are. */
export function readPatients(directory: string, rulebook: Rulebook): Patient[] {
  const runner = createFixtureRunner(rulebook);
  const evaluate = evaluator(rulebook);
  return listJson(directory, true).flatMap((file) =>
    runner.patients(JSON.parse(readFileSync(file, "utf8")) as Fixture).map((patient): Patient => {
      if (fails(runner, patient)) throw new Error(`${file}, ${patient.where}: fails with the rules as they are`);
      return { ...patient, file, parts: partsExpected(patient.expect, rulebook), evaluation: evaluate(patient) };
    }),
  );
}

/** Whether a patient's expectation is not met. */
export function fails(runner: FixtureRunner, { input, evidence, expect }: FixturePatient): boolean {
  return runner.run({ title: "", case: input, options: { evidence }, expect }).length > 0;
}

function evaluator(rulebook: Rulebook): (patient: FixturePatient) => Evaluation | undefined {
  const parser = createCaseParser(rulebook);
  const programs = new Map<Evidence, { program: Program; names: ReadonlySet<string> }>();
  return ({ input, evidence }) => {
    let known = programs.get(evidence);
    if (known === undefined) {
      const program = createProgram(rulebook, evidence);
      known = { program, names: new Set(program.rules.map(({ name }) => name)) };
      programs.set(evidence, known);
    }
    const { program, names } = known;
    try {
      const store = new FactStore(rulebook, parser.parse(input));
      const { outcomes } = program.run(store);
      return {
        store,
        outcome: (rule, subject) => outcomes.get(rule, subject),
        evaluates: (rule) => names.has(rule),
      };
    } catch (error) {
      if (error instanceof CaseError) return undefined;
      throw error;
    }
  };
}
