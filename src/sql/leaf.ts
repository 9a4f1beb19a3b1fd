import type { Scalar } from "../logic/cell.ts";
import { type Condition, isLeaf } from "../logic/condition.ts";
import type { Expected, Operator } from "../logic/operators.ts";
import type { SqlCell, SqlLookUp } from "./cell.ts";
import type { Dialect } from "./dialect.ts";
import { and, choose, type Expression, FALSE, join, NULL, not, operation, or, raw, TRUE } from "./expression.ts";

const signs: Readonly<Record<Exclude<Operator, "in">, string>> = {
  equal: "=",
  lessThan: "<",
  lessThanInclusive: "<=",
  greaterThan: ">",
  greaterThanInclusive: ">=",
};

/** A value as a literal. */
export function literal(value: Scalar, dialect: Dialect): Expression {
  if (typeof value === "boolean") return value ? TRUE : FALSE;
  return raw(typeof value === "number" ? String(value) : dialect.text(value));
}

/** The truth of a condition: its own logic is SQL's, NULL being unknown. */
export function conditionSql(condition: Condition, lookUp: SqlLookUp, dialect: Dialect): Expression {
  if (isLeaf(condition)) return leafSql(condition.operator, lookUp(condition.fact), condition.value, dialect);
  if ("not" in condition) return not(conditionSql(condition.not, lookUp, dialect));
  if ("all" in condition) return and(...condition.all.map((part) => conditionSql(part, lookUp, dialect)));
  return or(...condition.any.map((part) => conditionSql(part, lookUp, dialect)));
}

/** The truth of a leaf on what is known of its fact, as `leafTruth` has it. */
export function leafSql(operator: Operator, cell: SqlCell, expected: Expected, dialect: Dialect): Expression {
  switch (cell.kind) {
    case "unknown":
      return NULL;
    case "decided":
      return cell.leaf(operator, expected);
    case "value":
      return applicable(cell.notApplicable, compare(operator, cell.value, expected, dialect));
    case "interval":
      return applicable(cell.notApplicable, intervalSql(operator, cell.min, cell.max, expected, dialect));
  }
}

function applicable(notApplicable: Expression | undefined, truth: Expression): Expression {
  return notApplicable === undefined ? truth : and(not(notApplicable), truth);
}

/** Compares a value that is known or NULL. */
export function compare(operator: Operator, found: Expression, expected: Expected, dialect: Dialect): Expression {
  if (operator === "in")
    return operation`${found} IN (${join(
      (expected as readonly Scalar[]).map((value) => literal(value, dialect)),
      ", ",
      true,
    )})`;
  const value = expected as Scalar;
  if (typeof value !== "boolean") return operation`${found} ${signs[operator]} ${literal(value, dialect)}`;
  return value ? found : not(found);
}

/** Compares a value with one that is NULL where it is not known. */
export function compareWith(operator: Exclude<Operator, "in">, found: Expression, other: Expression): Expression {
  return operation`${found} ${signs[operator]} ${other}`;
}

function intervalSql(
  operator: Operator,
  min: Expression,
  max: Expression,
  expected: Expected,
  dialect: Dialect,
): Expression {
  if (operator === "equal" || operator === "in") {
    const values = (Array.isArray(expected) ? expected : [expected]) as readonly number[];
    const within = values.map((value) => operation`${literal(value, dialect)} BETWEEN ${min} AND ${max}`);
    // Where the bounds meet the number is known.
    return choose(
      [
        [operation`${min} = ${max}`, compare(operator, min, expected, dialect)],
        [not(or(...within)), FALSE],
      ],
      NULL,
    );
  }
  const [surely, surelyNot] = operator.startsWith("less") ? [max, min] : [min, max];
  return choose(
    [
      [compare(operator, surely, expected, dialect), TRUE],
      [not(compare(operator, surelyNot, expected, dialect)), FALSE],
    ],
    NULL,
  );
}

/** The same comparison of an interval with another column's number. */
export function intervalWith(
  operator: Exclude<Operator, "in">,
  min: Expression,
  max: Expression,
  other: Expression,
): Expression {
  if (operator === "equal")
    return choose(
      [
        [operation`${min} = ${max}`, compareWith(operator, min, other)],
        [operation`${other} < ${min} OR ${other} > ${max}`, FALSE],
      ],
      NULL,
    );
  const [surely, surelyNot] = operator.startsWith("less") ? [max, min] : [min, max];
  return choose(
    [
      [compareWith(operator, surely, other), TRUE],
      [not(compareWith(operator, surelyNot, other)), FALSE],
    ],
    NULL,
  );
}
