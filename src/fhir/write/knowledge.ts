import type { Identifier, Library, Period, PlanDefinition, Questionnaire, RelatedArtifact } from "fhir/r4.js";
import { contentOf } from "../../rulebook/assemble.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { sourceCitation } from "./citations.ts";
import { heading } from "./codings.ts";
import { type CanonicalOptions, canonicalUrl } from "./options.ts";

type Knowledge = PlanDefinition | Library | Questionnaire;

/** What every export of a rulebook says of itself. */
export interface KnowledgeMetadata {
  readonly id: string;
  readonly url: string;
  readonly identifier: Identifier[];
  readonly version: string;
  readonly name: string;
  readonly title: string;
  readonly status: Knowledge["status"];
  readonly date?: string;
  readonly effectivePeriod?: Period;
}

/**
 * Identity, status and dates of a rulebook, from the governance of its rules: it is active once a rule is in force and not under
 * review, dated by its youngest rule, in effect from its oldest one on, and to the end of the last one where all of them end.
 */
export function knowledgeMetadata(
  type: Knowledge["resourceType"],
  rulebook: Rulebook,
  options: CanonicalOptions,
): KnowledgeMetadata {
  const governed = rulebook.rules.flatMap(({ governance }) => (governance === undefined ? [] : [governance]));
  const starts = governed.map(({ effectiveFrom }) => effectiveFrom).sort();
  const ends = governed.flatMap(({ effectiveTo }) => (effectiveTo === undefined ? [] : [effectiveTo])).sort();
  const [start] = starts;
  const date = starts.at(-1);
  const end = ends.length === rulebook.rules.length ? ends.at(-1) : undefined;
  const isActive = governed.some(({ status }) => status === "active");
  return {
    id: rulebook.name,
    url: canonicalUrl(type, rulebook.name, options),
    identifier: [{ system: canonicalUrl("CodeSystem", "rulebook-digest", options), value: rulebook.digest }],
    version: rulebook.version,
    name: computableName(rulebook.name),
    title: rulebook.title,
    status: isActive ? "active" : "draft",
    ...(date === undefined ? {} : { date }),
    ...(start === undefined ? {} : { effectivePeriod: { start, ...(end === undefined ? {} : { end }) } }),
  };
}

/** The next day on which a rule has to be looked at again, in words. */
export function reviewNote(rulebook: Rulebook): string | undefined {
  const [first] = rulebook.rules.flatMap(({ governance }) => governance?.reviewDue ?? []).sort();
  return first === undefined ? undefined : `The next review of a rule is due on ${first}.`;
}

/** Every document, label, guideline and study that the rulebook rests on. */
export function sourcesOf(rulebook: Rulebook): RelatedArtifact[] {
  return Object.entries(contentOf(rulebook).sources).map(([id, source]) => sourceCitation(id, source));
}

/** A name as code generators want it: `vein-care` becomes `VeinCare`. */
function computableName(name: string): string {
  const joined = name
    .split(/[^A-Za-z0-9]+/)
    .map(heading)
    .join("");
  return /^[A-Z]/.test(joined) ? joined : `Rulebook${joined}`;
}
