import type { ProposalChecks } from "./proposal.ts";
import type { Rule } from "./rule.ts";
import type { Slot } from "./slots.ts";
import type { Citation } from "./source.ts";
import type { Contradiction, Fact } from "./vocabulary.ts";

/** What was added to and taken out of the rulebook by a caller's profile. */
export interface ProfileRecord {
  readonly name: string;
  readonly added: readonly string[];
  readonly retired: readonly string[];
}

/** A loaded, checked, frozen rulebook. Get one from `loadRulebook` or `embeddedRulebook`. */
export interface Rulebook {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  /** `sha256-` and the hexadecimal digest of the canonical JSON of all its files. */
  readonly digest: string;
  readonly profile?: ProfileRecord;
  /** Topics in the order of reports. */
  readonly topics: readonly string[];
  readonly facts: ReadonlyMap<string, Fact>;
  /** Facts that cannot hold together. */
  readonly contradictions: readonly Contradiction[];
  readonly slots: ReadonlyMap<string, Slot>;
  /** What a proposal is held against. */
  readonly proposal: ProposalChecks;
  /** Rules in the order of topics, then of their files. */
  readonly rules: readonly Rule[];
  readonly ruleByName: ReadonlyMap<string, Rule>;
  /** Number of stages: rules read only slots decided in earlier ones. */
  readonly stages: number;
  /** The stage after which a slot is decided. */
  readonly slotStage: ReadonlyMap<string, number>;
  /** Every row that a rule may cite. */
  readonly citations: ReadonlyMap<string, Citation>;
}
