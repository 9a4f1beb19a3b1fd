import { hoursPer } from "../logic/units.ts";
import type { Derivation } from "../rulebook/vocabulary.ts";
import type { SqlBounds, SqlCell, SqlLookUp } from "./cell.ts";
import type { Dialect } from "./dialect.ts";
import { and, call, choose, type Expression, join, not, operation, raw } from "./expression.ts";
import { compareWith, conditionSql, intervalWith, literal } from "./leaf.ts";
import { columnName } from "./names.ts";
import type { Plan } from "./plan.ts";
import { unsupported } from "./unsupported.ts";

const unknownNumber = raw("CAST(NULL AS INTEGER)");

/** What a derivation may look at, as `DerivationContext` of the facts has it. */
export interface SqlDerivationContext {
  readonly plan: Plan;
  readonly dialect: Dialect;
  readonly lookUp: SqlLookUp;
  readonly veinLookUp: SqlLookUp;
  readonly decidedNumber: (slot: string, key: string) => SqlBounds | undefined;
}

/** Works a derived fact out in SQL: the same meaning as `facts/derive.ts`, case by case. `name` is the fact's. */
export function deriveSql(name: string, derivation: Derivation, context: SqlDerivationContext): SqlCell {
  const { dialect, lookUp } = context;
  if ("constant" in derivation) return { kind: "value", value: literal(derivation.constant, dialect) };
  if ("condition" in derivation)
    return { kind: "value", value: conditionSql(derivation.condition, lookUp, context.dialect) };
  if ("count" in derivation)
    return count(derivation.count.map((condition) => conditionSql(condition, lookUp, context.dialect)));
  if ("compare" in derivation) return compare(name, derivation.compare, lookUp);
  if ("elapsed" in derivation) return elapsed(derivation.elapsed, context);
  if ("remaining" in derivation) return remaining(derivation.remaining, context);
  if ("someVein" in derivation) {
    const truth = conditionSql(derivation.someVein, context.veinLookUp, dialect);
    return { kind: "value", value: context.plan.someVein(columnName(name), truth) };
  }
  if ("everyVein" in derivation) {
    const truth = conditionSql(derivation.everyVein, context.veinLookUp, dialect);
    const someNot = context.plan.someVein(`${columnName(name)}_not`, not(truth));
    return { kind: "value", value: and(operation`${veinCount(context.plan)} > 0`, not(someNot)) };
  }
  if ("countVeins" in derivation) return { kind: "value", value: veinCount(context.plan) };
  return distinct(name, derivation.distinctInVeins, context);
}

/** The number of veins of a case. */
export function veinCount(plan: Plan): Expression {
  return plan.overVeins("number_of_veins", call`COUNT(*)`, raw("0"));
}

function count(truths: readonly Expression[]): SqlCell {
  const add = (parts: readonly Expression[]): Expression => join(parts, " + ");
  return {
    kind: "interval",
    min: add(truths.map((truth) => choose([[truth, raw("1")]], raw("0")))),
    max: add(truths.map((truth) => choose([[not(truth), raw("0")]], raw("1")))),
  };
}

function compare(
  name: string,
  { fact, operator, toFact }: Extract<Derivation, { compare: unknown }>["compare"],
  lookUp: SqlLookUp,
): SqlCell {
  const cell = lookUp(fact);
  const other = known(name, lookUp(toFact));
  if (operator === "in") throw unsupported(name, "expected a comparison with one fact, received `in`");
  if (cell.kind === "decided") throw unsupported(name, `expected a fact of the case, \`${fact}\` is a decided slot`);
  if (cell.kind === "unknown" || other === undefined) return { kind: "unknown" };
  const truth =
    cell.kind === "interval"
      ? intervalWith(operator, cell.min, cell.max, other)
      : compareWith(operator, cell.value, other);
  return {
    kind: "value",
    value: cell.notApplicable === undefined ? truth : and(not(cell.notApplicable), truth),
  };
}

/** The value of a cell where it is known, NULL otherwise. */
function known(name: string, cell: SqlCell): Expression | undefined {
  switch (cell.kind) {
    case "unknown":
      return undefined;
    case "value":
      return cell.value;
    case "interval":
      return choose([[operation`${cell.min} = ${cell.max}`, cell.min]], unknownNumber);
    case "decided":
      throw unsupported(name, "expected facts of the case, received a decided slot");
  }
}

/** GREATEST leaves NULL out, which would make nothing of what is unknown: this one keeps it. */
function atLeastZero(value: Expression): Expression {
  return choose([[operation`${value} < 0`, raw("0")]], value);
}

function elapsed(
  { since, unit, toleranceHours }: Extract<Derivation, { elapsed: unknown }>["elapsed"],
  { lookUp, dialect }: SqlDerivationContext,
): SqlCell {
  const [from, to] = [lookUp(since), lookUp("asOf")];
  if (from.kind !== "value" || to.kind !== "value") return { kind: "unknown" };
  const hours = hoursBetween(from.value, to.value, dialect);
  const perUnit = String(hoursPer[unit]);
  if (toleranceHours === 0) {
    const value = operation`${atLeastZero(hours)} / ${perUnit}`;
    return { kind: "interval", min: value, max: operation`${hours} / ${perUnit}` };
  }
  const tolerance = String(toleranceHours);
  return {
    kind: "interval",
    min: operation`${atLeastZero(operation`${hours} - ${tolerance}`)} / ${perUnit}`,
    max: operation`${operation`${hours} + ${tolerance}`} / ${perUnit}`,
  };
}

/** Hours between two dates, as a floating-point number. */
export function hoursBetween(from: Expression, to: Expression, dialect: Dialect): Expression {
  const days = call`CAST(${{ ...join([from, to], " "), sql: dialect.daysBetween(from.sql, to.sql) }} AS ${dialect.types.number})`;
  return operation`${days} * ${String(hoursPer.d)}`;
}

function remaining(
  { slot, key, elapsed: passedFact }: Extract<Derivation, { remaining: unknown }>["remaining"],
  { lookUp, decidedNumber, dialect }: SqlDerivationContext,
): SqlCell {
  const whole = decidedNumber(slot, key);
  const passed = lookUp(passedFact);
  if (whole === undefined) return { kind: "unknown" };
  const [min, max] =
    passed.kind === "value"
      ? [passed.value, passed.value]
      : passed.kind === "interval"
        ? [passed.min, passed.max]
        : [unknownNumber, unknownNumber];
  return {
    kind: "interval",
    min: hundredthsUp(operation`${whole.min} - ${max}`, dialect),
    max: hundredthsUp(operation`${whole.max} - ${min}`, dialect),
    ...(whole.notApplicable === undefined ? {} : { notApplicable: whole.notApplicable }),
  };
}

/** To two decimals upwards, never below nothing. */
function hundredthsUp(value: Expression, dialect: Dialect): Expression {
  return operation`CAST(CEIL(${atLeastZero(value)} * 100 - 1e-9) AS ${dialect.types.number}) / 100`;
}

function distinct(name: string, fact: string, { plan, veinLookUp }: SqlDerivationContext): SqlCell {
  const value = known(name, veinLookUp(fact)) ?? unknownNumber;
  const different = plan.overVeins(`${columnName(name)}_known`, call`COUNT(DISTINCT ${value})`, raw("0"));
  const open = plan.overVeins(`${columnName(name)}_open`, call`COUNT(*) - COUNT(${value})`, raw("0"));
  const min = choose([[operation`${different} = 0 AND ${veinCount(plan)} > 0`, raw("1")]], different);
  return { kind: "interval", min, max: operation`${different} + ${open}` };
}
