import type { Issue } from "../issues/issue.ts";
import { embeddedContent } from "./embedded.ts";
import { readRulebook } from "./load.ts";
import type { RulebookFile } from "./read-json.ts";

/**
 * Returns everything that is wrong with the files of a rulebook, in the order of their places; empty where they can be loaded.
 * Vocabulary, slots and sources are the embedded ones where the files do not bring their own.
 */
export function checkRulebook(files: readonly RulebookFile[]): readonly Issue[] {
  return readRulebook(files, embeddedContent).issues;
}
