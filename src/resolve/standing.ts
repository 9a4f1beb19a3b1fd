import type { Evidence } from "../evaluate/program.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Citation } from "../rulebook/source.ts";
import { rowsCited } from "./citations.ts";

/** On whose authority a rule speaks. */
export interface Standing {
  readonly rule: Rule;
  /** The rule's number among those that are evaluated. */
  readonly number: number;
  /** What it cites, of the evidence that is used. */
  readonly rows: readonly Citation[];
  readonly documents: ReadonlySet<string>;
}

/** On whose authority rules speak, and which of them take a position on a slot without setting it. */
export interface Standings {
  readonly byRule: readonly Standing[];
  readonly positions: ReadonlyMap<string, readonly Standing[]>;
}

/** The standing of each rule that is evaluated, by its number. */
export function standingsOf(rulebook: Rulebook, evidence: Evidence, rules: readonly Rule[]): Standings {
  const positions = new Map<string, Standing[]>();
  const byRule = rules.map((rule, number): Standing => {
    const rows = rowsCited(rule, rulebook, evidence);
    const documents = new Set(rows.map(({ source }) => source));
    const standing = { rule, number, rows, documents: documents.size > 0 ? documents : new Set(rule.resolution) };
    const { position } = rule.event.params;
    if (position !== undefined) positions.set(position.slot, [...(positions.get(position.slot) ?? []), standing]);
    return standing;
  });
  return { byRule, positions };
}
