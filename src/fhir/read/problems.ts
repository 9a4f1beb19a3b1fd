import type { FhirIssueCode, Issue, Severity } from "../../issues/issue.ts";

/** The most issues of one code that a reading lists; the rest is counted. */
const maxPerCode = 100;

/** What is wrong with a record, in the order in which it was found. Messages are ours alone: no text of the record. */
export class Problems {
  readonly #issues: Issue[] = [];
  readonly #counts = new Map<FhirIssueCode, number>();

  add(code: FhirIssueCode, path: string, message: string, help: string, severity: Severity = "warning"): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= maxPerCode) this.#issues.push({ code, severity, path, message, help });
  }

  /** All issues, and for each code with more than are listed one that says how many. */
  list(): Issue[] {
    const more = [...this.#counts]
      .filter(([, count]) => count > maxPerCode)
      .map(
        ([code, count]): Issue => ({
          code,
          severity: "warning",
          path: "",
          message: `${count - maxPerCode} more of this kind are not listed`,
          help: "correct those that are listed, then read again",
        }),
      );
    return [...this.#issues, ...more];
  }
}
