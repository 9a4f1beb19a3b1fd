import type { Evidence } from "../evaluate/program.ts";
import { RulebookError } from "../issues/errors.ts";
import { assemble } from "../rulebook/assemble.ts";
import { digestOf } from "../rulebook/digest.ts";
import { embeddedContent, embeddedRulebook } from "../rulebook/embedded.ts";
import { readRulebook } from "../rulebook/load.ts";
import { applyProfile, type Profile } from "../rulebook/profile.ts";
import type { RulebookFile } from "../rulebook/read-json.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { type Advisor, createAdvisorFor } from "./advisor.ts";

/** Settings of an advisor. */
export interface AdvisorOptions {
  /** `all` (the default) uses documents and authorities, `documents` the documents and the resolutions alone. */
  readonly evidence?: Evidence;
  /**
   * The caller's own rule files in place of the embedded topics. Vocabulary, slots and sources are the embedded ones where
   * the files do not bring their own.
   */
  readonly rulebook?: readonly RulebookFile[];
  /** Rules to add to the rulebook and to retire from it; reports name the profile. */
  readonly profile?: Profile;
}

/**
 * Makes an advisor: on the embedded rulebook, or on the caller's own files. Throws `RulebookError` with all that is wrong with
 * them.
 *
 * @example
 * const advisor = createAdvisor();
 * advisor.recommendSync({ patient: { pregnant: true } }).eligibility.decision; // "defer"
 */
export function createAdvisor({ evidence = "all", rulebook, profile }: AdvisorOptions = {}): Advisor {
  return createAdvisorFor(rulebookFor(rulebook, profile), evidence);
}

function rulebookFor(files: readonly RulebookFile[] | undefined, profile: Profile | undefined): Rulebook {
  if (files === undefined) return profile === undefined ? embeddedRulebook() : applyProfile(embeddedContent, profile);
  const { raw, issues } = readRulebook(files, embeddedContent);
  if (raw === undefined) throw new RulebookError(issues);
  return profile === undefined ? assemble(raw, digestOf(raw)) : applyProfile(raw, profile);
}
