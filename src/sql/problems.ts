import { defaultMaxLength } from "../case/schema.ts";
import { hoursPer } from "../logic/units.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { type Fact, isCaseFact } from "../rulebook/vocabulary.ts";
import { hoursBetween } from "./derive.ts";
import type { Dialect } from "./dialect.ts";
import type { TableName } from "./expression.ts";
import { and, call, choose, type Expression, FALSE, isNotNull, join, not, operation, or, raw } from "./expression.ts";
import { tableOf } from "./facts.ts";
import type { InputColumns } from "./input.ts";
import { literal } from "./leaf.ts";
import type { Plan } from "./plan.ts";

/** PostgreSQL takes at most a hundred arguments: a list of problems is put together in parts. */
const argumentsPerCall = 90;

/** What a fraction of a week may lose in arithmetic, in hours. */
const rounding = "1e-6";

/**
 * The names of the facts of a case whose values the advisor would refuse, joined by blanks; NULL where there are none. A case
 * with a problem gets no answer: nothing is coerced, and a value that no rule knows is not taken for a healthy one.
 */
export function problemsOf(rulebook: Rulebook, plan: Plan, input: InputColumns, dialect: Dialect): Expression {
  const faults: Record<TableName, { name: string; fault: Expression }[]> = { case: [], vein: [] };
  for (const fact of rulebook.facts.values()) {
    if (!isCaseFact(fact)) continue;
    const table = tableOf(fact.scope);
    const fault = valueFault(fact, input.of(fact).value, dialect);
    if (fault !== FALSE) faults[table].push({ name: fact.name, fault });
    if (fact.derive !== undefined && "elapsed" in fact.derive)
      faults[table].push({ name: fact.name, fault: sessionFault(fact, rulebook, input, dialect) });
  }
  const list = (table: TableName): Expression =>
    plan.column(
      table,
      `problems_of_${table}`,
      concatenated(
        faults[table].map(({ name, fault }) => choose([[fault, raw(dialect.text(name))]], raw("NULL"))),
        dialect,
      ),
    );
  const ofVeins = plan.overVeins("problems_of_veins", call`MAX(${list("vein")})`, raw("NULL"));
  return plan.column("case", "case_problems", concatenated([list("case"), ofVeins], dialect));
}

function valueFault(fact: Fact, value: Expression, dialect: Dialect): Expression {
  switch (fact.type) {
    case "code":
      return not(
        operation`${value} IN (${join(
          (fact.values ?? []).map((code) => literal(code, dialect)),
          ", ",
          true,
        )})`,
      );
    case "integer":
    case "number":
      return or(
        ...(fact.min === undefined ? [] : [operation`${value} < ${String(fact.min)}`]),
        ...(fact.max === undefined ? [] : [operation`${value} > ${String(fact.max)}`]),
        ...(fact.type === "integer" ? [operation`${value} <> FLOOR(${value})`] : []),
      );
    case "string":
      return operation`CHAR_LENGTH(${value}) NOT BETWEEN 1 AND ${String(fact.maxLength ?? defaultMaxLength)}`;
    default:
      return FALSE;
  }
}

/** A session after `asOf`, or a date and an age of it that are more than a day apart. */
function sessionFault(fact: Fact, rulebook: Rulebook, input: InputColumns, dialect: Dialect): Expression {
  const { derive } = fact;
  if (derive === undefined || !("elapsed" in derive)) return FALSE;
  const { since, unit } = derive.elapsed;
  const [from, to] = [since, "asOf"].map((name) => {
    const read = rulebook.facts.get(name);
    return read === undefined ? raw("NULL") : input.of(read).value;
  }) as [Expression, Expression];
  const apart = operation`ABS(${input.of(fact).value} * ${String(hoursPer[unit])} - ${hoursBetween(from, to, dialect)})`;
  return and(
    isNotNull(from),
    isNotNull(to),
    or(operation`${from} > ${to}`, operation`${apart} > ${String(hoursPer.d)} + ${rounding}`),
  );
}

function concatenated(parts: readonly Expression[], dialect: Dialect): Expression {
  if (parts.length === 0) return raw(`CAST(NULL AS ${dialect.types.text})`);
  const groups: Expression[] = [];
  for (let from = 0; from < parts.length; from += argumentsPerCall)
    groups.push(call`NULLIF(CONCAT_WS(' ', ${join(parts.slice(from, from + argumentsPerCall), ", ", true)}), '')`);
  return groups.length === 1 ? (groups[0] as Expression) : concatenated(groups, dialect);
}
