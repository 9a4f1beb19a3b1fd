/** How much an issue weighs: an `error` refuses the input, a `warning` is reported and evaluation goes on. */
export type Severity = "error" | "warning";

/** The closed list of issue codes, `family/what-is-wrong`. */
export type IssueCode =
  | "case/invalid-json"
  | "case/duplicate-key"
  | "case/not-an-object"
  | "case/unknown-key"
  | "case/wrong-type"
  | "case/out-of-range"
  | "case/not-in-list"
  | "case/impossible-date"
  | "case/missing-vein-id"
  | "case/duplicate-vein-id"
  | "case/too-deep"
  | "case/session-after-as-of"
  | "case/date-and-duration-disagree"
  | "case/contradiction"
  | "case/fact-failed"
  | "case/asynchronous-fact"
  | "change/unknown-path"
  | "rule/unknown-name"
  | "rulebook/invalid-json"
  | "rulebook/duplicate-key"
  | "rulebook/missing-key"
  | "rulebook/unknown-key"
  | "rulebook/wrong-type"
  | "rulebook/not-in-list"
  | "rulebook/empty-list"
  | "rulebook/ambiguous-condition"
  | "rulebook/unknown-operator"
  | "rulebook/negative-operator"
  | "rulebook/unknown-fact"
  | "rulebook/fact-out-of-scope"
  | "rulebook/operator-does-not-fit"
  | "rulebook/value-does-not-fit"
  | "rulebook/duplicate-rule-name"
  | "rulebook/unknown-rule"
  | "rulebook/unknown-slot"
  | "rulebook/slot-out-of-scope"
  | "rulebook/duplicate-slot"
  | "rulebook/slot-value-does-not-fit"
  | "rulebook/rank-does-not-fit"
  | "rulebook/unknown-source"
  | "rulebook/missing-source"
  | "rulebook/unknown-resolution"
  | "rulebook/unaccounted-row"
  | "rulebook/unknown-topic"
  | "rulebook/summary-too-long"
  | "rulebook/dependency-cycle"
  | "rulebook/unknown-retired-rule"
  | "rulebook/missing-file"
  | "fixture/invalid"
  | FhirIssueCode
  | CdsHooksIssueCode
  | SqlIssueCode
  | BatchIssueCode
  | VerifyIssueCode;

/** What keeps a rulebook from being verified. */
export type VerifyIssueCode =
  /** A rule or a fact asks for what the formulas cannot say. */
  | "verify/not-expressible"
  /** A property names a fact, a slot, a rule or a value that the rulebook does not have. */
  | "verify/unknown-name"
  /** A file of properties that has not the form of one. */
  | "verify/invalid-property";

/** What can be wrong with a batch, or with one line of it: the other lines are answered. */
export type BatchIssueCode =
  | "batch/unknown-field"
  | "batch/invalid-json"
  /** Bytes that are no UTF-8: a part of the text would be guessed. */
  | "batch/invalid-text"
  | "batch/line-too-long"
  /** A fault of the library met on one case. */
  | "batch/failed";

