import type { ColumnType } from "./dialect.ts";

/** An expression of SQL, with the columns that it reads. */
export interface Expression {
  readonly sql: string;
  readonly reads: ReadonlySet<Column>;
  /** Needs no parentheses around it. */
  readonly closed: boolean;
  /** What a truth value is, where that is known beforehand. */
  readonly constant?: boolean | null;
}

/** The two tables that everything stands in: one row for a case, one row for a vein. */
export type TableName = "case" | "vein";

/** How a column comes about: read, worked out of its own row, or of all veins of its case. */
export type Origin =
  | { readonly kind: "input"; readonly type: ColumnType; readonly present: boolean }
  | { readonly kind: "expression"; readonly expression: Expression }
  /** True if the expression is true for some vein, unknown if it is for none but unknown for one: Kleene's `or`. */
  | { readonly kind: "some-vein"; readonly expression: Expression }
  /** An aggregate function over the veins, and what stands for it where there is no vein. */
  | { readonly kind: "over-veins"; readonly aggregate: Expression; readonly without: Expression };

/**
 * A column of the chain. Steps go to and fro between the tables: veins, then cases (with what was gathered over the veins), then
 * veins again (with what was joined from the cases). `round` says in which turn of its table, `layer` in which step of that turn.
 */
export interface Column {
  readonly name: string;
  readonly table: TableName;
  readonly origin: Origin;
  readonly round: number;
  readonly layer: number;
}

const nothing: ReadonlySet<Column> = new Set();

export const TRUE: Expression = { sql: "TRUE", reads: nothing, closed: true, constant: true };
export const FALSE: Expression = { sql: "FALSE", reads: nothing, closed: true, constant: false };
/** An unknown truth value. */
export const NULL: Expression = { sql: "CAST(NULL AS BOOLEAN)", reads: nothing, closed: true, constant: null };

/** SQL as it is written: a literal, a keyword. */
export function raw(sql: string): Expression {
  return { sql, reads: nothing, closed: true };
}

/** A column that stands for itself. */
export function reference(column: Column): Expression {
  return { sql: column.name, reads: new Set([column]), closed: true };
}

function build(closed: boolean, texts: readonly string[], parts: readonly (Expression | string)[]): Expression {
  const reads = new Set<Column>();
  let sql = texts[0] ?? "";
  parts.forEach((part, index) => {
    if (typeof part === "string") sql += part;
    else {
      for (const column of part.reads) reads.add(column);
      sql += part.closed || closed ? part.sql : `(${part.sql})`;
    }
    sql += texts[index + 1] ?? "";
  });
  return { sql, reads, closed };
}

/** An expression made of operators: it and its parts get parentheses where they are put into another one. */
export function operation(texts: TemplateStringsArray, ...parts: (Expression | string)[]): Expression {
  return build(false, texts, parts);
}

/** A call of a function, a `CASE`: closed in itself, and so are its parts. */
export function call(texts: TemplateStringsArray, ...parts: (Expression | string)[]): Expression {
  return build(true, texts, parts);
}

/** Joins expressions by an operator or a comma. */
export function join(parts: readonly Expression[], separator: string, closed = false): Expression {
  return build(closed, ["", ...parts.slice(1).map(() => separator), ""], parts);
}

/** Both or all: Kleene's `and` is SQL's. */
export function and(...parts: readonly Expression[]): Expression {
  if (parts.some(({ constant }) => constant === false)) return FALSE;
  const open = distinct(parts.filter(({ constant }) => constant !== true));
  return open.length === 0 ? TRUE : open.length === 1 ? (open[0] as Expression) : join(open, " AND ");
}

/** Either or any. */
export function or(...parts: readonly Expression[]): Expression {
  if (parts.some(({ constant }) => constant === true)) return TRUE;
  const open = distinct(parts.filter(({ constant }) => constant !== false));
  return open.length === 0 ? FALSE : open.length === 1 ? (open[0] as Expression) : join(open, " OR ");
}

export function not(part: Expression): Expression {
  if (part.constant !== undefined) return part.constant === null ? NULL : part.constant ? FALSE : TRUE;
  return operation`NOT ${part}`;
}

export function isNull(part: Expression): Expression {
  if (part.constant !== undefined) return part.constant === null ? TRUE : FALSE;
  return operation`${part} IS NULL`;
}

export function isNotNull(part: Expression): Expression {
  if (part.constant !== undefined) return part.constant === null ? FALSE : TRUE;
  return operation`${part} IS NOT NULL`;
}

/** Whether the part is true, never unknown. */
export function isTrue(part: Expression): Expression {
  if (part.constant !== undefined) return part.constant === true ? TRUE : FALSE;
  return call`COALESCE(${part}, FALSE)`;
}

/** Whether the part is false, never unknown. */
export function isFalse(part: Expression): Expression {
  return isTrue(not(part));
}

/** The value of the first branch whose condition is true. A branch that can never be taken is left out. */
export function choose(
  branches: readonly (readonly [when: Expression, then: Expression])[],
  otherwise: Expression,
): Expression {
  const open = branches.filter(([{ constant }]) => constant !== false && constant !== null);
  const sure = open.findIndex(([{ constant }]) => constant === true);
  const last = sure < 0 ? otherwise : (open[sure] as readonly [Expression, Expression])[1];
  const asked = sure < 0 ? open : open.slice(0, sure);
  if (asked.length === 0) return last;
  return call`CASE ${join(
    asked.map(([when, then]) => call`WHEN ${when} THEN ${then}`),
    " ",
    true,
  )} ELSE ${last} END`;
}

function distinct(parts: readonly Expression[]): Expression[] {
  return [...new Map(parts.map((part) => [part.sql, part])).values()];
}
