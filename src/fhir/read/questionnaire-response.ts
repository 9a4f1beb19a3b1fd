import type { QuestionnaireResponse } from "fhir/r4.js";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { caseParserOf } from "../case-parser.ts";
import { readAnswers } from "./answer-reader.ts";
import { Problems } from "./problems.ts";

/**
 * Returns the case that a response to the rulebook's Questionnaire answers, `asOf` among it: the way back from
 * `questionnaireResponse`. Answers that fit no fact are left out. For a whole record, with dates and conflicts, see `caseFromFhir`.
 */
export function answersToCase(response: QuestionnaireResponse, rulebook: Rulebook): Record<string, unknown> {
  const answers = readAnswers(response, "QuestionnaireResponse", caseParserOf(rulebook), maxDepth, new Problems());
  const found: Record<string, unknown> = {};
  const put = (path: readonly string[], into: Record<string, unknown>, value: unknown): void => {
    const [first = "", ...rest] = path;
    if (rest.length === 0) into[first] = value;
    else {
      const inner = (into[first] ?? {}) as Record<string, unknown>;
      into[first] = inner;
      put(rest, inner, value);
    }
  };
  if (answers?.followUp === true) found["followUp"] = {};
  for (const [fact, { value }] of answers?.facts ?? []) put(fact.split("."), found, value);
  if (answers?.veins !== undefined)
    found["veins"] = answers.veins.map(({ id, facts }, index) => {
      const vein: Record<string, unknown> = { id: id ?? `vein-${index + 1}` };
      for (const [fact, { value }] of facts) put(fact.split(".").slice(1), vein, value);
      return vein;
    });
  return found;
}

/** Items within items, where the caller sets no limit. */
const maxDepth = 8;
