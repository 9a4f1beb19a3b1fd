import type { Issue } from "../issues/issue.ts";
import { embeddedContent } from "./embedded.ts";
import { readRulebook } from "./load.ts";
import type { RulebookFile } from "./read-json.ts";

/**
 * Returns what is wrong with the files of a rulebook, in the order of their places; empty where they can be loaded. Vocabulary, slots
 * and sources are the embedded ones where the files do not bring their own.
 *
 * It looks for all faults of a kind at once, but faults of form hide those of meaning: while the vocabulary, the slots or another
 * file that stands once has one, the rules are not looked at; a rule that has one is not looked at further; circles are looked for
 * once the rules have no other fault, and rows that no rule rests on once nothing else is wrong. So check again after mending.
 */
export function checkRulebook(files: readonly RulebookFile[]): readonly Issue[] {
  return readRulebook(files, embeddedContent).issues;
}
