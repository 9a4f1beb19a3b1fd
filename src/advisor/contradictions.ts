import type { FactStore } from "../facts/store.ts";
import { patientSubject } from "../facts/subject.ts";
import type { Issue } from "../issues/issue.ts";
import { conditionTruth, factsOf } from "../logic/condition.ts";
import { TRUE } from "../logic/truth.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";

/** Facts of a case that contradict each other, as the vocabulary lists them: warnings, since evaluation goes on. */
export function contradictions(rulebook: Rulebook, store: FactStore): Issue[] {
  return rulebook.contradictions
    .filter(({ when }) => conditionTruth(when, (fact) => store.get(fact, patientSubject)) === TRUE)
    .map(({ fact, message, help }) => ({ code: "case/contradiction", severity: "warning", path: fact, message, help }));
}

/** The facts that the list of contradictions reads. */
export function contradictionFacts(rulebook: Rulebook): string[] {
  return [...new Set(rulebook.contradictions.flatMap(({ when }) => [...factsOf(when)]))];
}
