/** How much an issue weighs: an `error` refuses the input, a `warning` is reported and evaluation goes on. */
export type Severity = "error" | "warning";

/** The closed list of issue codes, `family/what-is-wrong`. */
export type IssueCode =
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
  | "fixture/invalid";

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

/** Joins path segments: `["veins", 0, "id"]` becomes `veins[0].id`. */
export function formatPath(segments: readonly PropertyKey[]): string {
  let path = "";
  for (const segment of segments) {
    if (typeof segment === "number") path += `[${segment}]`;
    else path += path === "" ? String(segment) : `.${String(segment)}`;
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
