import type { CaseSubject, ParsedCase } from "../case/case.ts";
import { changeCase } from "../case/change.ts";
import { datedFacts } from "../case/date-issues.ts";
import type { CaseParser } from "../case/parse.ts";
import { pathOfFact } from "../explain/explain.ts";
import type { Assignment, Trial } from "../explain/why-not.ts";
import { FactStore } from "../facts/store.ts";
import { subjectKey } from "../facts/subject.ts";
import { CaseError } from "../issues/errors.ts";
import type { Cell } from "../logic/cell.ts";
import { conditionTruth } from "../logic/condition.ts";
import { FALSE, TRUE } from "../logic/truth.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { rulesBehind } from "./rules-behind.ts";
import { type Program, programOf } from "./run.ts";

/** A case as it was given, and as it was read. */
export interface ReadCase {
  readonly input: unknown;
  readonly parsed: ParsedCase;
}

/**
 * Evaluates a case with changes as far as one rule rests on it: the other rules have no say in whether it applies. The values
 * are of the facts' types and ranges; undefined where they contradict a date of the case.
 */
export function trialsOf(
  rule: Rule,
  { input, parsed }: ReadCase,
  rulebook: Rulebook,
  program: Program,
  parser: CaseParser,
): (assignments: readonly Assignment[]) => Trial | undefined {
  let behind: Program | undefined;
  return (assignments) => {
    const changed = changedCase(assignments, input, parsed, parser);
    if (changed === undefined) return undefined;
    if (behind === undefined) {
      const { rules, slots } = rulesBehind(rule, rulebook, program.rules, program.settingRules);
      behind = programOf(rulebook, rules, slots);
    }
    const store = new FactStore(rulebook, changed);
    behind.run(store);
    return (condition, wanted, subject) =>
      conditionTruth(condition, (fact) => store.get(fact, subject)) === (wanted ? TRUE : FALSE);
  };
}

function changedCase(
  assignments: readonly Assignment[],
  input: unknown,
  parsed: ParsedCase,
  parser: CaseParser,
): ParsedCase | undefined {
  // Only dates are checked against each other: other changes need not be read again.
  if (!assignments.some(({ fact }) => datedFacts.includes(fact))) return withAssignments(parsed, assignments);
  const changes = assignments.map(({ fact, subject, value }) => [pathOfFact(fact, subject), value] as const);
  try {
    return parser.parse(changeCase(input, Object.fromEntries(changes), parser.shape));
  } catch (error) {
    if (error instanceof CaseError) return undefined;
    throw error;
  }
}

function withAssignments(parsed: ParsedCase, assignments: readonly Assignment[]): ParsedCase {
  const bySubject = new Map<string, Map<string, Cell>>();
  for (const { fact, subject, value } of assignments) {
    const key = subjectKey(subject);
    const changes = bySubject.get(key) ?? new Map<string, Cell>();
    bySubject.set(key, changes.set(fact, value));
  }
  const changed = <T extends CaseSubject>(of: T, key: string): T => {
    const changes = bySubject.get(key);
    return changes === undefined ? of : { ...of, given: new Map([...of.given, ...changes]) };
  };
  return {
    patient: changed(parsed.patient, "patient"),
    veins: parsed.veins.map((vein) => changed(vein, `vein:${vein.id}`)),
    ...(parsed.followUp === undefined ? {} : { followUp: changed(parsed.followUp, "followUp") }),
  };
}
