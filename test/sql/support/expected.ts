import { createProgram } from "../../../src/advisor/run.ts";
import { createCaseParser } from "../../../src/case/parse.ts";
import type { Evidence } from "../../../src/evaluate/program.ts";
import { FactStore } from "../../../src/facts/store.ts";
import { followUpSubject, patientSubject, type Subject, subjectKey } from "../../../src/facts/subject.ts";
import type { Decision } from "../../../src/resolve/decide.ts";
import type { Rulebook } from "../../../src/rulebook/rulebook.ts";
import type { AnswerColumn } from "../../../src/sql/index.ts";
import type { PlainCase } from "../../support/random-case.ts";

export type Value = string | number | boolean | null;

/** What the compiled rulebook answers, in the columns of the SQL. */
export interface Expected {
  readonly case: (column: AnswerColumn) => Value;
  readonly veins: readonly { readonly id: string; readonly value: (column: AnswerColumn) => Value }[];
}

/** Answers cases with the compiled rulebook, not with SQL. */
export function createExpectations(rulebook: Rulebook, evidence: Evidence): (input: PlainCase) => Expected {
  const parser = createCaseParser(rulebook);
  const program = createProgram(rulebook, evidence);
  return (input) => {
    const store = new FactStore(rulebook, parser.parse(input));
    const { outcomes, finished } = program.run(store);
    const ruleValue = (rule: string, subjects: readonly Subject[]): Value => {
      const found = subjects.map((subject) => outcomes.get(rule, subject));
      return found.includes("applies") ? true : found.includes("cannot-tell") ? null : false;
    };
    const slotValue = (column: AnswerColumn, subject: Subject): Value => {
      const slot = rulebook.slots.get(column.slot ?? "");
      const decision = finished.decisions.get(column.slot ?? "", subjectKey(subject));
      // Only the subject's own decision counts: none for a follow-up that is not there.
      if (decision?.subject.kind !== slot?.scope) return column.type === "boolean" ? false : null;
      return decision === undefined ? null : partOf(decision, column);
    };
    const followUp = store.subjects.includes(followUpSubject);
    return {
      case: (column) => {
        if (column.rule !== undefined) {
          const scope = rulebook.ruleByName.get(column.rule)?.scope;
          return ruleValue(
            column.rule,
            store.subjects.filter(({ kind }) => kind === scope),
          );
        }
        if (column.slot !== undefined) {
          const scope = rulebook.slots.get(column.slot)?.scope;
          return slotValue(column, scope === "followUp" ? followUpSubject : patientSubject);
        }
        return column.name === "has_follow_up" ? followUp : column.name === "vein_count" ? store.veins.length : null;
      },
      veins: store.veins.map((subject) => ({
        id: subject.kind === "vein" ? subject.id : "",
        value: (column) =>
          column.rule !== undefined
            ? ruleValue(column.rule, [subject])
            : column.slot !== undefined
              ? slotValue(column, subject)
              : null,
      })),
    };
  };
}

/** The part of a decision that a column holds. */
function partOf(
  { slot, value, couldBecome, changes, open }: Decision,
  { key, couldBecome: possible }: AnswerColumn,
): Value {
  switch (slot.type) {
    case "flag":
      return value === true ? true : changes.length > 0 ? null : false;
    case "list": {
      const lists = (of: unknown): boolean => Array.isArray(of) && of.includes(key);
      return lists(value) ? true : open.some((one) => lists(one.value)) ? null : false;
    }
    default: {
      const shown = possible === true ? couldBecome : value;
      if (key === undefined) return (shown ?? null) as Value;
      if (key === "none") return value === "none" ? true : couldBecome === "none" ? null : false;
      return typeof shown === "object" ? ((shown as Record<string, number>)[key] ?? null) : null;
    }
  }
}
