import aftercare from "../../rules/aftercare.json" with { type: "json" };
import assessment from "../../rules/assessment.json" with { type: "json" };
import authorities from "../../rules/authorities.json" with { type: "json" };
import candidacy from "../../rules/candidacy.json" with { type: "json" };
import complications from "../../rules/complications.json" with { type: "json" };
import compression from "../../rules/compression.json" with { type: "json" };
import concentration from "../../rules/concentration.json" with { type: "json" };
import consultation from "../../rules/consultation.json" with { type: "json" };
import contraindications from "../../rules/contraindications.json" with { type: "json" };
import costAndCoverage from "../../rules/cost-and-coverage.json" with { type: "json" };
import expectations from "../../rules/expectations.json" with { type: "json" };
import faceAndHand from "../../rules/face-and-hand.json" with { type: "json" };
import followUp from "../../rules/follow-up.json" with { type: "json" };
import injection from "../../rules/injection.json" with { type: "json" };
import proposal from "../../rules/proposal.json" with { type: "json" };
import recurrence from "../../rules/recurrence.json" with { type: "json" };
import resolutions from "../../rules/resolutions.json" with { type: "json" };
import manifest from "../../rules/rulebook.json" with { type: "json" };
import sessionSpacing from "../../rules/session-spacing.json" with { type: "json" };
import slots from "../../rules/slots.json" with { type: "json" };
import sources from "../../rules/sources.json" with { type: "json" };
import statements from "../../rules/statements.json" with { type: "json" };
import technique from "../../rules/technique.json" with { type: "json" };
import vocabulary from "../../rules/vocabulary.json" with { type: "json" };
import volume from "../../rules/volume.json" with { type: "json" };
import whenToCall from "../../rules/when-to-call.json" with { type: "json" };
import { assemble } from "./assemble.ts";
import { embeddedReady } from "./embedded-ready.ts";
import { governedTopic } from "./governance.ts";
import type { RawRulebook } from "./raw.ts";
import type { TopicFile } from "./rule.ts";
import type { Rulebook } from "./rulebook.ts";

const topics = [
  contraindications,
  whenToCall,
  candidacy,
  assessment,
  technique,
  concentration,
  volume,
  injection,
  compression,
  aftercare,
  sessionSpacing,
  followUp,
  complications,
  expectations,
  recurrence,
  faceAndHand,
  costAndCoverage,
  consultation,
];

function contentOfFiles(): RawRulebook {
  return {
    manifest,
    facts: vocabulary.facts,
    contradictions: vocabulary.contradictions,
    slots: slots.slots,
    proposal: proposal.proposal,
    sources: sources.sources,
    authorities: authorities.authorities,
    statements: statements.statements,
    resolutions: resolutions.resolutions,
    topics: topics.map((file) => governedTopic(file as unknown as TopicFile)),
  } as unknown as RawRulebook;
}

/**
 * The content of the files under `rules/`, which tests check as `loadRulebook` would. Marked as a call without effects, so that a
 * bundler leaves the rules out where only another part of the library is used.
 */
export const embeddedContent: RawRulebook = /* @__PURE__ */ contentOfFiles();

let assembled: Rulebook | undefined;

/** The rulebook that the package carries: frozen, made once. */
export function embeddedRulebook(): Rulebook {
  if (assembled === undefined) {
    const { digest, stages } = embeddedReady(embeddedContent);
    assembled = assemble(embeddedContent, digest, undefined, stages);
  }
  return assembled;
}
