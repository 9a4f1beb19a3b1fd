import type { Issue } from "../../issues/issue.ts";
import type { Place } from "../shape.ts";
import { checkConditions } from "./conditions.ts";
import type { Check, RuleUnderCheck } from "./context.ts";
import { checkCycle } from "./cycle.ts";
import { checkExplains } from "./explains.ts";
import { checkNames } from "./names.ts";
import { checkSlots } from "./slots.ts";
import { checkSources } from "./sources.ts";
import { checkSummary } from "./summary.ts";
import { checkTimeline } from "./timeline.ts";

const checks: readonly Check[] = [checkConditions, checkSlots, checkSources, checkSummary, checkTimeline];

/**
 * What is wrong with the rules of a rulebook, all at once; a circle among rules and facts, where nothing else is. `vocabulary` is
 * the place of the file of facts.
 */
export function checkRules(subjects: readonly RuleUnderCheck[], vocabulary: Place): Issue[] {
  const issues = [
    ...subjects.flatMap((subject) => checks.flatMap((check) => check(subject))),
    ...checkNames(subjects),
    ...checkExplains(subjects),
  ];
  // An order can be looked for only among rules that read and set what exists.
  return issues.length > 0 ? issues : checkCycle(subjects, vocabulary);
}
