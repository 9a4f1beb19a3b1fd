import type { Extension, QuestionnaireItem } from "fhir/r4.js";
import { words } from "../../explain/sentence.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";
import { factCoding, ucum, valueCoding } from "./codings.ts";
import { linkIdOf } from "./link-ids.ts";
import type { CanonicalOptions } from "./options.ts";

/** The question for a fact: its words, type, range, unit and codes, with a help text where there is more to say. */
export function questionItem(fact: Fact, rulebook: Rulebook, options: CanonicalOptions): QuestionnaireItem {
  const linkId = linkIdOf(fact);
  return {
    linkId,
    code: [factCoding(fact.name, rulebook, options)],
    text: fact.ask ?? `${fact.label}?`,
    type: itemType(fact),
    extension: limits(fact),
    ...(fact.type === "string" ? { maxLength: fact.maxLength } : {}),
    ...(fact.type === "code"
      ? { answerOption: (fact.values ?? []).map((code) => ({ valueCoding: valueCoding(fact.name, code, options) })) }
      : {}),
    item: help(fact, linkId),
  };
}

/** The type of a fact's question. A date that may have a time is asked as a date-time, which may be a date alone. */
function itemType({ type }: Pick<Fact, "type">): QuestionnaireItem["type"] {
  switch (type) {
    case "boolean":
    case "integer":
    case "string":
    case "date":
      return type;
    case "number":
      return "decimal";
    case "code":
      return "choice";
    case "date-or-date-time":
      return "dateTime";
  }
}

/** The range and the unit of a number. */
function limits({ type, min, max, unit }: Fact): Extension[] {
  const limit = (name: string, value: number | undefined): Extension[] =>
    value === undefined
      ? []
      : [
          {
            url: `http://hl7.org/fhir/StructureDefinition/${name}`,
            ...(type === "integer" ? { valueInteger: value } : { valueDecimal: value }),
          },
        ];
  const numeric = type === "integer" || type === "number";
  return [
    ...(numeric ? [...limit("minValue", min), ...limit("maxValue", max)] : []),
    ...(numeric && unit !== undefined
      ? [
          {
            url: "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
            valueCoding: { system: ucum, code: unit },
          },
        ]
      : []),
  ];
}

/** What the fact means, and what no answer means where that is not simply unknown, as a text to call up beside the question. */
function help({ meaning, label, absent }: Fact, linkId: string): QuestionnaireItem[] {
  const unanswered =
    absent === undefined
      ? []
      : [`Without an answer: ${typeof absent === "boolean" ? (absent ? "yes" : "no") : words(String(absent))}.`];
  const says = meaning === undefined || meaning.toLowerCase() === label.toLowerCase() ? [] : [`${meaning}.`];
  const text = [...says, ...unanswered].join(" ");
  if (text === "") return [];
  const control = { system: "http://hl7.org/fhir/questionnaire-item-control", code: "help" };
  return [
    {
      linkId: `${linkId}.help`,
      text: text.charAt(0).toUpperCase() + text.slice(1),
      type: "display",
      extension: [
        {
          url: "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
          valueCodeableConcept: { coding: [control] },
        },
      ],
    },
  ];
}
