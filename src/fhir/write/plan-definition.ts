import type { PlanDefinition, PlanDefinitionAction } from "fhir/r4.js";
import type { Rule } from "../../rulebook/rule.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Citation } from "../../rulebook/source.ts";
import { checkWriterOptions } from "./check-options.ts";
import { citationsOf } from "./citations.ts";
import { heading, ruleCoding, slotCoding, topicConcept } from "./codings.ts";
import { compact } from "./compact.ts";
import { conditionText } from "./condition-text.ts";
import { knowledgeMetadata, reviewNote, sourcesOf } from "./knowledge.ts";
import { outMaps } from "./maps.ts";
import { type CanonicalOptions, canonicalUrl } from "./options.ts";
import { priorityOf } from "./tasks.ts";

/**
 * Returns a rulebook as an R4 PlanDefinition: a group of actions for each topic, an action for each rule with what it says, its
 * sources and its condition. Conditions stand in words and as the rule's own JSON, the language of json-rules-engine: they are
 * three-valued, and in a language without unknown they would say something else. An action's id is the rule's name.
 */
export function planDefinition(rulebook: Rulebook, options: CanonicalOptions = {}): PlanDefinition {
  checkWriterOptions(options);
  const type = { system: "http://terminology.hl7.org/CodeSystem/plan-definition-type", code: "eca-rule" };
  return compact<PlanDefinition>({
    resourceType: "PlanDefinition",
    ...knowledgeMetadata("PlanDefinition", rulebook, options),
    type: { coding: [type] },
    description: [
      "Decision support for qualified clinicians, who decide. It makes no diagnosis and gives no orders.",
      reviewNote(rulebook) ?? "",
    ].join(" "),
    topic: rulebook.topics.map((topic) => topicConcept(topic, rulebook, options)),
    relatedArtifact: sourcesOf(rulebook),
    library: [`${canonicalUrl("Library", rulebook.name, options)}|${rulebook.version}`],
    action: rulebook.topics.flatMap((topic) => topicAction(topic, rulebook, options)),
  });
}

function topicAction(topic: string, rulebook: Rulebook, options: CanonicalOptions): PlanDefinitionAction[] {
  const action = rulebook.rules
    .filter((rule) => rule.topic === topic)
    .map((rule) => ruleAction(rule, rulebook, options));
  if (action.length === 0) return [];
  const { grouping, selection } = outMaps.requests.group;
  return [
    {
      id: topic,
      title: heading(topic),
      code: [topicConcept(topic, rulebook, options)],
      groupingBehavior: grouping,
      selectionBehavior: selection,
      action,
    },
  ];
}

function ruleAction(rule: Rule, rulebook: Rulebook, options: CanonicalOptions): PlanDefinitionAction {
  const { name, title, why, scope, conditions } = rule;
  const { strength, summary, detail, slot, value } = rule.event.params;
  const { required, precheck } = outMaps.requests.behaviors[strength];
  const cited = [...rule.sources, ...(rule.resolution ?? [])].flatMap((id): Citation[] =>
    [rulebook.citations.get(id) ?? []].flat(),
  );
  // Whom a rule is evaluated for is part of its condition: once for the patient, once for each vein, once for a follow-up.
  const forWhom = scope === "vein" ? "for each vein: " : scope === "followUp" ? "with a follow-up: " : "";
  return {
    id: name,
    prefix: strength,
    title,
    description: [summary, detail, why].filter((part) => part !== undefined).join("\n\n"),
    textEquivalent: summary,
    priority: priorityOf({ ...(slot === undefined ? {} : { slot }), ...(value === undefined ? {} : { value }) }),
    code: [
      { coding: [ruleCoding(name, rulebook, options)] },
      ...(slot === undefined ? [] : [{ coding: [slotCoding(slot, rulebook, options)] }]),
    ],
    documentation: citationsOf(cited, rulebook),
    condition: [
      {
        kind: "applicability",
        expression: {
          description: `${forWhom}${conditionText(conditions, rulebook)}`,
          language: "application/json",
          expression: JSON.stringify(conditions),
        },
      },
    ],
    requiredBehavior: required,
    precheckBehavior: precheck,
    cardinalityBehavior: "single",
  };
}
