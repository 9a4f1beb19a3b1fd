import type { Questionnaire, QuestionnaireItem } from "fhir/r4.js";
import { type CaseShape, caseShape } from "../../case/schema.ts";
import type { Report } from "../../report/report.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import { checkWriterOptions } from "./check-options.ts";
import { heading } from "./codings.ts";
import { compact } from "./compact.ts";
import { idsFrom } from "./ids.ts";
import { type KnowledgeMetadata, knowledgeMetadata } from "./knowledge.ts";
import { proposalLinkId, veinIdLinkId, veinsLinkId } from "./link-ids.ts";
import { outMaps } from "./maps.ts";
import { type CanonicalOptions, canonicalUrl } from "./options.ts";
import { questionItem } from "./questionnaire-items.ts";

export interface QuestionnaireOptions extends CanonicalOptions {
  /** Ask only what this report asks for, in the order of the vocabulary; by default every fact of a case is asked. */
  readonly report?: Pick<Report, "questions">;
}

/**
 * Returns the questions of a rulebook as an R4 Questionnaire, made from the vocabulary. Link ids are the paths of a case (see
 * `linkIdOf`); groups are those of a case, and `veins` repeats. Nothing but the id of a vein has to be answered: what is left
 * out is unknown. For a report without questions it holds the date alone, since a Questionnaire without items asks nothing.
 */
export function questionnaire(rulebook: Rulebook, options: QuestionnaireOptions = {}): Questionnaire {
  checkWriterOptions(options);
  const { report } = options;
  const shape = caseShape(rulebook);
  const asked = report === undefined ? undefined : new Set(["asOf", ...report.questions.map(({ fact }) => fact)]);
  const whole = questionnaireUrl(rulebook, options);
  const metadata = knowledgeMetadata("Questionnaire", rulebook, options);
  return compact<Questionnaire>({
    resourceType: "Questionnaire",
    ...metadata,
    ...(asked === undefined ? {} : partOf(asked, metadata, rulebook, options)),
    title: `${rulebook.title}: ${asked === undefined ? "what is known of the case" : "what to ask next"}`,
    derivedFrom: asked === undefined ? [] : [`${whole}|${rulebook.version}`],
    description: "Every answer may be left out: what is not answered is unknown, never no.",
    subjectType: ["Patient"],
    item: itemsOf(shape, asked, rulebook, options),
  });
}

/** A part of the questions is a form of its own, named by a digest of what it asks: one URL never stands for two forms. */
function partOf(
  asked: ReadonlySet<string>,
  metadata: KnowledgeMetadata,
  rulebook: Rulebook,
  options: CanonicalOptions,
): Pick<Questionnaire, "id" | "url" | "name"> {
  const id = idsFrom([rulebook.digest, [...asked].sort()])("questionnaire");
  return { id, url: canonicalUrl("Questionnaire", id, options), name: `${metadata.name}Next` };
}

/** The canonical URL of a rulebook's questions, without its version. */
export function questionnaireUrl(rulebook: Rulebook, options: CanonicalOptions = {}): string {
  return canonicalUrl("Questionnaire", rulebook.name, options);
}

function itemsOf(
  shape: CaseShape,
  asked: ReadonlySet<string> | undefined,
  rulebook: Rulebook,
  options: CanonicalOptions,
): QuestionnaireItem[] {
  const questions = (facts: ReadonlyMap<string, Fact>): QuestionnaireItem[] =>
    [...facts.values()]
      .filter(({ name }) => asked === undefined || asked.has(name))
      .map((fact) => questionItem(fact, rulebook, options));
  const proposal = groupItem(proposalLinkId, questions(shape.proposal));
  const veins = [...questions(shape.vein).filter(({ linkId }) => linkId !== veinIdLinkId), ...proposal];
  const id = shape.vein.get("id");
  return [
    ...questions(shape.top),
    ...[...shape.groups].flatMap(([name, facts]) => [
      ...(name === "followUp" ? veinGroup(id, veins, rulebook, options) : []),
      ...groupItem(name, questions(facts)),
    ]),
    ...(shape.groups.has("followUp") ? [] : veinGroup(id, veins, rulebook, options)),
  ];
}

/** The group of veins: each repetition is a vein, and names it. */
function veinGroup(
  id: Fact | undefined,
  questions: QuestionnaireItem[],
  rulebook: Rulebook,
  options: CanonicalOptions,
): QuestionnaireItem[] {
  if (id === undefined || questions.length === 0) return [];
  const name = { ...questionItem(id, rulebook, options), required: true };
  return groupItem(veinsLinkId, [name, ...questions]).map((item) => ({ ...item, repeats: true }));
}

/** A group, unless there is nothing in it: FHIR has no empty ones. */
function groupItem(linkId: string, item: QuestionnaireItem[]): QuestionnaireItem[] {
  return item.length === 0 ? [] : [{ linkId, text: outMaps.groups[linkId] ?? heading(linkId), type: "group", item }];
}
