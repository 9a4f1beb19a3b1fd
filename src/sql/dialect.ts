/** The databases that the SQL is written for. */
export const dialects = ["duckdb", "postgres", "spark"] as const;
export type DialectName = (typeof dialects)[number];

/** The types of the columns that are read and made. */
export type ColumnType = "boolean" | "number" | "integer" | "text" | "date";

/** What one database writes in its own way. */
export interface Dialect {
  readonly name: DialectName;
  readonly types: Readonly<Record<ColumnType, string>>;
  /** A string literal. */
  readonly text: (value: string) => string;
  /** Whole days between two dates. */
  readonly daysBetween: (from: string, to: string) => string;
  /**
   * Stands at the end of a step of the chain, where the planner would otherwise put the expressions of one step into the next
   * in place of their names, over and over.
   */
  readonly fence: string;
  /** The widest row that a step may have. */
  readonly maxColumns: number;
}

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const byName: Readonly<Record<DialectName, Dialect>> = {
  duckdb: {
    name: "duckdb",
    types: { boolean: "BOOLEAN", number: "DOUBLE", integer: "INTEGER", text: "VARCHAR", date: "DATE" },
    text: quoted,
    daysBetween: (from, to) => `(${to} - ${from})`,
    fence: "",
    maxColumns: Number.POSITIVE_INFINITY,
  },
  postgres: {
    name: "postgres",
    types: { boolean: "BOOLEAN", number: "DOUBLE PRECISION", integer: "INTEGER", text: "TEXT", date: "DATE" },
    text: quoted,
    daysBetween: (from, to) => `(${to} - ${from})`,
    fence: "OFFSET 0",
    maxColumns: 1600,
  },
  spark: {
    name: "spark",
    types: { boolean: "BOOLEAN", number: "DOUBLE", integer: "INT", text: "STRING", date: "DATE" },
    // A backslash begins an escape there.
    text: (value) => quoted(value.replaceAll("\\", "\\\\")),
    daysBetween: (from, to) => `DATEDIFF(${to}, ${from})`,
    fence: "",
    maxColumns: Number.POSITIVE_INFINITY,
  },
};

export function dialectOf(name: DialectName): Dialect {
  return byName[name];
}
