import type { DataRequirement, Extension } from "fhir/r4.js";
import type { Change, Question } from "../../explain/questions.ts";
import { valueText } from "../../explain/sentence.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { CodeEntry, FactCodes } from "../codes/format.ts";
import type { CodeSet } from "../read/code-set.ts";
import { veinName } from "./codings.ts";
import { linkIdOf } from "./link-ids.ts";
import { type CanonicalOptions, canonicalUrl } from "./options.ts";

/** The code lists that requirements are made from. */
export type RequirementCodes = Pick<CodeSet, "systems" | "facts">;

/**
 * What to get for a question: the answer to it in a QuestionnaireResponse, and, where code lists are given, the resources of a
 * record that could tell. Each carries the question as an extension: link id, words, vein, and what an answer could change.
 */
export function requirementsOf(
  question: Question,
  rulebook: Rulebook,
  codes: RequirementCodes | undefined,
  options: CanonicalOptions,
): DataRequirement[] {
  const extension = [questionExtension(question, rulebook, options)];
  const known = codes?.facts.find(({ fact }) => fact === question.fact);
  return [
    { extension, type: "QuestionnaireResponse" },
    ...(codes === undefined || known === undefined ? [] : recordRequirements(known, codes)).map((one) => ({
      extension,
      ...one,
    })),
  ];
}

/** The URL of the extension that carries a question. */
export function questionExtensionUrl(options: CanonicalOptions = {}): string {
  return canonicalUrl("StructureDefinition", "question", options);
}

function questionExtension(question: Question, rulebook: Rulebook, options: CanonicalOptions): Extension {
  return {
    url: questionExtensionUrl(options),
    extension: [
      { url: "linkId", valueString: linkIdOf({ name: question.fact }) },
      { url: "ask", valueString: question.ask },
      ...(question.vein === undefined ? [] : [{ url: "vein", valueString: veinName(question.vein) }]),
      ...question.couldChange.map((change) => ({ url: "couldChange", valueString: changeText(change, rulebook) })),
    ],
  };
}

function changeText(change: Change, rulebook: Rulebook): string {
  const vein = change.vein === undefined ? "" : ` (vein ${change.vein})`;
  if (!("slot" in change)) return `${rulebook.ruleByName.get(change.advice)?.title ?? change.advice}${vein}`;
  const slot = rulebook.slots.get(change.slot);
  return slot === undefined ? `${change.slot}${vein}` : `${slot.label}: ${valueText(slot, change.to)}${vein}`;
}

/** The resources of a record that a fact is read from. */
export function recordRequirements(
  { readings }: FactCodes,
  { systems }: Pick<RequirementCodes, "systems">,
): DataRequirement[] {
  return readings.map((reading) => ({ type: reading.resource, ...filter(reading.resource, reading.codes, systems) }));
}

/**
 * The filter for a list of codes. A family of codes (`I82.4-`) cannot be written in one: then everything of the type is asked for,
 * since a filter of the others alone would leave out what counts.
 */
function filter(
  resource: DataRequirement["type"],
  codes: readonly CodeEntry[],
  systems: RequirementCodes["systems"],
): Pick<DataRequirement, "codeFilter"> {
  if (codes.length === 0 || codes.some(({ code }) => code.endsWith("-"))) return {};
  const path = resource === "MedicationRequest" || resource === "MedicationStatement" ? "medication" : "code";
  return {
    codeFilter: [
      {
        path,
        code: codes.map(({ system, code, display }) => ({ system: systems[system]?.url ?? system, code, display })),
      },
    ],
  };
}
