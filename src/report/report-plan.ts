import type { Evidence } from "../evaluate/program.ts";
import { type AskingRule, askingRules } from "../explain/asking.ts";
import { type ReasonLibrary, reasonLibrary } from "../explain/reason-library.ts";
import { type Standings, standingsOf } from "../resolve/standing.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Scope } from "../rulebook/vocabulary.ts";
import { headSlots } from "./head.ts";
import type { Report } from "./report.ts";
import { type Section, sectionsOf } from "./sections.ts";
import { type Skeleton, skeletonsOf } from "./skeleton.ts";
import { type RulePhase, rulePhases } from "./timeline.ts";

/** What the reports of one rulebook under one evidence have in common, worked out once. */
export interface ReportPlan {
  readonly rulebook: Rulebook;
  readonly head: Report["rulebook"];
  readonly library: ReasonLibrary;
  readonly skeletons: readonly Skeleton[];
  readonly sections: readonly Section[];
  readonly asking: readonly AskingRule[];
  readonly standings: Standings;
  readonly phases: ReadonlyMap<string, RulePhase>;
  /** The slots of each scope that stand in the plan, in the rulebook's order. */
  readonly planned: Readonly<Record<Scope, readonly string[]>>;
}

/** Works out what the reports of these rules have in common. */
export function reportPlan(rulebook: Rulebook, evidence: Evidence, rules: readonly Rule[]): ReportPlan {
  const { name, version, digest, profile } = rulebook;
  const slots = [...rulebook.slots.values()].filter((slot) => !headSlots.includes(slot.name));
  const planned = (scope: Scope): string[] => slots.filter((slot) => slot.scope === scope).map((slot) => slot.name);
  const skeletons = skeletonsOf(rulebook, evidence, rules);
  return {
    rulebook,
    head: Object.freeze({ name, version, digest, evidence, ...(profile === undefined ? {} : { profile }) }),
    library: reasonLibrary(rulebook),
    skeletons,
    sections: sectionsOf(rulebook, skeletons),
    asking: askingRules(rulebook, rules),
    standings: standingsOf(rulebook, evidence, rules),
    phases: rulePhases(rules),
    planned: { patient: planned("patient"), vein: planned("vein"), followUp: planned("followUp") },
  };
}
