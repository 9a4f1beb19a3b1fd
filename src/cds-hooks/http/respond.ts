import { operationOutcome } from "../../fhir/write/operation-outcome.ts";
import { InternalError } from "../../issues/errors.ts";
import type { Issue } from "../../issues/issue.ts";
import { emptyValues } from "../schema/empty-values.ts";
import { type Status, status } from "./status.ts";

/** What a call is answered with, before it becomes a `Response`. */
export interface Answer {
  readonly status: Status;
  /** JSON; absent for an empty body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers hold what concerns a patient: nobody keeps them, nobody guesses at their type. */
const safety = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** Makes the `Response`. */
export function respond(answer: Answer, headers: Readonly<Record<string, string>>, withBody = true): Response {
  const all = { ...safety, ...headers, ...answer.headers };
  if (answer.body === undefined) return new Response(null, { status: answer.status, headers: all });
  return new Response(withBody ? JSON.stringify(answer.body) : null, {
    status: answer.status,
    headers: { ...all, "content-type": "application/json; charset=utf-8" },
  });
}

/**
 * The last check of what goes out: no null, "", [] or {} anywhere but in `cards: []`, which CDS Hooks forbids. Throws
 * `InternalError`.
 */
export function assertNothingEmpty(body: unknown): void {
  const [first] = emptyValues(body);
  if (first !== undefined) throw new InternalError(`the answer holds an empty value at ${first}`);
}

/**
 * The answer to a call that is refused. CDS Hooks 2.0 leaves the body open: `{ issues }`; the 3.0 ballot wants an
 * OperationOutcome. A failed authentication is told nothing at all.
 */
export function refuse(
  refusal: { readonly status: Status; readonly issues: readonly Issue[]; readonly headers?: Answer["headers"] },
  ballot3: boolean,
): Answer {
  const { issues, headers = {} } = refusal;
  if (refusal.status === status.unauthenticated || issues.length === 0) return { status: refusal.status, headers };
  return { status: refusal.status, headers, body: ballot3 ? operationOutcome(issues) : { issues: issues.map(told) } };
}

/** An issue without what is empty: the path of the whole body. */
function told({ path, ...issue }: Issue): Partial<Issue> {
  return path === "" ? issue : { ...issue, path };
}
