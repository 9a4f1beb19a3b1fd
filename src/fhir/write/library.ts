import type { DataRequirement, Library } from "fhir/r4.js";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { embeddedCodes } from "../codes/embedded.ts";
import { readTypes } from "../read/result.ts";
import { checkWriterOptions } from "./check-options.ts";
import { compact } from "./compact.ts";
import { type RequirementCodes, recordRequirements } from "./data-requirements.ts";
import { knowledgeMetadata, reviewNote, sourcesOf } from "./knowledge.ts";
import { type CanonicalOptions, rulebookCanonical } from "./options.ts";

export interface LibraryOptions extends CanonicalOptions {
  /** The code lists that records are read by; by default those of the package. */
  readonly codes?: RequirementCodes;
}

/**
 * Returns a rulebook as an R4 Library of logic: its identity and dates, the sources that it rests on, and the data that it takes: the
 * resource types that a case is read from, each with the codes that count where they can be listed.
 */
export function library(rulebook: Rulebook, options: LibraryOptions = {}): Library {
  checkWriterOptions(options);
  const type = { system: "http://terminology.hl7.org/CodeSystem/library-type", code: "logic-library" };
  return compact<Library>({
    resourceType: "Library",
    ...knowledgeMetadata("Library", rulebook, options),
    type: { coding: [type] },
    subjectCodeableConcept: { coding: [{ system: "http://hl7.org/fhir/resource-types", code: "Patient" }] },
    description: [
      `The logic of ${rulebookCanonical(rulebook, options)}: declarative rules in three-valued logic, where unknown is an answer.`,
      reviewNote(rulebook) ?? "",
    ].join(" "),
    relatedArtifact: sourcesOf(rulebook),
    parameter: [
      { name: "case", use: "in", min: 1, max: "1", type: "QuestionnaireResponse" },
      { name: "guidance", use: "out", min: 1, max: "1", type: "GuidanceResponse" },
    ],
    dataRequirement: requirements(rulebook, options.codes ?? embeddedCodes),
  });
}

/** One requirement for each type without filters; beside a filtered one an unfiltered one of its type would say nothing. */
function requirements(rulebook: Rulebook, codes: RequirementCodes): DataRequirement[] {
  const known = codes.facts.filter(({ fact }) => rulebook.facts.has(fact));
  const filtered = known.flatMap((fact) => recordRequirements(fact, codes));
  const whole = new Set(filtered.filter(({ codeFilter }) => codeFilter === undefined).map(({ type }) => type));
  const plain = readTypes.filter((type) => whole.has(type) || !filtered.some((one) => one.type === type));
  return [...plain.map((type) => ({ type })), ...filtered.filter(({ type }) => !whole.has(type))];
}
