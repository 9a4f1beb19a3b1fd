import { match, P } from "ts-pattern";
import * as z from "zod/mini";
import { formatPath, type Issue, type IssueCode } from "./issue.ts";
import { quote, suggest } from "./nearest.ts";
import { isTooMany, keysAt, parseBySchema } from "./zod.ts";

/** The codes that one edge gives to what is wrong with its options. */
export interface OptionCodes {
  readonly unknownKey: IssueCode;
  readonly missingKey: IssueCode;
  readonly wrongType: IssueCode;
}

/**
 * What is wrong with a caller's options, all at once; the caller throws them as the error of its room or edge.
 *
 * Objects that are to know their keys are `z.strictObject`: what they do not know is an issue with the nearest name. Keys that may be
 * left out are `z.optional`, for which undefined counts as left out and null does not. What no type of zod says is `expected`.
 *
 * @param schema built within `withoutCodeGeneration`, and once where options are checked often
 * @param code one code for all, or one for each kind
 * @param at the path of the options themselves: `options`; by default the paths begin with their keys
 *
 * @example
 * const issues = optionIssues(schema, { lnguage: "es" }, "fhir/wrong-type");
 * // [{ path: "lnguage", message: "unknown key `lnguage`", help: "did you mean `language`?", … }]
 * if (issues.length > 0) throw new AdapterError(issues);
 */
export function optionIssues(
  schema: z.ZodMiniType,
  options: unknown,
  code: IssueCode | OptionCodes,
  at: string | undefined = undefined,
): Issue[] {
  const parsed = parseBySchema(schema, options);
  if (parsed.success) return [];
  const codes = typeof code === "string" ? { unknownKey: code, missingKey: code, wrongType: code } : code;
  const make = (kind: keyof OptionCodes, path: readonly PropertyKey[], message: string, help?: string): Issue => ({
    code: codes[kind],
    severity: "error",
    path: formatPath(at === undefined ? path : [at, ...path]),
    message,
    ...(help === undefined ? {} : { help }),
  });
  return parsed.issues.flatMap((issue): Issue[] => {
    if (isTooMany(issue)) return [make("wrongType", [], `expected options, received ${issue.message}`)];
    if (issue.code === "unrecognized_keys")
      // zod looks at inherited keys too: what stands on the prototype of all objects is no option.
      return issue.keys
        .filter((key) => isObject(issue.input) && Object.hasOwn(issue.input, key))
        .map((key) =>
          make(
            "unknownKey",
            [...issue.path, key],
            `unknown key ${quote(key)}`,
            suggest(key, keysAt(schema, issue.path)),
          ),
        );
    const given = valueAt(options, issue.path);
    const kind = given === undefined && issue.path.length > 0 ? "missingKey" : "wrongType";
    return [
      make(kind, issue.path, `expected ${expectationOf(issue)}, received ${kindOf(given)}`, helpOf(issue, given)),
    ];
  });
}

/** A value that a test knows, with what it should be in words: `expected("a time zone", isTimeZone)`. */
export function expected(what: string, test: (value: unknown) => boolean) {
  return z.unknown().check(z.refine(test, { error: what }));
}

/**
 * What the keys of an object must be to each other, with the path that is to blame. It is looked at whatever else is wrong, so the
 * test meets values of any type.
 */
export function together(
  what: string,
  path: readonly PropertyKey[],
  test: (options: Readonly<Record<string, unknown>>) => boolean,
) {
  return z.refine<unknown>((value) => !isObject(value) || test(value), {
    error: what,
    path: [...path],
    when: () => true,
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** A function, which no schema can look into. */
export function aFunction() {
  return expected("a function", (value) => typeof value === "function");
}

/** An object of ours that does something, known by its methods: an advisor, a store. */
export function objectWith(what: string, ...methods: readonly string[]) {
  return expected(what, (value) => isObject(value) && methods.every((name) => typeof value[name] === "function"));
}

/** A text that is not empty. */
export function aText() {
  return expected("a text that is not empty", (value) => typeof value === "string" && value !== "");
}

/** A whole number of at least that. */
export function wholeNumber(atLeast: number) {
  return expected(
    `a whole number of at least ${atLeast}`,
    (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= atLeast,
  );
}

function expectationOf(issue: z.core.$ZodIssue): string {
  return match(issue)
    .with({ code: "custom" }, ({ message }) => message)
    .with({ code: "invalid_value" }, ({ values }) => {
      const known = values.map((value) => quote(String(value))).join(", ");
      return values.length === 1 ? known : `one of ${known}`;
    })
    .with({ code: "invalid_type" }, ({ expected: type }) => inWords(type))
    .with({ code: "too_small", origin: "array" }, () => "at least one entry")
    .with({ code: P.string }, () => "another value")
    .exhaustive();
}

function inWords(type: string): string {
  if (type === "array") return "a list";
  if (type === "boolean") return "true or false";
  if (type === "string") return "a text";
  return type === "object" || type === "record" ? "an object" : `a ${type}`;
}

/** What kind of value stands there; never the value. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "string") return value === "" ? "an empty text" : "another text";
  if (typeof value === "number") return "another number";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function helpOf(issue: z.core.$ZodIssue, given: unknown): string | undefined {
  return issue.code === "invalid_value" && typeof given === "string"
    ? suggest(given, issue.values.map(String))
    : undefined;
}

function valueAt(options: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? Reflect.get(value, key) : undefined), options);
}
