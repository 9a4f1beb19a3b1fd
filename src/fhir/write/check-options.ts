import * as z from "zod/mini";
import { AdapterError } from "../../issues/errors.ts";
import { aFunction, aText, expected, optionIssues } from "../../issues/options.ts";
import { withoutCodeGeneration } from "../../issues/zod.ts";

/**
 * The options of all writers: a name means the same in each, and a caller may hand the same options to several. A name that no
 * writer knows is a slip.
 */
function build() {
  const text = z.optional(aText());
  const anObject = z.optional(z.looseObject({}));
  const reference = z.optional(aReference());
  return z.strictObject({
    base: text,
    id: text,
    subject: reference,
    encounter: reference,
    performer: reference,
    occurrence: text,
    groupBy: z.optional(z.enum(["topic", "subject"])),
    overruled: z.optional(z.boolean()),
    requestGroup: reference,
    result: reference,
    requestIdentifier: text,
    module: z.optional(z.enum(["uri", "canonical"])),
    codes: anObject,
    report: z.optional(z.looseObject({ questions: z.array(z.unknown()) })),
    idOf: z.optional(aFunction()),
    status: text,
    issueStatus: text,
    mitigations: anObject,
    definitions: z.optional(z.boolean()),
    include: z.optional(z.array(z.strictObject({ fullUrl: aText(), resource: z.looseObject({}) }))),
    source: reference,
    author: reference,
    authored: text,
  });
}

/** A plan is always somebody's. */
function buildWithSubject() {
  return z.extend(build(), { subject: aReference() });
}

function aReference() {
  return expected(
    "a reference, `Patient/123`, or a whole Reference",
    (value) =>
      (typeof value === "string" && value !== "") ||
      (typeof value === "object" && value !== null && !Array.isArray(value)),
  );
}

const schemas: { any?: z.ZodMiniType; withSubject?: z.ZodMiniType } = {};

/** Checks the options of a writer. Throws `AdapterError` with all that cannot be meant. */
export function checkWriterOptions(options: unknown): void {
  schemas.any ??= withoutCodeGeneration(build);
  check(schemas.any, options);
}

/** The same for a writer that must be told whom it writes about. */
export function checkOptionsWithSubject(options: unknown): void {
  schemas.withSubject ??= withoutCodeGeneration(buildWithSubject);
  check(schemas.withSubject, options ?? {});
}

function check(schema: z.ZodMiniType, options: unknown): void {
  const issues = optionIssues(schema, options, "fhir/wrong-type", "options");
  if (issues.length > 0) throw new AdapterError(issues);
}
