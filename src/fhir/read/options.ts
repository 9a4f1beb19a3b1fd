import * as z from "zod/mini";
import { copyCase } from "../../case/copy.ts";
import type { CaseParser } from "../../case/parse.ts";
import { AdapterError, CaseError } from "../../issues/errors.ts";
import type { Issue } from "../../issues/issue.ts";
import { expected, optionIssues, wholeNumber } from "../../issues/options.ts";
import { withoutCodeGeneration } from "../../issues/zod.ts";
import { frozenCopy } from "../../rulebook/freeze.ts";
import { aRulebook } from "../../rulebook/is-rulebook.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import type { CodeSet } from "./code-set.ts";
import { spanOf } from "./dates.ts";
import { type AbsentType, absentTypes } from "./result.ts";

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

/** The form of the options. What the case's own vocabulary says of `asOf` and `base` is checked by that. */
function build() {
  const types = z.optional(z.array(z.enum(absentTypes)));
  return z.strictObject({
    asOf: z.optional(z.unknown()),
    patient: z.optional(expected("a reference, `Patient/123`", (value) => typeof value === "string")),
    absenceMeansFalse: types,
    incomplete: types,
    limits: z.optional(z.strictObject({ resources: z.optional(wholeNumber(1)), depth: z.optional(wholeNumber(1)) })),
    base: z.optional(z.unknown()),
    questionnaire: z.optional(
      z.strictObject({
        url: z.optional(expected("a canonical URL", (value) => typeof value === "string")),
        since: z.optional(expected("a date", (value) => typeof value === "string" && spanOf(value) !== undefined)),
      }),
    ),
    rulebook: z.optional(aRulebook()),
    codes: z.optional(expected("code lists, as `embeddedCodes` has them", isObject)),
  });
}

let schema: ReturnType<typeof build> | undefined;

/** Checks the options, which are the programmer's: throws `AdapterError` with all that is wrong with them. */
export function checkOptions(options: CaseFromFhirOptions, parser: CaseParser): Settings {
  schema ??= withoutCodeGeneration(build);
  const given: Partial<Record<keyof CaseFromFhirOptions, unknown>> = isObject(options) ? options : {};
  const { asOf, base = {} } = given;
  const issues: Issue[] = [];
  const asOfFact = parser.shape.top.get("asOf") as Fact;
  if (typeof asOf !== "string" || parser.checkValue(asOfFact, asOf).length > 0)
    issues.push({
      code: "fhir/wrong-type",
      severity: "error",
      path: "options.asOf",
      message: "expected a date or a date and time",
      help: "give the moment that the answer is for: it is the only clock",
    });
  issues.push(
    ...optionIssues(schema, options ?? given, "fhir/wrong-type", "options"),
    ...baseIssues(base, asOf, parser),
  );
  if (issues.length > 0) throw new AdapterError(issues);

  const { patient, absenceMeansFalse = [], incomplete = [], limits = {}, questionnaire = {} } = options;
  return {
    asOf: options.asOf,
    patient,
    absenceMeansFalse: [...absenceMeansFalse],
    incomplete: [...incomplete],
    limits: {
      resources: limits.resources ?? defaultLimits.resources,
      depth: limits.depth ?? defaultLimits.depth,
    },
    base: frozenCopy(copyCase(base).copy) as Settings["base"],
    questionnaire,
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
