import { DuckDBInstance } from "@duckdb/node-api";
import type { Rulebook } from "../../../src/rulebook/rulebook.ts";
import { dialectOf } from "../../../src/sql/dialect.ts";
import { inputColumns, rulebookSql } from "../../../src/sql/index.ts";
import type { Value } from "./expected.ts";
import { createTable, type Row } from "./tables.ts";

export type AnswerRow = Readonly<Record<string, Value>>;

/** The answers to rows of facts on DuckDB, by case and vein. `columns`: those that the table of cases has. */
export async function answerRows(
  rulebook: Rulebook,
  rows: { readonly cases: readonly Row[]; readonly veins?: readonly Row[] },
  columns?: readonly string[],
): Promise<{ cases: AnswerRow[]; veins: AnswerRow[] }> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const input = inputColumns(rulebook);
  for (const table of ["cases", "veins"] as const) {
    const there = input[table].filter(({ name }) => table === "veins" || (columns?.includes(name) ?? true));
    await connection.run(createTable(table, there, dialectOf("duckdb").types));
    for (const row of rows[table] ?? []) {
      const values = Object.values(row).map((value) =>
        typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value ?? "NULL"),
      );
      await connection.run(`INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${values.join(", ")})`);
    }
  }
  const compiled = rulebookSql(rulebook, {
    dialect: "duckdb",
    ...(columns === undefined ? {} : { columns: { cases: columns } }),
  });
  const read = async (sql: string, order: string): Promise<AnswerRow[]> => {
    const reader = await connection.runAndReadAll(`SELECT * FROM (\n${sql}\n) ORDER BY ${order}`);
    return reader.getRowObjectsJson() as AnswerRow[];
  };
  try {
    return {
      cases: await read(compiled.cases.sql, "case_id"),
      veins: await read(compiled.veins.sql, "case_id, vein_id"),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
