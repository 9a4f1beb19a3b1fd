import type { Issue, IssueCode } from "../issues/issue.ts";
import type { AuthFailure } from "./auth/client-jwt.ts";
import type { Relevance } from "./relevance.ts";
import type { Feedback } from "./types.ts";

/** What a log may hold of a call: nothing of it tells who the patient is or what ails them. */
export interface RequestSummary {
  /** The service's id; `discovery` for the list of services; absent where the path leads nowhere. */
  readonly service?: string;
  readonly kind?: "discovery" | "service" | "feedback";
  readonly status: number;
  readonly milliseconds: number;
  /** How many cards were given. */
  readonly cards: number;
  /** The client's `hookInstance`. */
  readonly requestId?: string;
  /** Whether the call had to do with leg veins or sclerotherapy. */
  readonly relevance?: Relevance;
  /** Codes of what was wrong, warnings included. */
  readonly issues: readonly IssueCode[];
}

/** Feedback on one card of a service. */
export interface FeedbackEvent extends Feedback {
  readonly service: string;
}

/** What went wrong, without patient data. */
export type HandlerError =
  | { readonly kind: "refused"; readonly status: number; readonly issues: readonly Issue[] }
  | { readonly kind: "unauthenticated"; readonly reason: AuthFailure }
  /** A callback of the caller's threw. */
  | { readonly kind: "callback"; readonly callback: "onFeedback" | "onRequest"; readonly name: string }
  /** A fault of this library, or of an advisor. Its message is left out, since it may quote the record. */
  | { readonly kind: "internal"; readonly name: string; readonly at: readonly string[] };

/** An unexpected error without its message: its name, and where it came from. */
export function internalError(error: unknown): HandlerError {
  const isError = error instanceof Error;
  const at = isError ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
  return { kind: "internal", name: isError ? error.name : "unknown", at: at.map((line) => line.trim()) };
}

/** The name of what a callback threw. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
