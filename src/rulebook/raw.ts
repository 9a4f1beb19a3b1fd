import type { ProposalChecks } from "./proposal.ts";
import type { TopicFile } from "./rule.ts";
import type { SlotDefinition } from "./slots.ts";
import type { Authority, Source, Statement } from "./source.ts";
import type { Contradiction, FactDefinition } from "./vocabulary.ts";

/** `rules/rulebook.json`. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly topics: readonly string[];
}

/** `rules/resolutions.json`: how a conflict, an overlap or a vague word of the guidance was decided. */
export interface Resolution {
  readonly kind: string;
  readonly subject: string;
  /** Why no rule names it. */
  readonly notCoded?: string;
}

/**
 * The content of all files of a rulebook, checked but not yet assembled: the values under the keys of the same names in the files of
 * `rules/`, `manifest` being the whole of `rulebook.json`. `loadRulebook` takes one as the base of a caller's own files.
 */
export interface RawRulebook {
  readonly manifest: Manifest;
  readonly facts: Readonly<Record<string, FactDefinition>>;
  readonly contradictions: readonly Contradiction[];
  readonly slots: Readonly<Record<string, SlotDefinition>>;
  readonly proposal: ProposalChecks;
  readonly sources: Readonly<Record<string, Source>>;
  readonly authorities: Readonly<Record<string, Authority>>;
  readonly statements: Readonly<Record<string, Statement>>;
  readonly resolutions: Readonly<Record<string, Resolution>>;
  readonly topics: readonly TopicFile[];
}
