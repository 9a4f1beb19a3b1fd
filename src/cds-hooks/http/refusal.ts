import type { CdsHooksIssueCode, Issue } from "../../issues/issue.ts";
import type { Status } from "./status.ts";

/** A call that is not answered with cards: its status, and what is wrong with it. Thrown inside the handler only. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: Status;
  readonly issues: readonly Issue[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: Status, issues: readonly Issue[] = [], headers: Readonly<Record<string, string>> = {}) {
    super("refused");
    this.status = status;
    this.issues = issues;
    this.headers = headers;
  }
}

/** An issue with a call. */
export function callIssue(
  code: CdsHooksIssueCode,
  path: string,
  message: string,
  { help, severity = "error" }: { readonly help?: string; readonly severity?: Issue["severity"] } = {},
): Issue {
  return { code, severity, path, message, ...(help === undefined ? {} : { help }) };
}
