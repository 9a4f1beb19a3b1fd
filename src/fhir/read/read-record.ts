import type { CaseParser } from "../../case/parse.ts";
import { append } from "../../issues/issue.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import { type AllAnswers, Responses } from "./answers.ts";
import type { CodeSet } from "./code-set.ts";
import { type Collected, collect, type Found } from "./collect.ts";
import { Counter } from "./counter.ts";
import { calendarDate, dayOf } from "./dates.ts";
import type { Finding } from "./finding.ts";
import { latestPerformed, latestResults } from "./latest.ts";
import { Matcher } from "./match.ts";
import { Medications } from "./medications.ts";
import type { Settings } from "./options.ts";
import { readPatient } from "./patient.ts";
import type { Problems } from "./problems.ts";
import { type Fields, readResource } from "./read-fields.ts";
import { Reader, type RecordedAllergy } from "./reading.ts";
import type { AbsentType, ReadCounts, ReadType } from "./result.ts";
import { type PatientOfRecord, patientOf } from "./subject.ts";
import { readInto } from "./types/read-into.ts";
import { deniedBesideAnother, outOfRange } from "./verdict.ts";
import { newestVersions } from "./versions.ts";

/** What the resources of a record say, before it is brought together. */
export interface HealthRecord {
  readonly reader: Reader;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly answers: AllAnswers;
  readonly counts: ReadCounts;
  /** False where it cannot be told whose record it is. */
  readonly hasPatient: boolean;
}

const matchers = new WeakMap<CodeSet, Matcher>();

function matcherOf(codes: CodeSet): Matcher {
  const known = matchers.get(codes);
  if (known !== undefined) return known;
  const matcher = new Matcher(codes);
  matchers.set(codes, matcher);
  return matcher;
}

/** Reads every resource of the patient once. */
export function readRecord(
  input: unknown,
  settings: Settings,
  codes: CodeSet,
  parser: CaseParser,
  facts: ReadonlyMap<string, Fact>,
  problems: Problems,
): HealthRecord {
  const collected = collect(input, settings.limits, problems);
  for (const type of settings.incomplete) collected.gaps.add(type);
  const { newest, older } = newestVersions(collected.resources, problems);
  const patient = patientOf(newest, settings.patient, problems);
  const day = dayOf(calendarDate(settings.asOf));
  const reader = new Reader(matcherOf(codes), new Medications(newest, problems), problems, collected.gaps, day);
  const responses = new Responses(parser, settings, settings.limits, problems, day);
  const pass = new Pass(reader, responses, collected, problems);
  const findings: Finding[] = [];
  if (patient === undefined) collected.gaps.add();
  else {
    const about = readPatient(patient, facts, { date: settings.asOf, day }, problems);
    append(findings, about.findings);
    for (let count = 0; count < about.read; count += 1) pass.read.add("Patient");
    for (let count = 0; count < about.unreadable; count += 1) pass.unreadable.add("Patient");
    for (const found of newest) pass.take(found, patient);
    pass.reportLeftOut();
  }
  const answers = responses.all(codes);
  append(findings, [
    ...reader.findings,
    ...[...groupByFact(reader.measured).values()].flatMap((results) => latestResults(results, day)),
    ...[...groupByFact(reader.performed).values()].flatMap(latestPerformed),
    ...answers.old,
  ]);
  return {
    reader,
    findings: groupByFact(
      findings.map((finding) => withinRange(besideOthers(finding, reader.allergies), facts, parser)),
    ),
    answers,
    counts: pass.counts(older),
    hasPatient: patient !== undefined,
  };
}

/** Takes the resources of one patient in, and counts those that it leaves out. */
class Pass {
  readonly read = new Counter();
  readonly unreadable = new Counter();
  readonly #otherPatient = new Counter();
  #firstOther = "";
  readonly #reader: Reader;
  readonly #responses: Responses;
  readonly #collected: Collected;
  readonly #problems: Problems;

  constructor(reader: Reader, responses: Responses, collected: Collected, problems: Problems) {
    this.#reader = reader;
    this.#responses = responses;
    this.#collected = collected;
    this.#problems = problems;
  }

