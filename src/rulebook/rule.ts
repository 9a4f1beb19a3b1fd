import type { Condition } from "../logic/condition.ts";
import type { SlotValue } from "./slots.ts";
import type { Scope } from "./vocabulary.ts";

/** How strongly a recommendation is meant. */
export const strengths = ["must", "should", "may", "info"] as const;
export type Strength = (typeof strengths)[number];

export const scopes = ["patient", "vein", "followUp"] as const satisfies readonly Scope[];

/** What a source says of a slot without setting it. */
export interface Position {
  readonly slot: string;
  readonly value: SlotValue;
  readonly note?: string;
}

/** When, after the session, what a rule says holds. */
export interface Phase {
  readonly kind: "do" | "expect" | "avoid";
  readonly unit: "h" | "d" | "wk" | "mo";
  readonly from: number;
  /** Null where it has no end. */
  readonly to: number | null;
}

/** What an applying rule says. */
export interface RuleParameters {
  readonly strength: Strength;
  readonly summary: string;
  readonly detail?: string;
  readonly slot?: string;
  readonly value?: SlotValue;
  readonly valueFact?: string;
  readonly also?: readonly { readonly slot: string; readonly value: SlotValue }[];
  readonly rank?: string;
  readonly matter?: string;
  readonly position?: Position;
  readonly timeline?: Phase;
  /** Rules that this one gives the background of. */
  readonly explains?: readonly string[];
}

/** Who stands behind a rule and until when: dates are ISO 8601, without a time. */
export interface Governance {
  /** `under-review` rules are evaluated and marked. */
  readonly status: "active" | "under-review";
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  /** After this day the rule is stale until somebody has looked at it again. */
  readonly reviewDue: string;
}

/** A rule as it stands in a rule file. */
export interface RuleDefinition {
  readonly name: string;
  readonly title: string;
  readonly why?: string;
  readonly scope: Scope;
  readonly conditions: Condition;
  readonly event: { readonly type: "recommendation"; readonly params: RuleParameters };
  readonly sources: readonly string[];
  readonly resolution?: readonly string[];
  /** Where it differs from its file's. */
  readonly governance?: Governance;
}

/** A rule file. */
export interface TopicFile {
  readonly topic: string;
  /** Holds for every rule of the file that has none of its own. */
  readonly governance?: Governance;
  readonly rules: readonly RuleDefinition[];
}

/** A rule in a loaded rulebook. */
export interface Rule extends RuleDefinition {
  readonly topic: string;
  /** It cites a document or rests on a resolution: evaluated with `evidence: "documents"` too. */
  readonly fromDocuments: boolean;
  /** Rules of one stage need nothing of the same or a later stage. */
  readonly stage: number;
}
