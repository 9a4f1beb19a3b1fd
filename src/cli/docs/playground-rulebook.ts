import { contentOf } from "../../rulebook/assemble.ts";
import { canonicalJson, digestOf } from "../../rulebook/digest.ts";
import { embeddedContent } from "../../rulebook/embedded.ts";
import { readRulebook } from "../../rulebook/load.ts";
import type { RulebookFile } from "../../rulebook/read-json.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";

/**
 * The files from which the playground loads a rulebook, over the one that it carries: the topics, and whatever else differs from
 * what is embedded. Undefined where loading them would not give the same rulebook: a profile may leave rows of a rulebook's own
 * guidance without a rule, which the loader refuses.
 */
export function playgroundRulebook(rulebook: Rulebook): readonly RulebookFile[] | undefined {
  const files = filesOf(rulebook);
  const { raw } = readRulebook(files, embeddedContent);
  return raw !== undefined && digestOf(raw) === rulebook.digest ? files : undefined;
}

function filesOf(rulebook: Rulebook): RulebookFile[] {
  const fixed = (content: typeof embeddedContent): Readonly<Record<string, unknown>> => ({
    "rulebook.json": content.manifest,
    "vocabulary.json": { facts: content.facts, contradictions: content.contradictions },
    "slots.json": { slots: content.slots },
    "proposal.json": { proposal: content.proposal },
    "sources.json": { sources: content.sources },
    "authorities.json": { authorities: content.authorities },
    "statements.json": { statements: content.statements },
    "resolutions.json": { resolutions: content.resolutions },
  });
  const content = contentOf(rulebook);
  const embedded = fixed(embeddedContent);
  return [
    ...Object.entries(fixed(content))
      .filter(([name, json]) => canonicalJson(json) !== canonicalJson(embedded[name]))
      .map(([name, json]) => ({ name, json })),
    ...content.topics.map((topic, index) => ({ name: `topics/${index + 1}.json`, json: topic })),
  ];
}
