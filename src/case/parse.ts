import type { Issue } from "../issues/issue.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Fact } from "../rulebook/vocabulary.ts";
import { type ParseOptions, type ParseWhole, parserBySchema, pathOf } from "./by-schema.ts";
import type { ParsedCase } from "./case.ts";
import { caseIssues } from "./issues.ts";
import { caseReader } from "./read.ts";
import { type CaseShape, caseShape, factSchema } from "./schema.ts";

export type { ParseOptions };

/** Reads cases against the vocabulary of one rulebook. */
export interface CaseParser {
  /** Returns the case. Throws `CaseError` with all issues at once. */
  readonly parse: (input: unknown, options?: ParseOptions) => ParsedCase;
  /** What is wrong with one value of a fact; empty when it is right. */
  readonly checkValue: (fact: Fact, value: unknown) => readonly Issue[];
  readonly shape: CaseShape;
}

/**
 * Makes the parser of a rulebook's cases. Most have nothing wrong and are read straight; the schema, which takes ten times as
 * long, is for those that are refused or hold functions, and is built with the first of them.
 */
export function createCaseParser(rulebook: Rulebook): CaseParser {
  const shape = caseShape(rulebook);
  const readStraight = caseReader(shape);
  let parseWhole: ParseWhole | undefined;
  return {
    shape,
    parse: (input, options = {}) => {
      const read = readStraight(input);
      if (read !== undefined) return read;
      parseWhole ??= parserBySchema(rulebook, shape);
      return parseWhole(input, options);
    },
    checkValue: (fact, value) => {
      const result = factSchema(fact).safeParse(value, { reportInput: true });
      return result.success
        ? []
        : caseIssues(
            result.error.issues.map((issue) => ({ ...issue, path: pathOf(fact) })),
            shape,
            true,
          );
    },
  };
}
