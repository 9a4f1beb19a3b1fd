import { contentOf } from "../../../src/rulebook/assemble.ts";
import { embeddedContent } from "../../../src/rulebook/embedded.ts";
import { loadRulebook } from "../../../src/rulebook/load.ts";
import type { RulebookFile } from "../../../src/rulebook/read-json.ts";
import type { Rulebook } from "../../../src/rulebook/rulebook.ts";
import { randomRulebook } from "../../sql/support/random-rulebook.ts";

interface ValueFile {
  readonly name: string;
  readonly json: unknown;
}

/** A loaded rulebook as the files from which it could be loaded again; `change` may reorder the rules of a topic. */
export function filesOf(
  rulebook: Rulebook,
  change: (rules: readonly unknown[]) => readonly unknown[] = (rules) => rules,
): ValueFile[] {
  const { manifest, topics, facts, contradictions, ...rest } = contentOf(rulebook);
  return [
    { name: "rulebook.json", json: manifest },
    { name: "vocabulary.json", json: { facts, contradictions } },
    ...Object.entries(rest).map(([key, content]) => ({ name: `${key}.json`, json: { [key]: content } })),
    ...topics.map(({ topic, rules }) => ({ name: `${topic}.json`, json: { topic, rules: change(rules) } })),
  ];
}

/** Rows of the guidance come from the embedded rulebook: a few rules would have to account for all of them. */
const fromBase = new Set([
  ...["rulebook.json", "statements.json", "authorities.json", "resolutions.json", "sources.json"],
  // The slots that it names are not those of a rulebook made by chance.
  "proposal.json",
]);

/** The files of its own that a small rulebook brings. */
export function ownFilesOf(...given: Parameters<typeof filesOf>): ValueFile[] {
  return filesOf(...given).filter(({ name }) => !fromBase.has(name));
}

/** The same files as text. */
export function asText(files: readonly ValueFile[], space: number): RulebookFile[] {
  return files.map(({ name, json }) => ({ name, text: JSON.stringify(json, null, space) }));
}

/** A rulebook made by chance. */
export function reportingRulebook(seed: number): Rulebook {
  return loadRulebook(ownFilesOf(randomRulebook(seed, 25)), embeddedContent);
}
