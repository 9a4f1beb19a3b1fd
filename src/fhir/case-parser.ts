import { type CaseParser, createCaseParser } from "../case/parse.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

const parsers = new WeakMap<Rulebook, CaseParser>();

/** The parser of a rulebook's cases, made once for each rulebook: making one builds the schema of the whole vocabulary. */
export function caseParserOf(rulebook: Rulebook): CaseParser {
  const known = parsers.get(rulebook);
  if (known !== undefined) return known;
  const parser = createCaseParser(rulebook);
  parsers.set(rulebook, parser);
  return parser;
}
