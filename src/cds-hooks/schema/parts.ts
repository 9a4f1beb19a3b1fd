import * as z from "zod/mini";
import { formatPath, type Issue } from "../../issues/issue.ts";
import { parseBySchema } from "../../issues/zod.ts";
import { callIssue } from "../http/refusal.ts";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A UUID of any version: clients give what they have. */
export function uuid() {
  return z.string().check(z.regex(uuidPattern));
}

/** A text that is neither empty nor blank. */
export function filled() {
  return z.string().check(z.refine((text) => text.trim() !== ""));
}

export function absoluteUrl() {
  return z.string().check(z.refine(isHttpUrl));
}

export function isHttpUrl(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text);
    return (protocol === "https:" || protocol === "http:") && username === "" && password === "";
  } catch {
    return false;
  }
}

/** An instant: date, time with seconds, and offset from UTC. */
export const instantPattern =
  /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/** A schema whose issues say in words what was expected: one issue, whatever is wrong within. */
export function wellFormed(schema: z.ZodMiniType, expected: string): z.ZodMiniType {
  return z.unknown().check(z.refine((value) => parseBySchema(schema, value).success, { error: expected }));
}

/** A key that may be left out; null counts as left out. */
export function left<T extends z.ZodMiniType>(schema: T) {
  return z.optional(z.nullable(schema));
}

/** The issues of a refused body: what is missing, empty or of the wrong form, each with its path and never with its value. */
export function issuesOf(found: readonly z.core.$ZodIssue[], body: unknown): Issue[] {
  return found.map((issue) => {
    const path = formatPath(issue.path);
    const received = valueAt(body, issue.path);
    const expected = expectationOf(issue);
    if (received === undefined && issue.path.length > 0)
      return callIssue("cds-hooks/missing-key", path, `expected ${expected}, received nothing`);
    if (isEmpty(received))
      return callIssue("cds-hooks/empty-value", path, `expected ${expected}, received ${emptyName(received)}`);
    return callIssue("cds-hooks/wrong-type", path, `expected ${expected}, received ${kindOf(received)}`);
  });
}

function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "custom") return issue.message === "Invalid input" ? "a text that is not blank" : issue.message;
  if (issue.code === "invalid_type") return withArticle(issue.expected === "record" ? "object" : issue.expected);
  if (issue.code === "invalid_format" && issue.format === "regex") return "another form of text";
  return "another value";
}

function withArticle(noun: string): string {
  return `${/^[aeio]/.test(noun) ? "an" : "a"} ${noun}`;
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    body,
  );
}

function isEmpty(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && Object.keys(value).length === 0;
}

function emptyName(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return "an empty text";
  return Array.isArray(value) ? "an empty list" : "an empty object";
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return "another text";
  return withArticle(typeof value);
}
