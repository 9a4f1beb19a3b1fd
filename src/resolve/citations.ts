import type { Evidence } from "../evaluate/program.ts";
import type { RuleDefinition } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Citation } from "../rulebook/source.ts";

/** The rows that a rule cites; with documents alone, those of documents. */
export function rowsCited(
  rule: Pick<RuleDefinition, "sources">,
  rulebook: Rulebook,
  evidence: Evidence,
): readonly Citation[] {
  return rule.sources
    .map((id) => rulebook.citations.get(id) as Citation)
    .filter(({ authority }) => evidence === "all" || authority === "document");
}
