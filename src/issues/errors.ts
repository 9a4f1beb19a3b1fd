import type { Issue } from "./issue.ts";
import { onOneLine } from "./nearest.ts";

/** Longer than any path of a case or a rule file, but for one with a strange key. */
const longestPath = 200;

/** Base of every error that the library throws. */
export abstract class ScleroError extends Error {
  /** What was wrong, all at once; empty only for `InternalError`. */
  readonly issues: readonly Issue[];

  protected constructor(message: string, issues: readonly Issue[]) {
    super(message);
    this.issues = Object.freeze([...issues]);
  }
}

function describe(what: string, issues: readonly Issue[]): string {
  const first = issues[0];
  if (first === undefined) return what;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  const path = first.path === "" ? "" : `${onOneLine(first.path, longestPath)}: `;
  return `${what}: ${path}${first.message}${more}`;
}

/** The case cannot be read; `issues` says why. Its message holds no fact's value. */
export class CaseError extends ScleroError {
  override readonly name = "CaseError";
  constructor(issues: readonly Issue[]) {
    super(describe("the case cannot be read", issues), issues);
  }
}

/** The rulebook cannot be used; `issues` says why, with file, line and column where it came from text. */
export class RulebookError extends ScleroError {
  override readonly name = "RulebookError";
  constructor(issues: readonly Issue[]) {
    super(describe("the rulebook cannot be used", issues), issues);
  }
}

/** An adapter (FHIR, CDS Hooks) cannot read or answer its input; `issues` says why. */
export class AdapterError extends ScleroError {
  override readonly name = "AdapterError";
  constructor(issues: readonly Issue[]) {
    super(describe("the input of the adapter cannot be read", issues), issues);
  }
}

/** A fault of the library itself: please report it. */
export class InternalError extends ScleroError {
  override readonly name = "InternalError";
  constructor(message: string) {
    super(message, []);
  }
}
