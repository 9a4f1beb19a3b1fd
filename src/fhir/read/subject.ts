import type { Reference } from "fhir/r4.js";
import type { Found, Plain } from "./collect.ts";
import { isPlain } from "./collect.ts";
import type { Problems } from "./problems.ts";
import { canonicalReference, isId, keysOf } from "./references.ts";
import type { Read } from "./schemas.ts";

/** Whose record it is. */
export interface PatientOfRecord {
  /** The Patient resources of the person; several where the input holds it several times. */
  readonly resources: readonly Found[];
  /** Whether a Patient resource is one of them. */
  readonly has: (patient: Found) => boolean;
  /** Whether a resource with this subject is about the patient. */
  readonly isSubject: (subject: Read<Reference> | undefined) => boolean;
}

/** Finds the patient. Undefined where it cannot be told whose record it is: then nothing of it may be read. */
export function patientOf(
  resources: readonly Found[],
  wanted: string | undefined,
  problems: Problems,
): PatientOfRecord | undefined {
  const patients = resources.filter(({ type }) => type === "Patient");
  const persons = byPerson(patients);
  if (wanted !== undefined) {
    const keys = new Set(keysOfReference(isId(wanted) ? `Patient/${wanted}` : wanted));
    const own = persons.find((person) => person.some((found) => keysOfPatient(found).some((key) => keys.has(key))));
    if (own === undefined) noPatient(problems);
    // What names no subject is of the one patient that is here, who may be another than is meant.
    return patientWith(own ?? [], keys, persons.length === 0 || (own !== undefined && persons.length === 1));
  }
  if (persons.length > 1) return severalPatients(persons[1]?.[0]?.path ?? "", problems);
  const [only] = persons;
  if (only !== undefined) return patientWith(only, new Set(), true);
  noPatient(problems);
  const subjects = new Map(resources.flatMap(({ body, path }) => subjectKey(body).map((key) => [key, path] as const)));
  if (subjects.size > 1) return severalPatients([...subjects.values()][1] ?? "", problems);
  return patientWith([], new Set(subjects.keys()), true);
}

/** Patients with an id or a full URL in common are one person. */
function byPerson(patients: readonly Found[]): Found[][] {
  const persons = new Map<string, Found[]>();
  for (const found of patients) {
    const keys = [...keysOf("Patient", found.body["id"], found.fullUrl), found.path];
    const known = keys.map((key) => persons.get(key)).find((person) => person !== undefined);
    const person = known ?? [];
    person.push(found);
    for (const key of keys) if (!persons.has(key)) persons.set(key, person);
  }
  return [...new Set(persons.values())];
}

/** A resource without a subject counts where there is one patient whom it can be about. */
function patientWith(resources: readonly Found[], wanted: ReadonlySet<string>, isOnly: boolean): PatientOfRecord {
  const keys = new Set([...wanted, ...resources.flatMap(keysOfPatient)]);
  const own = new Set(resources);
  return {
    resources,
    has: (patient) => own.has(patient),
    isSubject: (subject) => {
      if (subject?.reference !== undefined) return keysOfReference(subject.reference).some((key) => keys.has(key));
      const { system, value } = subject?.identifier ?? {};
      return value === undefined ? isOnly : keys.has(identifierKey(system, value));
    },
  };
}

function keysOfPatient({ body, fullUrl }: Found): string[] {
  const identifiers = Array.isArray(body["identifier"]) ? (body["identifier"] as unknown[]).filter(isPlain) : [];
  return [
    ...keysOf("Patient", body["id"], fullUrl),
    ...identifiers.flatMap(({ system, value }) => (typeof value === "string" ? [identifierKey(system, value)] : [])),
  ];
}

function identifierKey(system: unknown, value: string): string {
  return `${typeof system === "string" ? system : ""}|${value}`;
}

/** A `urn:uuid:` may mean the id of a resource as well, and the other way round: servers that load a transaction keep it. */
function keysOfReference(reference: string): string[] {
  const canonical = canonicalReference(reference);
  const id = canonical.startsWith("Patient/") ? canonical.slice("Patient/".length) : undefined;
  return id === undefined ? [canonical] : [canonical, `urn:uuid:${id.toLowerCase()}`];
}

/** The key of the subject that a resource names; none where it names none. */
function subjectKey(body: Plain): string[] {
  const subject = body["subject"] ?? body["patient"];
  const reference = isPlain(subject) ? subject["reference"] : undefined;
  return typeof reference === "string" ? keysOfReference(reference).slice(-1) : [];
}

function noPatient(problems: Problems): undefined {
  problems.add(
    "fhir/no-patient",
    "",
    "expected the Patient of the record, received none",
    "add the Patient resource: age and sex are read from it",
  );
  return undefined;
}

function severalPatients(path: string, problems: Problems): undefined {
  problems.add(
    "fhir/several-patients",
    path,
    "expected the record of one patient, received several",
    "name the one that is meant by `patient`: nothing of the record was read",
    "error",
  );
  return undefined;
}
