import type {
  AllergyIntolerance,
  Bundle,
  Condition,
  Medication,
  MedicationRequest,
  MedicationStatement,
  Observation,
  OperationOutcome,
  Patient,
  Procedure,
  QuestionnaireResponse,
  Resource,
} from "fhir/r4.js";
import type * as z from "zod/mini";
import { formatPath } from "../../issues/issue.ts";
import { isTooMany, parseBySchema } from "../../issues/zod.ts";
import type { Problems } from "./problems.ts";
import { type Read, type SchemaName, schemas } from "./schemas.ts";

interface Types {
  readonly Bundle: Bundle;
  readonly OperationOutcome: OperationOutcome;
  readonly Meta: Resource;
  readonly Medication: Medication;
  readonly Patient: Patient;
  readonly Condition: Condition;
  readonly AllergyIntolerance: AllergyIntolerance;
  readonly MedicationRequest: MedicationRequest;
  readonly MedicationStatement: MedicationStatement;
  readonly Observation: Observation;
  readonly Procedure: Procedure;
  readonly QuestionnaireResponse: QuestionnaireResponse;
}

/** What the schema of a type leaves of a resource. */
export type Fields<Name extends SchemaName> = Read<Types[Name]>;

/**
 * Reads the fields of a resource that are of use, and copies nothing else. Undefined where one has the wrong type: each that
 * has becomes an issue, with its path and without what stands there.
 */
export function readResource<Name extends SchemaName>(
  name: Name,
  body: unknown,
  path: string,
  problems: Problems,
): Fields<Name> | undefined {
  const result = parseBySchema(schemas[name], body);
  if (result.success) return result.data as Fields<Name>;
  reportWrongTypes(result.issues, path, problems);
  return undefined;
}

/** Reports what a schema found, at the paths below a resource. */
export function reportWrongTypes(found: readonly z.core.$ZodIssue[], path: string, problems: Problems): void {
  for (const issue of found) {
    const inner = formatPath(issue.path);
    const at = inner === "" || inner.startsWith("[") ? `${path}${inner}` : `${path}.${inner}`;
    reportWrongType(at, expectedOf(issue), problems);
  }
}

/** Reports a field that has another type than FHIR gives it. */
export function reportWrongType(path: string, expected: string, problems: Problems): void {
  problems.add(
    "fhir/wrong-type",
    path,
    `expected ${expected}, received something else`,
    "what it belongs to was left out: correct it by FHIR R4",
  );
}

function expectedOf(issue: z.core.$ZodIssue): string {
  if (isTooMany(issue)) return issue.message;
  return issue.code === "invalid_type" ? inWords(issue.expected) : "a date of FHIR";
}

function inWords(expected: string): string {
  if (expected === "array") return "a list";
  return expected === "object" ? "an object" : `a ${expected}`;
}
