import type * as z from "zod/mini";
import { CaseError } from "../issues/errors.ts";
import { append, formatPath, type Issue, sortIssues } from "../issues/issue.ts";
import { type Cell, type Scalar, unknownCell } from "../logic/cell.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { type Fact, isCaseFact } from "../rulebook/vocabulary.ts";
import type { ParsedCase } from "./case.ts";
import { copyCase, type FactFunction } from "./copy.ts";
import { dateIssues } from "./date-issues.ts";
import { caseIssues, factAt } from "./issues.ts";
import { type CaseSchema, type CaseShape, caseSchema, factSchema } from "./schema.ts";

export interface ParseOptions {
  /** Whether facts may be functions, to be called when they are needed. */
  readonly allowFunctions?: boolean;
  /** False lets messages hold the values that were received; true by default, since cases are health data. */
  readonly redact?: boolean;
}

type Plain = Record<string, unknown>;

/** Returns the case. Throws `CaseError` with all issues at once. */
export type ParseWhole = (input: unknown, options: ParseOptions) => ParsedCase;

/** Parses cases by their schema, and finds all that is wrong with them. */
export function parserBySchema(rulebook: Rulebook, shape: CaseShape): ParseWhole {
  const schema = caseSchema(shape);
  return (input, { allowFunctions = false, redact = true }) => {
    const { copy, issues } = copyCase(input);
    const functions = takeFunctions(copy, shape);
    if (!allowFunctions) append(issues, functions.map(asynchronousIssue));
    append(issues, caseIssues(zodIssues(schema, copy), shape, redact));
    append(issues, duplicateIds(copy));
    const valid = (fact: Fact, value: unknown): boolean => value != null && factSchema(fact).safeParse(value).success;
    append(
      issues,
      dateIssues((name) => caseValue(copy, rulebook, name, valid)),
    );
    if (issues.length > 0) throw new CaseError(sortIssues(issues));
    return subjectsOf(copy as Plain, shape, functions);
  };
}

/** What the schemas find: in the case, and in its veins one by one. */
function zodIssues({ whole, vein }: CaseSchema, copy: unknown): z.core.$ZodIssue[] {
  const issuesOf = (schema: z.ZodMiniType, value: unknown): readonly z.core.$ZodIssue[] =>
    schema.safeParse(value, { reportInput: true }).error?.issues ?? [];
  const veins: unknown = (copy as { veins?: unknown } | null)?.veins;
  const found = [...issuesOf(whole, copy)];
  // Not `flatMap`, which passes over holes.
  for (const [index, one] of Array.isArray(veins) ? veins.entries() : [])
    for (const issue of issuesOf(vein, one)) found.push({ ...issue, path: ["veins", index, ...issue.path] });
  return found;
}

/** A function in the place of a fact. */
interface FoundFunction {
  readonly path: readonly PropertyKey[];
  readonly fact: Fact;
  readonly call: FactFunction;
}

/** Takes the functions that stand in the place of facts out of the copy; others stay and are refused by the schema. */
function takeFunctions(copy: unknown, shape: CaseShape): FoundFunction[] {
  const found: FoundFunction[] = [];
  const walk = (value: unknown, path: PropertyKey[]): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      const partPath = [...path, Array.isArray(value) ? Number(key) : key];
      if (typeof part !== "function") walk(part, partPath);
      else {
        const fact = factAt(shape, partPath);
        if (fact === undefined || fact.name === "vein.id") continue;
        found.push({ path: partPath, fact, call: part as FactFunction });
        delete (value as Plain)[key];
      }
    }
  };
  walk(copy, []);
  return found;
}

function asynchronousIssue({ path }: FoundFunction): Issue {
  return {
    code: "case/asynchronous-fact",
    severity: "error",
    path: formatPath(path),
    message: "expected a value, received a function",
    help: "facts may be functions only in `recommend`, which waits for them",
  };
}

function duplicateIds(copy: unknown): Issue[] {
  const veins = (copy as { veins?: unknown } | null)?.veins;
  if (!Array.isArray(veins)) return [];
  const seen = new Set<string>();
  return veins.flatMap((vein: unknown, index): Issue[] => {
    const id = (vein as { id?: unknown } | null)?.id;
    if (typeof id !== "string") return [];
    const known = seen.has(id);
    seen.add(id);
    return known
      ? [
          {
            code: "case/duplicate-vein-id",
            severity: "error",
            path: `veins[${index}].id`,
            message: "expected each vein id once, an earlier vein has the same one",
            help: "reports name veins by their id: give each its own",
          },
        ]
      : [];
  });
}

/** The path of a fact's only place; the first vein's for facts of veins. */
export function pathOf(fact: Fact): PropertyKey[] {
  const [group, ...rest] = fact.name.split(".");
  return group === "vein" ? ["veins", 0, ...rest] : [group as string, ...rest];
}

function caseValue(
  copy: unknown,
  rulebook: Rulebook,
  name: string,
  valid: (fact: Fact, value: unknown) => boolean,
): Scalar | undefined {
  const fact = rulebook.facts.get(name);
  if (fact === undefined || !isCaseFact(fact)) return undefined;
  let value: unknown = copy;
  for (const key of pathOf(fact)) value = (value as Plain | null | undefined)?.[key as string];
  return valid(fact, value) ? (value as Scalar) : undefined;
}

/** A subject that is being filled. */
interface OpenSubject {
  readonly given: Map<string, Cell>;
  readonly deferred: Map<string, FactFunction>;
}

function emptySubject(): OpenSubject {
  return { given: new Map(), deferred: new Map() };
}

function subjectsOf(copy: Plain, shape: CaseShape, functions: readonly FoundFunction[]): ParsedCase {
  const patient = emptySubject();
  const followUp = emptySubject();
  const fill = (subject: OpenSubject, facts: ReadonlyMap<string, Fact>, group: unknown): void => {
    for (const [key, fact] of facts) {
      const value = (group as Plain | null | undefined)?.[key];
      if (value !== undefined) subject.given.set(fact.name, value === null ? unknownCell : (value as Scalar));
    }
  };
  fill(patient, shape.top, copy);
  for (const [name, facts] of shape.groups) fill(name === "followUp" ? followUp : patient, facts, copy[name]);
  const veins = ((copy["veins"] ?? []) as Plain[]).map((vein, index) => {
    const subject = { id: vein["id"] as string, index, ...emptySubject() };
    fill(subject, shape.vein, vein);
    fill(subject, shape.proposal, vein["proposal"]);
    return subject;
  });
  for (const { path, fact, call } of functions) {
    const subject = path[0] === "veins" ? veins[path[1] as number] : path[0] === "followUp" ? followUp : patient;
    subject?.deferred.set(fact.name, call);
  }
  return {
    patient,
    veins,
    ...(copy["followUp"] == null ? {} : { followUp }),
  };
}
