import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Scope } from "../rulebook/vocabulary.ts";

/** Which evidence is used: the documents alone, or the authorities too. */
export const evidences = ["documents", "all"] as const;
export type Evidence = (typeof evidences)[number];

/** The rules that are evaluated together: one scope, one stage. */
export interface RuleSet {
  readonly scope: Scope;
  readonly stage: number;
  readonly rules: readonly Rule[];
}

/** The rules of a rulebook that the evidence leaves in. */
export function rulesUnder(rulebook: Rulebook, evidence: Evidence): Rule[] {
  return rulebook.rules.filter((rule) => evidence === "all" || rule.fromDocuments);
}

/** Rules by the stages of their rulebook and by scope. */
export function ruleSets({ stages }: Pick<Rulebook, "stages">, rules: readonly Rule[]): RuleSet[] {
  const sets: RuleSet[] = [];
  for (let stage = 0; stage < stages; stage += 1)
    for (const scope of ["patient", "vein", "followUp"] as const) {
      const members = rules.filter((rule) => rule.stage === stage && rule.scope === scope);
      if (members.length > 0) sets.push({ scope, stage, rules: members });
    }
  return sets;
}
