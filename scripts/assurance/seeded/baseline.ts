import { createHash } from "node:crypto";
import { type Advisor, createAdvisorFor } from "../../../src/advisor/advisor.ts";
import { CaseError } from "../../../src/issues/errors.ts";
import type { Report } from "../../../src/report/report.ts";
import type { Rulebook } from "../../../src/rulebook/rulebook.ts";
import { type Patient, patientsOf } from "../../everywhere/patients.ts";

/** A patient with the digest of the answer before the fault. */
export interface Answered extends Patient {
  readonly answer: string;
}

export type Advisors = Readonly<Record<Patient["evidence"], Advisor>>;

export function advisorsOf(rulebook: Rulebook): Advisors {
  return { all: createAdvisorFor(rulebook, "all"), documents: createAdvisorFor(rulebook, "documents") };
}

/** The patients of the cases and random ones, the random ones first, with what is answered now. */
export function baselineOf(rulebook: Rulebook, randomCases: number): Answered[] {
  const advisors = advisorsOf(rulebook);
  const patients = patientsOf("fixtures/cases", randomCases, false);
  const random = patients.slice(patients.length - randomCases);
  return [...random, ...patients.slice(0, patients.length - randomCases)].map((patient) => ({
    ...patient,
    answer: answerOf(() => advisors[patient.evidence].recommendSync(patient.input)),
  }));
}

/** The digest of an answer, refusals among them; what names the rules as a whole is left out. */
export function answerOf(answer: () => Report): string {
  try {
    return digestOf(answer());
  } catch (error) {
    if (error instanceof CaseError) return digest(error.issues);
    throw error;
  }
}

/** The digest of a report without that of its rules. */
export function digestOf({ rulebook: _, ...answer }: Report): string {
  return digest(answer);
}

function digest(answer: unknown): string {
  return createHash("sha256").update(JSON.stringify(answer)).digest("base64url");
}