/** What can be wrong with a health record: the adapter reads what it can, and says what it left unknown and why. */
export type FhirIssueCode =
  /** Not a resource, a Bundle or a list of them; or JSON that is none. */
  | "fhir/not-a-resource"
  /** A field that is read has another type or form than FHIR R4 gives it. */
  | "fhir/wrong-type"
  | "fhir/too-large"
  | "fhir/too-deep"
  | "fhir/no-patient"
  | "fhir/several-patients"
  /** A resource of another patient, left out. */
  | "fhir/other-patient"
  /** Entered in error, left out; counted. */
  | "fhir/entered-in-error"
  /** Unconfirmed, provisional or differential: the fact stays unknown. */
  | "fhir/unconfirmed"
  /** The status does not say whether it holds now: on hold, unknown, or missing. */
  | "fhir/unclear-status"
  /** Results that are not final. */
  | "fhir/not-final"
  /** Cannot be true as recorded: a pregnancy of years. */
  | "fhir/implausible"
  /** Too old to tell what holds now. */
  | "fhir/stale"
  /** Dated after `asOf`. */
  | "fhir/in-future"
  /** A partial or unreadable date that does not tell. */
  | "fhir/unclear-date"
  /** Resources that say opposite things; the worse one was taken, or the fact left unknown. */
  | "fhir/conflicting"
  /** A code that touches a fact without settling it: diabetes without its control. */
  | "fhir/not-specific"
  | "fhir/unknown-unit"
  | "fhir/out-of-range"
  /** An answer of a questionnaire that fits no fact. */
  | "fhir/unknown-answer"
  /** A reference that leads nowhere: a medication that is not in the Bundle. */
  | "fhir/unresolved-reference"
  /** There is more than was handed over: a page of search results. */
  | "fhir/incomplete"
  /** A part of the record could not be read at all: an error of the server. */
  | "fhir/not-read"
  /** The caller stated that absence means false; which facts were settled so. */
  | "fhir/absence-assumed";

/** What can be wrong with a call of a CDS service. */
export type CdsHooksIssueCode =
  | "cds-hooks/invalid-json"
  | "cds-hooks/too-large"
  | "cds-hooks/missing-key"
  | "cds-hooks/wrong-type"
  | "cds-hooks/empty-value"
  | "cds-hooks/unknown-service"
  | "cds-hooks/wrong-hook"
  | "cds-hooks/missing-data"
  | "cds-hooks/server-not-allowed"
  /** A page of an origin that is not listed. */
  | "cds-hooks/origin-not-allowed";

/** What can be wrong with a rulebook that is to become SQL, or with a table of facts. */
export type SqlIssueCode =
  /** SQL cannot say what the rulebook asks for. */
  | "sql/not-expressible"
  | "sql/unknown-column"
  | "sql/missing-column"
  /** The column's type is not its fact's. */
  | "sql/wrong-type"
  /** The same case, or the same vein of a case, in more than one row. */
  | "sql/duplicate-row"
  /** A vein whose case is not there. */
  | "sql/unknown-case";

/**
 * One thing that is wrong with an input. Data, not an exception: inputs report all their issues at once.
 *
 * `message` starts lower-case, is one line, gives what is expected before what was received and never holds the value of a
 * patient's fact. `help` says what to do about it.
 */
export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  /** Where in the input: `patient.pregnant`, `veins[0].diameterMm`, `rules[2].event.params.slot`; empty for the whole. */
  readonly path: string;
  readonly message: string;
  readonly help?: string;
  /** For files: the file's name as it was given. */
  readonly file?: string;
  /** For files: line and column, from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** Adds to a list, however much: a call takes its arguments on the stack, so `push(...more)` fails on a hundred thousand. */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const one of more) list.push(one);
}

/** Longer than any key of a case or a rule file. */
const longestKey = 200;

/** A key as a path holds it: as it is, but for one of a length that only hostile input has. */
export function shortKey(key: string): string {
  return key.length > longestKey ? `${key.slice(0, longestKey - 3)}...` : key;
}

/** Joins path segments: `["veins", 0, "id"]` becomes `veins[0].id`. */
export function formatPath(segments: readonly PropertyKey[]): string {
  let path = "";
  for (const segment of segments) {
    if (typeof segment === "number") path += `[${segment}]`;
    else path += path === "" ? shortKey(String(segment)) : `.${shortKey(String(segment))}`;
  }
  return path;
}

/** Sorts issues by file, line, column, path and code, so that the same input always reports in the same order. */
export function sortIssues(issues: readonly Issue[]): Issue[] {
  return [...issues].sort(
    (a, b) =>
      compareText(a.file ?? "", b.file ?? "") ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compareText(a.path, b.path) ||
      compareText(a.code, b.code),
  );
}

/** Compares by code unit: the same order on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
