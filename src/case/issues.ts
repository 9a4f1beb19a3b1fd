import { match, P } from "ts-pattern";
import type * as z from "zod/mini";
import { formatPath, type Issue } from "../issues/issue.ts";
import { nearest, quote } from "../issues/nearest.ts";
import type { Fact } from "../rulebook/vocabulary.ts";
import { type CaseShape, defaultMaxLength } from "./schema.ts";

/** The keys that an object of the case can have, by where it stands. */
function keysAt(shape: CaseShape, path: readonly PropertyKey[]): string[] {
  if (path.length === 0) return [...shape.top.keys(), ...shape.groups.keys(), "veins"];
  if (path[0] === "veins") return path.length === 2 ? [...shape.vein.keys(), "proposal"] : [...shape.proposal.keys()];
  return [...(shape.groups.get(String(path[0]))?.keys() ?? [])];
}

/** The fact that stands at a path of the case. */
export function factAt(shape: CaseShape, path: readonly PropertyKey[]): Fact | undefined {
  if (path[0] === "veins")
    return path.length === 3 ? shape.vein.get(String(path[2])) : shape.proposal.get(String(path[3]));
  return path.length === 1 ? shape.top.get(String(path[0])) : shape.groups.get(String(path[0]))?.get(String(path[1]));
}

/** Where else in the case a key of that name stands. */
function elsewhere(shape: CaseShape, key: string): string | undefined {
  for (const [group, facts] of shape.groups) if (facts.has(key)) return `${group}.${key}`;
  if (shape.vein.has(key)) return `veins[].${key}`;
  return shape.proposal.has(key) ? `veins[].proposal.${key}` : undefined;
}

/** A record with more strange keys than this is no typing slip, and looking for near names would only take time. */
const maxSuggestions = 20;
const unknownKeyGeneralHelp = "see the vocabulary for the facts that a case can hold";

function unknownKeyHelp(shape: CaseShape, path: readonly PropertyKey[], key: string): string {
  const other = elsewhere(shape, key);
  const near = other ?? nearest(key, keysAt(shape, path)) ?? nearest(key, allKeys(shape));
  if (near === undefined) return unknownKeyGeneralHelp;
  const home = near.includes(".") || keysAt(shape, path).includes(near) ? near : (elsewhere(shape, near) ?? near);
  return `did you mean \`${home}\`?`;
}

function allKeys(shape: CaseShape): string[] {
  return [...shape.groups.values(), shape.vein, shape.proposal].flatMap((facts) => [...facts.keys()]);
}

function typeOf(value: unknown, fact?: Fact): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number" && !Number.isFinite(value)) return "a number that is not finite";
  if (typeof value === "number" && fact?.type === "integer") return "a fraction";
  return match(typeof value)
    .with("object", () => "an object")
    .with("symbol", () => "something that is no JSON")
    .with("undefined", () => "nothing")
    .otherwise((type) => `a ${type}`);
}

function expectedOf(fact: Fact | undefined, expected: string): string {
  if (fact === undefined) return expected === "array" ? "a list" : "an object";
  return match(fact.type)
    .with("boolean", () => "true or false")
    .with("integer", () => "a whole number")
    .with("number", () => "a number")
    .with("code", () => `one of ${(fact.values ?? []).map((code) => `\`${code}\``).join(", ")}`)
    .with("string", () => "a string")
    .with("date", () => "a date (YYYY-MM-DD)")
    .with("date-or-date-time", () => "a date (YYYY-MM-DD) or a date and time (YYYY-MM-DDThh:mm:ssZ)")
    .exhaustive();
}

function rangeOf(fact: Fact | undefined): string {
  if (fact?.type === "string") return `1 to ${fact.maxLength ?? defaultMaxLength} characters`;
  const { min, max, unit = "1" } = fact ?? {};
  const range = min === undefined ? `at most ${max}` : max === undefined ? `at least ${min}` : `${min} to ${max}`;
  return unit === "1" ? range : `${range} ${unit}`;
}

const unknownHelp = "leave the fact out or give `null` where it is not known";

/** Turns what zod found into the library's issues. With `redact` false the received value is part of the message. */
export function caseIssues(found: readonly z.core.$ZodIssue[], shape: CaseShape, redact: boolean): Issue[] {
  const issues = found.flatMap((issue) => {
    const path = formatPath(issue.path);
    const fact = factAt(shape, issue.path);
    const shown = redact ? undefined : JSON.stringify(issue.input);
    const received = shown === undefined ? "" : `: ${quote(shown)}`;
    const make = (code: Issue["code"], message: string, help: string): Issue[] => [
      { code, severity: "error", path, message, help },
    ];
    return match(issue)
      .with({ code: "unrecognized_keys" }, ({ keys }) =>
        keys.map(
          (key, index): Issue => ({
            code: "case/unknown-key",
            severity: "error",
            path: formatPath([...issue.path, key]),
            message: `unknown key ${quote(key)}`,
            help: index < maxSuggestions ? unknownKeyHelp(shape, issue.path, key) : unknownKeyGeneralHelp,
          }),
        ),
      )
      .with(
        { code: "invalid_type", input: P.nullish },
        () => fact?.name === "vein.id",
        () =>
          make(
            "case/missing-vein-id",
            "expected an id for the vein, received none",
            "give each vein an id of your own: reports name veins by it",
          ),
      )
      .with({ code: "invalid_type" }, ({ input, expected }) =>
        issue.path.length === 0
          ? make(
              "case/not-an-object",
              `expected a case as a JSON object, received ${typeOf(input)}${received}`,
              'for example `{ "patient": { "pregnant": false } }`',
            )
          : make(
              "case/wrong-type",
              `expected ${expectedOf(fact, expected)}, received ${typeOf(input, fact)}${received}`,
              unknownHelp,
            ),
      )
      .with({ code: "invalid_value" }, ({ input }) =>
        typeof input === "string"
          ? make(
              "case/not-in-list",
              `expected ${expectedOf(fact, "")}, received another string${received}`,
              listHelp(fact, input),
            )
          : make(
              "case/wrong-type",
              `expected ${expectedOf(fact, "")}, received ${typeOf(input)}${received}`,
              unknownHelp,
            ),
      )
      .with({ code: P.union("too_small", "too_big") }, ({ code }) =>
        make(
          "case/out-of-range",
          `expected ${rangeOf(fact)}, received ${code === "too_small" ? "less" : "more"}${received}`,
          unknownHelp,
        ),
      )
      .with({ code: P.string }, () =>
        make(
          "case/impossible-date",
          `expected ${expectedOf(fact, "")} of the calendar, received something else${received}`,
          unknownHelp,
        ),
      )
      .exhaustive();
  });
  // What is of the wrong type may be too short as well, a number too large twice over: the first issue says enough.
  const seen = new Set<string>();
  return issues.filter(({ path }) => !seen.has(path) && seen.add(path));
}

function listHelp(fact: Fact | undefined, input: string): string {
  const near = nearest(input, fact?.values ?? []);
  return near === undefined ? unknownHelp : `did you mean \`${near}\`?`;
}
