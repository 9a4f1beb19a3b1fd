import { createCaseParser, type ParseOptions } from "../../src/case/parse.ts";
import { CaseError } from "../../src/issues/errors.ts";
import type { Issue } from "../../src/issues/issue.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";

/** The parser of the embedded rulebook's cases. */
export const parser = createCaseParser(embeddedRulebook());

/** What is wrong with a case; empty where it can be read. */
export function issuesOf(input: unknown, options: ParseOptions = {}): readonly Issue[] {
  try {
    parser.parse(input, options);
    return [];
  } catch (error) {
    if (error instanceof CaseError) return error.issues;
    throw error;
  }
}

/** Code and path of each issue, as one text. */
export function codes(input: unknown, options: ParseOptions = {}): string[] {
  return issuesOf(input, options).map(({ code, path }) => `${code} ${path}`);
}
