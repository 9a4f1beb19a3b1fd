import { match, P } from "ts-pattern";
import type * as z from "zod/mini";
import { append, formatPath, type Issue } from "../issues/issue.ts";
import { quote, suggest } from "../issues/nearest.ts";
import { isTooMany, keysAt, mostListed, parseBySchema } from "../issues/zod.ts";
import type { Locate } from "./read-json.ts";
import type { FixedFile } from "./schema.ts";

/** Where an issue of a file stands. */
export interface Place {
  readonly file: string;
  readonly locate: Locate;
  /** Path of the value that is checked, within the file. */
  readonly base: readonly PropertyKey[];
}

/** Makes an issue of a rulebook file at a path below `place.base`. */
export function issueAt(
  place: Place,
  path: readonly PropertyKey[],
  code: Issue["code"],
  message: string,
  help: string,
  at: "key" | "value" = "value",
): Issue {
  const full = [...place.base, ...path];
  return {
    code,
    severity: "error",
    path: formatPath(full),
    message,
    help,
    file: place.file,
    ...place.locate(full, at),
  };
}

/**
 * Checks a value against a schema; all issues at once, in the library's own words; where they are too many to be listed, one
 * says so.
 */
export function shapeIssues(schema: z.ZodMiniType, value: unknown, place: Place): Issue[] {
  const result = parseBySchema(schema, value);
  return result.success ? [] : result.issues.flatMap((issue) => translate(issue, place, schema));
}

/** Checks a file that stands once in a rulebook: the whole, and its rows one by one, so that each says what is wrong with it. */
export function fixedFileIssues({ whole, rows }: FixedFile, json: unknown, place: Place): Issue[] {
  const issues = shapeIssues(whole, json, place);
  if (typeof json !== "object" || json === null) return issues;
  for (const [key, schema] of Object.entries(rows))
    for (const [path, row] of rowsOf((json as Record<string, unknown>)[key]))
      append(issues, shapeIssues(schema, row, { ...place, base: [...place.base, key, path] }));
  return issues;
}

/** The rows of a list or of an object, each with its place; none of what is neither. */
function rowsOf(rows: unknown): Iterable<[PropertyKey, unknown]> {
  if (Array.isArray(rows)) return rows.entries();
  return typeof rows === "object" && rows !== null ? Object.entries(rows) : [];
}

function translate(issue: z.core.$ZodIssue, place: Place, schema: z.ZodMiniType): Issue[] {
  return match(issue)
    .with({ code: "unrecognized_keys" }, ({ keys, path }) =>
      keys.map((key) =>
        issueAt(
          place,
          [...path, key],
          "rulebook/unknown-key",
          `unknown key ${quote(key)}`,
          key === "path" || key === "params" || key === "priority"
            ? `json-rules-engine's \`${key}\` has no place in a rule file: remove it`
            : suggest(key, keysAt(schema, path)),
          "key",
        ),
      ),
    )
    .with({ code: "invalid_type", input: undefined }, ({ path, expected }) => [
      issueAt(
        place,
        path,
        "rulebook/missing-key",
        `expected ${inWords(expected)} at \`${String(path.at(-1))}\`, found nothing`,
        "add the key",
      ),
    ])
    .with({ code: "invalid_type" }, ({ path, expected }) => [
      issueAt(
        place,
        path,
        "rulebook/wrong-type",
        `expected ${inWords(expected)}, found ${inWords(typeOf(issue.input))}`,
        "see docs/writing-rules.md for the type of each key",
      ),
    ])
    .with({ code: "invalid_value" }, ({ path, values }) => [
      issueAt(
        place,
        path,
        issue.input === undefined ? "rulebook/missing-key" : "rulebook/not-in-list",
        `expected ${oneOf(values.map(String))}${issue.input === undefined ? ", found nothing" : ""}`,
        typeof issue.input === "string" ? suggest(issue.input, values.map(String)) : "give one of them",
      ),
    ])
    .with({ code: "too_small", origin: "array" }, ({ path }) => [
      issueAt(
        place,
        path,
        "rulebook/empty-list",
        "expected at least one entry, found none",
        "fill it or remove the key",
      ),
    ])
    .when(isTooMany, () => [
      issueAt(
        place,
        [],
        "rulebook/wrong-type",
        `expected the form of a rule file, found more than ${mostListed} values of another form`,
        "see docs/writing-rules.md for the form of each key",
      ),
    ])
    .with({ code: "too_small", origin: "string" }, ({ path }) => [
      issueAt(
        place,
        path,
        "rulebook/wrong-type",
        "expected a text that is not empty, found none",
        "fill it or remove the key",
      ),
    ])
    .with({ code: P.string }, ({ path, message, input }) => [
      issueAt(
        place,
        path,
        input === undefined ? "rulebook/missing-key" : "rulebook/wrong-type",
        `${describedForm(message)}, found ${found(input)}`,
        "see docs/writing-rules.md for the form of each key",
      ),
    ])
    .exhaustive();
}

/** The form that the schema says in words. What zod says itself is in a language of the caller's choice, and not repeated. */
function describedForm(message: string): string {
  return message.startsWith("expected ") ? message : "expected a value that its key can take";
}

/** What stands in place of that form, on one line and shortened. */
function found(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return value === "" ? "an empty text" : quote(value);
  return typeof value === "object" ? inWords(typeOf(value)) : String(value);
}

/** The types of the schemas in words; what may be anything only has to be there. */
function inWords(expected: string): string {
  if (expected === "nonoptional") return "a value";
  if (expected === "null") return expected;
  const word =
    expected === "record" ? "object" : expected === "array" ? "list" : expected === "int" ? "whole number" : expected;
  return `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

function oneOf(values: readonly string[]): string {
  const quoted = values.map((value) => `\`${value}\``).join(", ");
  return values.length === 1 ? quoted : `one of ${quoted}`;
}
