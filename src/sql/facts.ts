import type { Rulebook } from "../rulebook/rulebook.ts";
import { type Fact, isCaseFact, type Scope } from "../rulebook/vocabulary.ts";
import type { SqlBounds, SqlCell } from "./cell.ts";
import { deriveSql } from "./derive.ts";
import type { Dialect } from "./dialect.ts";
import type { TableName } from "./expression.ts";
import { choose, type Expression, FALSE, isNotNull, isTrue, or, raw, TRUE } from "./expression.ts";
import { columnTypes, type InputColumns } from "./input.ts";
import { leafSql, literal } from "./leaf.ts";
import { columnName } from "./names.ts";
import type { Plan } from "./plan.ts";

/** The slots as facts see them. */
export interface DecidedSlots {
  readonly cell: (slot: string) => SqlCell;
  readonly number: (slot: string, key: string) => SqlBounds | undefined;
}

/** The table that holds the facts of a scope: a follow-up has its case's row. */
export function tableOf(scope: Scope): TableName {
  return scope === "vein" ? "vein" : "case";
}

/** The facts as columns: given, settled, derived and decided, as `FactStore` has them. */
export class FactColumns {
  readonly #cells = new Map<string, SqlCell>();
  readonly #rulebook: Rulebook;
  readonly #plan: Plan;
  readonly #dialect: Dialect;
  readonly #input: InputColumns;
  readonly #decided: DecidedSlots;

  constructor(rulebook: Rulebook, plan: Plan, dialect: Dialect, input: InputColumns, decided: DecidedSlots) {
    this.#rulebook = rulebook;
    this.#plan = plan;
    this.#dialect = dialect;
    this.#input = input;
    this.#decided = decided;
  }

  /** What is known of a fact for a subject of the scope. */
  get(name: string, scope: Scope): SqlCell {
    const fact = this.#rulebook.facts.get(name) as Fact;
    if (fact.scope !== "patient" && fact.scope !== scope) return { kind: "unknown" };
    let cell = this.#cells.get(name);
    if (cell === undefined) {
      cell = fact.slot === undefined ? this.#work(fact) : this.#decided.cell(fact.slot);
      this.#cells.set(name, cell);
    }
    return cell;
  }

  #work(fact: Fact): SqlCell {
    const nothing = raw(`CAST(NULL AS ${this.#dialect.types[columnTypes[fact.type]]})`);
    const given = isCaseFact(fact) ? this.#input.of(fact) : undefined;
    const fallback = this.#fallback(fact);
    if (given === undefined && fact.settled === undefined) return this.#named(fact, fallback);
    if (fallback === undefined && fact.settled === undefined && given !== undefined)
      return { kind: "value", value: given.value };
    // What is given counts, an explicit unknown too; then what settles the fact, in its order; then the rest.
    const head: [Expression, Expression][] =
      given === undefined
        ? []
        : [
            [isNotNull(given.value), given.value],
            [isTrue(given.isUnknown), nothing],
          ];
    const settled = (fact.settled ?? []).map(({ when, as }) => ({
      truth: leafSql(when.operator, this.get(when.fact, fact.scope), when.value, this.#dialect),
      as,
    }));
    const first = (last: Expression): Expression =>
      choose(
        [
          ...head,
          ...settled.map(({ truth, as }): [Expression, Expression] => [
            truth,
            as === "not-applicable" ? nothing : literal(as, this.#dialect),
          ]),
        ],
        last,
      );
    const never =
      (fallback?.kind === "value" || fallback?.kind === "interval" ? fallback.notApplicable : undefined) ?? FALSE;
    const notApplicable = choose(
      [
        [or(...head.map(([when]) => when)), FALSE],
        ...settled.map(({ truth, as }): [Expression, Expression] => [truth, as === "not-applicable" ? TRUE : FALSE]),
      ],
      never,
    );
    const mayNotApply = never !== FALSE || settled.some(({ as }) => as === "not-applicable");
    const rest = mayNotApply ? { notApplicable } : {};
    return this.#named(
      fact,
      fallback?.kind === "interval"
        ? { kind: "interval", min: first(fallback.min), max: first(fallback.max), ...rest }
        : { kind: "value", value: first(fallback?.kind === "value" ? fallback.value : nothing), ...rest },
    );
  }

  /** What a fact is when neither given nor settled. */
  #fallback(fact: Fact): SqlCell | undefined {
    if (fact.derive !== undefined) {
      const cell = deriveSql(fact.name, fact.derive, {
        plan: this.#plan,
        dialect: this.#dialect,
        lookUp: (name) => this.get(name, fact.scope),
        veinLookUp: (name) => this.get(name, "vein"),
        decidedNumber: this.#decided.number,
      });
      return cell.kind === "unknown" ? undefined : cell;
    }
    return fact.absent === undefined ? undefined : { kind: "value", value: literal(fact.absent, this.#dialect) };
  }

  /** Gives the parts of a cell their own columns. */
  #named(fact: Fact, cell: SqlCell | undefined): SqlCell {
    if (cell === undefined || cell.kind === "unknown") return { kind: "unknown" };
    if (cell.kind === "decided") return cell;
    const table = tableOf(fact.scope);
    const name = `fact_${columnName(fact.name)}`;
    const column = (suffix: string, part: Expression): Expression => this.#plan.column(table, name + suffix, part);
    const rest =
      cell.notApplicable === undefined ? {} : { notApplicable: column("_not_applicable", cell.notApplicable) };
    return cell.kind === "value"
      ? { kind: "value", value: column("", cell.value), ...rest }
      : { kind: "interval", min: column("_min", cell.min), max: column("_max", cell.max), ...rest };
  }
}
