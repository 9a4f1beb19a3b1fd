import type {
  QuestionnaireResponse,
  QuestionnaireResponseItem,
  QuestionnaireResponseItemAnswer,
  Reference,
} from "fhir/r4.js";
import type { CaseSubject } from "../../case/case.ts";
import { type Cell, isKnown, type Scalar } from "../../logic/cell.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import { caseParserOf } from "../case-parser.ts";
import { checkWriterOptions } from "./check-options.ts";
import { heading, valueCoding } from "./codings.ts";
import { compact } from "./compact.ts";
import { fhirDateTime } from "./date-time.ts";
import { followUpLinkId, linkIdOf, proposalLinkId, unknownExtension, veinsLinkId } from "./link-ids.ts";
import { outMaps } from "./maps.ts";
import { type CanonicalOptions, referenceTo } from "./options.ts";
import { questionnaireUrl } from "./questionnaire.ts";

export interface QuestionnaireResponseOptions extends CanonicalOptions {
  readonly subject?: string | Reference;
  readonly encounter?: string | Reference;
  /** Who answered. */
  readonly source?: string | Reference;
  readonly author?: string | Reference;
  /** When the answers were given; by default the case's `asOf`. */
  readonly authored?: string;
  /** `completed` by default. */
  readonly status?: QuestionnaireResponse["status"];
  readonly id?: string;
}

/**
 * Returns a case as answers to its rulebook's Questionnaire: what is known as answers, an explicit `null` as an item that says
 * unknown, and nothing of what is absent. Read back, the answers give the same case. Throws `CaseError` for what is no case.
 *
 * Two things FHIR cannot carry: of an `asOf` with a time but no offset from UTC only the day is written, and of a vein's id neither
 * control characters nor other white space than spaces and line ends; an id of white space alone is left out.
 */
export function questionnaireResponse(
  input: unknown,
  rulebook: Rulebook,
  options: QuestionnaireResponseOptions = {},
): QuestionnaireResponse {
  checkWriterOptions(options);
  const parser = caseParserOf(rulebook);
  const { patient, veins, followUp } = parser.parse(input);
  const { shape } = parser;
  const answers = (facts: ReadonlyMap<string, Fact>, subject: CaseSubject): QuestionnaireResponseItem[] =>
    [...facts.values()].flatMap((fact) => {
      const cell = subject.given.get(fact.name);
      return cell === undefined ? [] : [answerItem(fact, cell, options)];
    });
  const asOf = patient.given.get("asOf");
  return compact<QuestionnaireResponse>({
    resourceType: "QuestionnaireResponse",
    id: options.id,
    questionnaire: `${questionnaireUrl(rulebook, options)}|${rulebook.version}`,
    status: options.status ?? "completed",
    subject: referenceTo(options.subject),
    encounter: referenceTo(options.encounter),
    authored: fhirDateTime(options.authored ?? (typeof asOf === "string" ? asOf : undefined)),
    author: referenceTo(options.author),
    source: referenceTo(options.source),
    item: [
      ...answers(shape.top, patient),
      ...[...shape.groups]
        .filter(([name]) => name !== followUpLinkId)
        .flatMap(([name, facts]) => group(name, answers(facts, patient))),
      ...veins.flatMap((vein) =>
        group(veinsLinkId, [...answers(shape.vein, vein), ...group(proposalLinkId, answers(shape.proposal, vein))]),
      ),
      ...(followUp === undefined
        ? []
        : followUpGroup(answers(shape.groups.get(followUpLinkId) ?? new Map(), followUp))),
    ],
  });
}

function group(linkId: string, item: QuestionnaireResponseItem[]): QuestionnaireResponseItem[] {
  return item.length === 0 ? [] : [{ linkId, text: outMaps.groups[linkId] ?? heading(linkId), item }];
}

/** A follow-up counts even where nothing is known of it: then its group says so. */
function followUpGroup(item: QuestionnaireResponseItem[]): QuestionnaireResponseItem[] {
  return item.length === 0
    ? [{ linkId: followUpLinkId, extension: [unknownExtension()] }]
    : group(followUpLinkId, item);
}

function answerItem(fact: Fact, cell: Cell, options: CanonicalOptions): QuestionnaireResponseItem {
  const item = { linkId: linkIdOf(fact), text: fact.ask ?? `${fact.label}?` };
  return isKnown(cell)
    ? { ...item, answer: [answerOf(fact, cell, options)] }
    : { ...item, extension: [unknownExtension()] };
}

function answerOf(fact: Fact, value: Scalar, options: CanonicalOptions): QuestionnaireResponseItemAnswer {
  switch (fact.type) {
    case "boolean":
      return { valueBoolean: value === true };
    case "integer":
      return { valueInteger: Number(value) };
    case "number":
      return { valueDecimal: Number(value) };
    case "string":
      return { valueString: String(value) };
    case "date":
      return { valueDate: String(value) };
    case "code":
      return { valueCoding: valueCoding(fact.name, String(value), options) };
    case "date-or-date-time": {
      const valueDateTime = fhirDateTime(String(value));
      return valueDateTime === undefined ? {} : { valueDateTime };
    }
  }
}
