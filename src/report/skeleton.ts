import type { Evidence } from "../evaluate/program.ts";
import { rowsCited } from "../resolve/citations.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Citation } from "../rulebook/source.ts";
import { MadeRecommendations } from "./made.ts";

/** What the recommendations of one rule have in common, whatever the case. Frozen: reports share it. */
export interface Skeleton {
  readonly rule: Rule;
  /** The rule's number among those that are evaluated. */
  readonly number: number;
  /** The rows that it cites; with documents alone, those of documents; and the resolutions. */
  readonly sources: readonly Citation[];
  /** Its name alone, as a list. */
  readonly itself: readonly string[];
  /** The value that it gives is its own and not a fact's. */
  readonly isStatic: boolean;
  /** What it has said of the patient in other reports. */
  readonly made: MadeRecommendations;
}

/** The skeleton of each rule that is evaluated, by its number. */
export function skeletonsOf(rulebook: Rulebook, evidence: Evidence, rules: readonly Rule[]): readonly Skeleton[] {
  return rules.map((rule, number) => {
    const resolutions = (rule.resolution ?? []).map((id) => rulebook.citations.get(id) as Citation);
    return {
      rule,
      number,
      sources: Object.freeze([...rowsCited(rule, rulebook, evidence), ...resolutions]),
      itself: Object.freeze([rule.name]),
      isStatic: rule.event.params.valueFact === undefined,
      made: new MadeRecommendations(),
    };
  });
}