  take(found: Found, patient: PatientOfRecord): void {
    const { type, body, path } = found;
    if (type === "Medication") return;
    if (type === "Patient") {
      if (!patient.has(found)) this.#leaveOut(found);
      return;
    }
    const fields = isModified(found, this.#problems) ? undefined : readResource(type, body, path, this.#problems);
    if (fields === undefined) {
      this.unreadable.add(type);
      this.#collected.gaps.add(type);
    } else if (!isAbout(fields, patient)) this.#leaveOut(found);
    else if (this.#readInto(type, found, fields)) this.read.add(type);
    else this.#reader.enteredInError.add(type);
  }

  #readInto(type: Exclude<ReadType, "Patient">, found: Found, fields: Fields<Exclude<ReadType, "Patient">>): boolean {
    if (type !== "QuestionnaireResponse") return readInto(type, found, fields as Fields<AbsentType>, this.#reader);
    const response = fields as Fields<"QuestionnaireResponse">;
    if (response.status === "entered-in-error") return false;
    this.#responses.add(found, response);
    return true;
  }

  /** What names another patient may still be the patient's own, under another id: absence of its type tells nothing. */
  #leaveOut({ type, path }: Found): void {
    if (this.#firstOther === "") this.#firstOther = path;
    this.#otherPatient.add(type);
    this.#collected.gaps.add(type);
  }

  /** One issue for all resources of other patients, one for each type with resources that were entered in error. */
  reportLeftOut(): void {
    const others = Object.values(this.#otherPatient.toObject()).reduce((sum, count) => sum + count, 0);
    if (others > 0)
      this.#problems.add(
        "fhir/other-patient",
        this.#firstOther,
        `expected resources of one patient, received ${others} of others`,
        "they were left out: hand over the record of one patient",
      );
    for (const [type, count] of Object.entries(this.#reader.enteredInError.toObject()))
      this.#problems.add(
        "fhir/entered-in-error",
        type,
        `${count} of type ${type} entered in error`,
        "they were left out; nothing has to be done",
      );
  }

  counts(older: Counter): ReadCounts {
    return {
      read: this.read.toObject(),
      ignored: this.#collected.ignored.toObject(),
      enteredInError: this.#reader.enteredInError.toObject(),
      otherPatient: this.#otherPatient.toObject(),
      unreadable: this.unreadable.toObject(),
      olderVersions: older.toObject(),
    };
  }
}

/** FHIR forbids to read a resource with a modifier that is not understood: it may turn the meaning round. */
function isModified({ body, path }: Found, problems: Problems): boolean {
  const modifiers = body["modifierExtension"];
  if (modifiers === undefined || (Array.isArray(modifiers) && modifiers.length === 0)) return false;
  problems.add(
    "fhir/not-read",
    `${path}.modifierExtension`,
    "expected a resource without `modifierExtension`, received one with it",
    "it may change the meaning, so that the resource was left out: read it by hand, or ask",
  );
  return true;
}

/** Whether a resource is about the patient: by its subject, and for observations by what they look at, if that is told. */
function isAbout(fields: Fields<Exclude<ReadType, "Patient">>, { isSubject }: PatientOfRecord): boolean {
  const subject = "patient" in fields ? fields.patient : "subject" in fields ? fields.subject : undefined;
  const focus = "focus" in fields ? (fields.focus ?? []) : [];
  return isSubject(subject) && (focus.length === 0 || focus.some((one) => isSubject(one)));
}

function groupByFact<One extends { readonly fact: string }>(list: readonly One[]): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of list) {
    const group = groups.get(one.fact);
    if (group === undefined) groups.set(one.fact, [one]);
    else group.push(one);
  }
  return groups;
}

/**
 * A denial of allergies beside an allergy that it denies is contradicted, whatever that allergy is to. A refuted allergy beside one
 * whose code cannot be read excludes nothing: it may be the same.
 */
function besideOthers(finding: Finding, allergies: readonly RecordedAllergy[]): Finding {
  if (finding.kind !== "says" || finding.source.type !== "AllergyIntolerance") return finding;
  const { fact, source, denies, excludes } = finding;
  const isContradicted = allergies.some(({ mayBeMedicine, isCoded }) =>
    denies === undefined ? excludes === true && mayBeMedicine && !isCoded : mayBeMedicine || denies === "all",
  );
  return isContradicted ? { fact, source, kind: "doubt", doubt: deniedBesideAnother } : finding;
}

/** A value that the fact cannot have is no value: never clamped, and never coerced. */
function withinRange(finding: Finding, facts: ReadonlyMap<string, Fact>, parser: CaseParser): Finding {
  const fact = facts.get(finding.fact);
  if (finding.kind !== "says" || fact === undefined || parser.checkValue(fact, finding.value).length === 0)
    return finding;
  return { fact: finding.fact, source: finding.source, kind: "doubt", doubt: outOfRange };
}
