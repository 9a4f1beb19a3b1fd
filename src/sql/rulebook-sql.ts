import type { Evidence } from "../evaluate/program.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { type Answer, type AnswerColumn, Answers } from "./answers.ts";
import { veinCount } from "./derive.ts";
import { type Dialect, type DialectName, dialectOf } from "./dialect.ts";
import { call, choose, type Expression, isNull, raw } from "./expression.ts";
import { caseId, hasFollowUp, InputColumns, veinId } from "./input.ts";
import { Names } from "./names.ts";
import { checkOptions, type RulebookSqlOptions } from "./options.ts";
import { Plan } from "./plan.ts";
import { problemsOf } from "./problems.ts";
import { unsupported } from "./unsupported.ts";
import { writeQuery } from "./write.ts";

/** A query and what its rows hold. */
export interface RulebookQuery {
  readonly sql: string;
  /** The columns of its rows, in order; the keys come first. */
  readonly columns: readonly AnswerColumn[];
}

/** A rulebook as SQL. */
export interface RulebookSql {
  readonly dialect: DialectName;
  readonly rulebook: { readonly name: string; readonly version: string; readonly digest: string };
  /** One row for each case: every rule, eligibility, triage, every slot of the patient and of the follow-up. */
  readonly cases: RulebookQuery;
  /** One row for each vein: the rules and slots of veins. */
  readonly veins: RulebookQuery;
  /** Slots without a column: their values are lists of objects. */
  readonly omittedSlots: readonly string[];
}

/** Names of the answer's columns that are no rules and no slots. */
export const inputProblems = "input_problems";
const numberOfVeins = "vein_count";

/**
 * Compiles a rulebook to SQL: two queries over a table of cases and one of veins, with the same outcomes as the advisor. A rule's
 * column is true where it applies, false where it does not and where its subject is not there (no follow-up, no vein), NULL where
 * it cannot be told. Throws `AdapterError` (`sql/not-expressible`) for a rulebook that SQL cannot answer like the advisor, and for options that cannot be meant.
 *
 * @example
 * const { cases } = rulebookSql(embeddedRulebook(), { dialect: "duckdb", tables: { cases: "facts", veins: null } });
 */
export function rulebookSql(rulebook: Rulebook, options: RulebookSqlOptions): RulebookSql {
  const { evidence = "all", tables = {}, columns } = checkOptions(rulebook, options);
  const dialect = dialectOf(options.dialect);
  const plan = new Plan([caseId, veinId]);
  const there = { case: columns.cases, vein: tables.veins === null ? new Set<string>() : columns.veins };
  const input = new InputColumns(rulebook, plan, (table, column) => there[table]?.has(column) ?? true);
  const answers = new Answers(rulebook, evidence, plan, dialect, input);
  const problems = problemsOf(rulebook, plan, input, dialect);
  const sources = {
    cases: tables.cases ?? "cases",
    veins: tables.veins === null ? undefined : (tables.veins ?? "veins"),
  };

  const query = (table: "case" | "vein", found: readonly Answer[], extra: readonly Answer[]): RulebookQuery => {
    const keys = table === "case" ? [caseId] : [caseId, veinId];
    const names = new Names();
    for (const key of keys) names.take(key);
    // A case with a problem gets no answer at all.
    const guarded = found.map((answer) => ({
      ...answer,
      value: choose([[isNull(problems), answer.value]], raw("NULL")),
    }));
    const all = [...extra, ...guarded].map((answer) => ({
      ...answer,
      name: names.take(answer.name),
      value: typed(answer.value, answer, dialect),
    }));
    const { sql, widest } = writeQuery(table, all, sources, dialect);
    if (widest > dialect.maxColumns)
      throw unsupported("", `expected steps of at most ${dialect.maxColumns} columns, received more`);
    return {
      sql: `${header(rulebook, evidence)}${sql}\n`,
      columns: [
        ...keys.map((name): AnswerColumn => ({ name, type: "text" })),
        ...all.map(({ value: _value, ...column }): AnswerColumn => column),
      ],
    };
  };
  const problem: Answer = { name: inputProblems, type: "text", value: problems };
  const followUp: Answer = { name: hasFollowUp, type: "boolean", value: input.hasFollowUp };
  const count: Answer = { name: numberOfVeins, type: "integer", value: veinCount(plan) };
  return {
    dialect: dialect.name,
    rulebook: { name: rulebook.name, version: rulebook.version, digest: rulebook.digest },
    cases: query("case", answers.ofCases(), [problem, followUp, count]),
    veins: query("vein", answers.ofVeins(), [problem]),
    omittedSlots: answers.omitted,
  };
}

/** Numbers leave in the type that the column says, whatever the literals were that they came from. */
function typed(value: Expression, { type }: Answer, { types }: Dialect): Expression {
  return type === "number" || type === "integer" ? call`CAST(${value} AS ${types[type]})` : value;
}

function header({ name, version, digest }: Rulebook, evidence: Evidence): string {
  return `-- rulebook ${plain(name)} ${plain(version)}, evidence ${evidence}\n-- ${plain(digest)}\n`;
}

/**
 * Text for a comment: nothing in it may end the line or the comment, or be a quote, a separator or a parameter to a tool that does
 * not skip comments.
 */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} ._+()-]/gu, "_");
}
