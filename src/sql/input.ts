import type { Rulebook } from "../rulebook/rulebook.ts";
import { type Fact, isCaseFact, type Scope } from "../rulebook/vocabulary.ts";
import type { ColumnType } from "./dialect.ts";
import type { TableName } from "./expression.ts";
import { type Expression, FALSE, isNotNull, isTrue, NULL, or, raw } from "./expression.ts";
import { columnName } from "./names.ts";
import type { Plan } from "./plan.ts";

/** Names of the columns that are no facts. */
export const caseId = "case_id";
export const veinId = "vein_id";
export const hasFollowUp = "has_follow_up";

/** A column of a table of facts. */
export interface InputColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly scope: Scope;
  /** The fact whose value stands there. */
  readonly fact?: string;
  /** The fact of which the column says that it was asked for and is not known. */
  readonly unknownFact?: string;
}

/** The types of columns by those of facts. */
export const columnTypes: Readonly<Record<Fact["type"], ColumnType>> = {
  boolean: "boolean",
  code: "text",
  string: "text",
  integer: "number",
  number: "number",
  date: "date",
  "date-or-date-time": "date",
};

const veinIdFact = "vein.id";

/** Whether an absent fact is something else than unknown: then an explicit unknown needs a column of its own. */
function absentIsKnown(fact: Fact): boolean {
  return fact.absent !== undefined || fact.settled !== undefined || fact.derive !== undefined;
}

/**
 * The columns of the two tables of facts, in the order of the vocabulary. The first ones are the keys: `case_id` in both tables,
 * `vein_id` in the second.
 */
export function inputColumns(rulebook: Rulebook): { cases: InputColumn[]; veins: InputColumn[] } {
  const cases: InputColumn[] = [
    { name: caseId, type: "text", scope: "patient" },
    { name: hasFollowUp, type: "boolean", scope: "followUp" },
  ];
  const veins: InputColumn[] = [
    { name: caseId, type: "text", scope: "vein" },
    { name: veinId, type: "text", scope: "vein" },
  ];
  for (const fact of rulebook.facts.values()) {
    if (!isCaseFact(fact) || fact.name === veinIdFact) continue;
    const { scope } = fact;
    const into = scope === "vein" ? veins : cases;
    into.push({ name: columnName(fact.name), type: columnTypes[fact.type], scope, fact: fact.name });
    if (absentIsKnown(fact))
      into.push({ name: `${columnName(fact.name)}_is_unknown`, type: "boolean", scope, unknownFact: fact.name });
  }
  return { cases, veins };
}

/** The columns of one given fact. */
export interface GivenColumns {
  readonly value: Expression;
  /** True where the fact is recorded as unknown, so that nothing else stands in for it. */
  readonly isUnknown: Expression;
}

/** The caller's tables as the first columns of the plan. */
export class InputColumns {
  readonly #byFact = new Map<string, { value?: Expression; isUnknown?: Expression }>();
  /** Whether the case has a follow-up: it is said to have one, or something of one is recorded. */
  readonly hasFollowUp: Expression;

  constructor(rulebook: Rulebook, plan: Plan, present: (table: TableName, column: string) => boolean) {
    const { cases, veins } = inputColumns(rulebook);
    const signs: Expression[] = [];
    for (const [table, columns] of [
      ["case", cases],
      ["vein", veins],
    ] as const)
      for (const { name, type, scope, fact, unknownFact } of columns) {
        if (name === caseId || name === veinId) continue;
        const there = present(table, name);
        const column = !there && type === "boolean" ? NULL : plan.input(table, name, type, there);
        const key = fact ?? unknownFact;
        if (key !== undefined) {
          const known = this.#byFact.get(key) ?? {};
          this.#byFact.set(key, { ...known, [fact === undefined ? "isUnknown" : "value"]: column });
        }
        if (scope === "followUp" && there) signs.push(fact === undefined ? isTrue(column) : isNotNull(column));
      }
    this.hasFollowUp = plan.column("case", "follow_up_given", or(...signs));
  }

  of(fact: Fact): GivenColumns {
    if (fact.name === veinIdFact) return { value: raw(veinId), isUnknown: FALSE };
    const { value = NULL, isUnknown = FALSE } = this.#byFact.get(fact.name) ?? {};
    return { value, isUnknown };
  }
}
