import { pathOfFact } from "../explain/explain.ts";
import { embeddedRulebook } from "../rulebook/embedded.ts";
import { deepFreeze } from "../rulebook/freeze.ts";
import { isRulebook } from "../rulebook/is-rulebook.ts";
import { caseParserOf } from "./case-parser.ts";
import { embeddedCodes } from "./codes/embedded.ts";
import { assembleCase } from "./read/assemble.ts";
import { type CaseFromFhirOptions, checkOptions } from "./read/options.ts";
import { Problems } from "./read/problems.ts";
import { readRecord } from "./read/read-record.ts";
import type { ReadCase } from "./read/result.ts";

export type { CodeSet } from "./read/code-set.ts";
export type { CaseFromFhirOptions, QuestionnaireOptions, ReadLimits } from "./read/options.ts";
export type { AbsenceRead, AbsentType, FactOrigin, ReadCase, ReadCounts, ReadType } from "./read/result.ts";

/**
 * Reads a FHIR R4 record into a case: a Bundle of any type, a list of resources and Bundles, or one resource.
 *
 * Nothing in the input makes it throw: what cannot be read, or does not settle a fact, becomes an issue, and the fact stays
 * unknown. What is not recorded is unknown too, unless the caller states that the absence of a type means false. The rules of
 * reading are in docs/fhir.md, the codes in docs/fhir-codes.md.
 *
 * @param input parsed JSON
 * @returns the case with its origins and issues, deeply frozen and without any reference to the input
 * @throws AdapterError for wrong options, which are the programmer's: all that is wrong with them at once
 *
 * @example
 * const read = caseFromFhir(bundle, { asOf: "2026-11-20" });
 * const report = advisor.recommendSync(read.case, read); // explains with the resources, and repeats the issues
 */
export function caseFromFhir(input: unknown, options: CaseFromFhirOptions): ReadCase {
  const rulebook = isRulebook(options?.rulebook) ? options.rulebook : embeddedRulebook();
  const parser = caseParserOf(rulebook);
  const settings = checkOptions(options, parser);
  const { codes = embeddedCodes } = options;
  const problems = new Problems();
  const record = readRecord(input, settings, codes, parser, rulebook.facts, problems);
  const { facts, origins, absence } = assembleCase(record, settings, codes, parser, problems);
  return deepFreeze({
    case: facts,
    origins: Object.fromEntries(origins),
    originOf: (fact, subject) => origins.get(pathOfFact(fact, subject)) ?? null,
    issues: problems.list(),
    counts: record.counts,
    absence,
  } satisfies ReadCase);
}
