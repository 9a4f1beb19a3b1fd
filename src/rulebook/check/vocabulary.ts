import type { Issue } from "../../issues/issue.ts";
import { quote, suggest } from "../../issues/nearest.ts";
import { factsOfRulebook } from "../facts.ts";
import type { RawRulebook } from "../raw.ts";
import { issueAt, type Place } from "../shape.ts";
import { checkDeclarations } from "./declarations.ts";
import { conditionIssues, derivationIssues } from "./derivation.ts";
import { leafIssues, type Reader } from "./leaf.ts";

/**
 * Derived and settled facts and contradictions read facts that exist and that they can see, compared in ways that fit; authorities
 * name known sources.
 */
export function checkVocabulary(raw: RawRulebook, placeOf: (file: string) => Place): Issue[] {
  const facts = factsOfRulebook(raw);
  const place = placeOf("vocabulary.json");
  const reads: Pick<Reader, "facts" | "issueAt"> = {
    facts,
    issueAt: (path, ...issue) => issueAt(place, path, ...issue),
  };
  const issues: Issue[] = [...checkDeclarations(raw, placeOf)];
  for (const name of Object.keys(raw.facts)) {
    const fact = facts.get(name);
    if (fact === undefined) continue;
    const reader: Reader = { ...reads, scope: fact.scope, name: `a ${fact.scope} fact` };
    const path = ["facts", name];
    issues.push(
      ...derivationIssues(reader, fact, raw.slots, path),
      ...(fact.settled ?? []).flatMap(({ when }, index) =>
        leafIssues(reader, when, [...path, "settled", index, "when"]),
      ),
    );
  }
  // The report looks them up for the patient, for whom no vein's fact and none of the follow-up is known.
  const contradiction: Reader = { ...reads, scope: "patient", name: "a contradiction" };
  for (const [index, { fact, when }] of raw.contradictions.entries()) {
    const path = ["contradictions", index];
    if (!facts.has(fact))
      issues.push(
        issueAt(
          place,
          [...path, "fact"],
          "rulebook/unknown-fact",
          `unknown fact ${quote(fact)}`,
          suggest(fact, [...facts.keys()]),
        ),
      );
    issues.push(...conditionIssues(contradiction, when, [...path, "when"]));
  }
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
