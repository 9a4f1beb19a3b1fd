import type { Issue } from "../../issues/issue.ts";
import { quote, suggest } from "../../issues/nearest.ts";
import { type Condition, leavesOf } from "../../logic/condition.ts";
import { factsOfRulebook } from "../facts.ts";
import type { RawRulebook } from "../raw.ts";
import { issueAt, type Place } from "../shape.ts";
import type { Derivation } from "../vocabulary.ts";
import { checkDeclarations } from "./declarations.ts";
import { operatorFault, valueFault, valuesOf } from "./leaf.ts";

/** Derived and settled facts are made of facts that exist, compared in ways that fit; authorities name known sources. */
export function checkVocabulary(raw: RawRulebook, placeOf: (file: string) => Place): Issue[] {
  const facts = factsOfRulebook(raw);
  const place = placeOf("vocabulary.json");
  const issues: Issue[] = [...checkDeclarations(raw, placeOf)];
  for (const [name, fact] of Object.entries(raw.facts)) {
    const path = ["facts", name];
    for (const input of facts.get(name)?.inputs ?? [])
      if (!facts.has(input))
        issues.push(
          issueAt(
            place,
            path,
            "rulebook/unknown-fact",
            `unknown fact ${quote(input)}`,
            suggest(input, [...facts.keys()]),
          ),
        );
    const leaves = [...(fact.settled ?? []).map((rule) => rule.when), ...conditionsOf(fact.derive).flatMap(leavesOf)];
    for (const leaf of leaves) {
      const read = facts.get(leaf.fact);
      if (read === undefined) continue;
      const fault =
        operatorFault(read, leaf.operator) ??
        valuesOf(leaf)
          .map((value) => valueFault(read, value))
          .find((found) => found !== undefined);
      if (fault !== undefined)
        issues.push(
          issueAt(
            place,
            path,
            "rulebook/value-does-not-fit",
            `${fault} for \`${leaf.fact}\``,
            "see the fact's type and range in the vocabulary",
          ),
        );
    }
  }
  raw.contradictions.forEach(({ when }, index) => {
    for (const leaf of leavesOf(when))
      if (!facts.has(leaf.fact))
        issues.push(
          issueAt(
            place,
            ["contradictions", index],
            "rulebook/unknown-fact",
            `unknown fact ${quote(leaf.fact)}`,
            suggest(leaf.fact, [...facts.keys()]),
          ),
        );
  });
  const authorities = placeOf("authorities.json");
  for (const [id, row] of Object.entries(raw.authorities))
    if (!Object.hasOwn(raw.sources, row.source))
      issues.push(
        issueAt(
          authorities,
          ["authorities", id, "source"],
          "rulebook/unknown-source",
          `unknown source ${quote(row.source)}`,
          suggest(row.source, Object.keys(raw.sources)),
        ),
      );
  return issues;
}

function conditionsOf(derivation: Derivation | undefined): Condition[] {
  if (derivation === undefined) return [];
  if ("condition" in derivation) return [derivation.condition];
  if ("count" in derivation) return [...derivation.count];
  if ("someVein" in derivation) return [derivation.someVein];
  if ("everyVein" in derivation) return [derivation.everyVein];
  return [];
}
