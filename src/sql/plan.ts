import type { ColumnType } from "./dialect.ts";
import { type Column, type Expression, reference, type TableName } from "./expression.ts";
import { Names } from "./names.ts";

/** Collects the columns, each in the first step that can work it out. */
export class Plan {
  readonly #names = new Names();
  readonly #known = new Map<string, Expression>();

  constructor(reserved: readonly string[]) {
    for (const name of reserved) this.#names.take(name);
  }

  /** A column of the caller's table; where the table has none it is NULL. */
  input(table: TableName, name: string, type: ColumnType, present = true): Expression {
    return reference({
      name: this.#names.take(name),
      table,
      origin: { kind: "input", type, present },
      round: 0,
      layer: 0,
    });
  }

  /** Gives an expression a name, so that it is worked out once. One that is a name or a constant already stays as it is. */
  column(table: TableName, name: string, expression: Expression): Expression {
    if (expression.constant !== undefined || isReference(expression)) return expression;
    return this.#once(`${table} ${expression.sql}`, () => {
      const round = roundOf(table, expression);
      const layers = [...expression.reads].map((read) =>
        read.table === table && read.round === round ? read.layer + 1 : 1,
      );
      const layer = Math.max(1, ...layers);
      return { name: this.#names.take(name), table, origin: { kind: "expression", expression }, round, layer };
    });
  }

  /** Whether a truth value of veins holds for some vein of the case. */
  someVein(name: string, expression: Expression): Expression {
    if (expression.constant === false) return expression;
    return this.#once(`some ${expression.sql}`, () => ({
      name: this.#names.take(name),
      table: "case",
      origin: { kind: "some-vein", expression },
      round: roundOf("vein", expression),
      layer: 0,
    }));
  }

  /** An aggregate over the veins of the case. */
  overVeins(name: string, aggregate: Expression, without: Expression): Expression {
    return this.#once(`over ${aggregate.sql}`, () => ({
      name: this.#names.take(name),
      table: "case",
      origin: { kind: "over-veins", aggregate, without },
      round: roundOf("vein", aggregate),
      layer: 0,
    }));
  }

  #once(key: string, make: () => Column): Expression {
    let known = this.#known.get(key);
    if (known === undefined) {
      known = reference(make());
      this.#known.set(key, known);
    }
    return known;
  }
}

/** The first turn of a table in which all that the expression reads is there: a case's columns reach the veins a turn later. */
function roundOf(table: TableName, { reads }: Expression): number {
  return Math.max(0, ...[...reads].map((read) => read.round + (table === "vein" && read.table === "case" ? 1 : 0)));
}

function isReference({ sql, reads }: Expression): boolean {
  const [only] = reads;
  return reads.size === 1 && only?.name === sql;
}
