import * as z from "zod/mini";
import { type Evidence, evidences } from "../evaluate/program.ts";
import { RulebookError } from "../issues/errors.ts";
import { expected, optionIssues } from "../issues/options.ts";
import { withoutCodeGeneration } from "../issues/zod.ts";
import { contentOf } from "../rulebook/assemble.ts";
import { embeddedContent, embeddedRulebook } from "../rulebook/embedded.ts";
import { rulebookOptionCodes } from "../rulebook/file-issues.ts";
import { isRulebook } from "../rulebook/is-rulebook.ts";
import { loadRulebook } from "../rulebook/load.ts";
import { applyProfile, type Profile } from "../rulebook/profile.ts";
import type { RulebookFile } from "../rulebook/read-json.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { type Advisor, createAdvisorFor } from "./advisor.ts";

/** Settings of an advisor. */
export interface AdvisorOptions {
  /** `all` (the default) uses documents and authorities, `documents` the documents and the resolutions alone. */
  readonly evidence?: Evidence;
  /**
   * The caller's own rule files in place of the embedded topics, or a rulebook that `loadRulebook` gave. Vocabulary, slots and
   * sources are the embedded ones where the files do not bring their own.
   */
  readonly rulebook?: readonly RulebookFile[] | Rulebook;
  /** Rules to add to the rulebook and to retire from it; reports name the profile. */
  readonly profile?: Profile;
}

/**
 * Makes an advisor: on the embedded rulebook, or on the caller's own files. Throws `RulebookError` with all that is wrong with
 * them, or with the options.
 *
 * @example
 * const advisor = createAdvisor();
 * advisor.recommendSync({ patient: { pregnant: true } }).eligibility.decision; // "defer"
 */
export function createAdvisor(options: AdvisorOptions = {}): Advisor {
  const issues = optionIssues(optionSchema(), options, rulebookOptionCodes);
  if (issues.length > 0) throw new RulebookError(issues);
  const { evidence, rulebook, profile } = options;
  return createAdvisorFor(rulebookFor(rulebook, profile), evidence);
}

/** What the options have to be; what is in rule files and profiles is checked where they are read. */
function optionSchema() {
  return withoutCodeGeneration(() =>
    z.strictObject({
      evidence: z.optional(z.enum(evidences)),
      rulebook: z.optional(
        expected(
          "rule files, or a rulebook that `loadRulebook` gave",
          (value) => Array.isArray(value) || isRulebook(value),
        ),
      ),
      profile: z.optional(z.unknown()),
    }),
  );
}

function rulebookFor(given: AdvisorOptions["rulebook"], profile: Profile | undefined): Rulebook {
  const rulebook =
    given === undefined ? embeddedRulebook() : isLoaded(given) ? given : loadRulebook(given, embeddedContent);
  return profile === undefined ? rulebook : applyProfile(contentOf(rulebook), profile);
}

function isLoaded(given: readonly RulebookFile[] | Rulebook): given is Rulebook {
  return !Array.isArray(given);
}
