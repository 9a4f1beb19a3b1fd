import { copyCase } from "../../case/copy.ts";
import type { CaseParser } from "../../case/parse.ts";
import { AdapterError, CaseError } from "../../issues/errors.ts";
import type { Issue } from "../../issues/issue.ts";
import { frozenCopy } from "../../rulebook/freeze.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import type { CodeSet } from "./code-set.ts";
import { spanOf } from "./dates.ts";
import { type AbsentType, readTypes } from "./result.ts";

/** How much is read before the reader stops. */
export interface ReadLimits {
  /** Resources, counted over all Bundles; 20,000 by default. */
  readonly resources: number;
  /** Bundles within Bundles, and items within items; 8 by default. */
  readonly depth: number;
}

const defaultLimits: ReadLimits = { resources: 20_000, depth: 8 };

/** Which questionnaire responses count. */
export interface QuestionnaireOptions {
  /** Canonical URL without version: only responses to it are read. Without it, every response with a case path as a `linkId`. */
  readonly url?: string;
  /** Answers written earlier than this date are too old. */
  readonly since?: string;
}

/** Settings of one reading. */
export interface CaseFromFhirOptions {
  /** Date, or date and time, that the answer is for: the only clock. */
  readonly asOf: string;
  /** Whose record it is, where the input holds several patients or none: `Patient/123`, `urn:uuid:…` or a full URL. */
  readonly patient?: string;
  /**
   * Types of which the caller states that the input holds all there is: a fact that only they could show is then false (or
   * `none`) where none of them shows it. Without it, what is not recorded is unknown.
   */
  readonly absenceMeansFalse?: readonly AbsentType[];
  /** Types of which the caller knows that there is more than the input holds: the absence of these tells nothing. */
  readonly incomplete?: readonly AbsentType[];
  readonly limits?: Partial<ReadLimits>;
  /**
   * What the caller knows beside the record (clinic settings, veins, the session): a part of a case. A value given here wins over
   * the record; `null` leaves the fact to the record.
   */
  readonly base?: Readonly<Record<string, unknown>>;
  readonly questionnaire?: QuestionnaireOptions;
  /** The rulebook whose vocabulary the case is read for; the embedded one by default. */
  readonly rulebook?: Rulebook;
  /** The code lists to read by; those of the package by default. */
  readonly codes?: CodeSet;
}

/** The settings of a reading, checked and with the defaults filled in. */
export interface Settings {
  readonly asOf: string;
  readonly patient: string | undefined;
  readonly absenceMeansFalse: readonly AbsentType[];
  readonly incomplete: readonly AbsentType[];
  readonly limits: ReadLimits;
  readonly base: Readonly<Record<string, unknown>>;
  readonly questionnaire: QuestionnaireOptions;
}

const absentTypes: ReadonlySet<string> = new Set(
  readTypes.filter((type) => type !== "Patient" && type !== "QuestionnaireResponse"),
);

/** Checks the options, which are the programmer's: throws `AdapterError` with all that is wrong with them. */
export function checkOptions(options: CaseFromFhirOptions, parser: CaseParser): Settings {
  const issues: Issue[] = [];
  const wrong = (path: string, expected: string, help: string): void => {
    issues.push({ code: "fhir/wrong-type", severity: "error", path, message: `expected ${expected}`, help });
  };
  const given: Partial<Record<keyof CaseFromFhirOptions, unknown>> =
    typeof options === "object" && options !== null ? options : {};
  const { asOf, patient, absenceMeansFalse = [], incomplete = [], base = {}, questionnaire = {} } = given;

  const asOfFact = parser.shape.top.get("asOf") as Fact;
  if (typeof asOf !== "string" || parser.checkValue(asOfFact, asOf).length > 0)
    wrong("options.asOf", "a date or a date and time", "give the moment that the answer is for: it is the only clock");
  if (patient !== undefined && typeof patient !== "string")
    wrong("options.patient", "a reference", "for example `Patient/123`");
  for (const [name, types] of Object.entries({ absenceMeansFalse, incomplete }))
    if (!Array.isArray(types) || !types.every((type) => absentTypes.has(type as string)))
      wrong(`options.${name}`, "a list of resource types", `known are ${[...absentTypes].join(", ")}`);
  const limits = { ...defaultLimits, ...(isObject(given.limits) ? given.limits : {}) };
  for (const name of ["resources", "depth"] as const)
    if (!Number.isInteger(limits[name]) || limits[name] < 1)
      wrong(`options.limits.${name}`, "a whole number of at least 1", "leave it out for the default");
  if (given.limits !== undefined && !isObject(given.limits))
    wrong("options.limits", "an object", "leave it out for the defaults");
  if (!isObject(questionnaire) || !isText(questionnaire["url"]) || !isDate(questionnaire["since"]))
    wrong("options.questionnaire", "an object with `url` and `since`", "`since` is a date, `url` a canonical URL");
  issues.push(...baseIssues(base, asOf, parser));
  if (issues.length > 0) throw new AdapterError(issues);

  return {
    asOf: asOf as string,
    patient: patient as string | undefined,
    absenceMeansFalse: [...(absenceMeansFalse as AbsentType[])],
    incomplete: [...(incomplete as AbsentType[])],
    limits,
    base: frozenCopy(copyCase(base).copy) as Settings["base"],
    questionnaire: questionnaire as QuestionnaireOptions,
  };
}

function baseIssues(base: unknown, asOf: unknown, parser: CaseParser): Issue[] {
  if (!isObject(base))
    return [
      {
        code: "fhir/wrong-type",
        severity: "error",
        path: "options.base",
        message: "expected a part of a case, as an object",
        help: 'for example `{ "clinic": {} }`',
      },
    ];
  const own = base["asOf"];
  if (own != null && own !== asOf)
    return [
      {
        code: "fhir/conflicting",
        severity: "error",
        path: "options.base.asOf",
        message: "expected the `asOf` of the options, received another one",
        help: "give `asOf` once",
      },
    ];
  try {
    parser.parse({ ...base, ...(typeof asOf === "string" && spanOf(asOf) !== undefined ? { asOf } : {}) });
    return [];
  } catch (error) {
    if (error instanceof CaseError)
      return error.issues.map((issue) => ({ ...issue, path: `options.base.${issue.path}` }));
    throw error;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isDate(value: unknown): boolean {
  return value === undefined || (typeof value === "string" && spanOf(value) !== undefined);
}
