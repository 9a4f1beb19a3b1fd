import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Rulebook } from "../../../src/rulebook/rulebook.ts";
import { dialectOf } from "../../../src/sql/dialect.ts";
import { inputColumns } from "../../../src/sql/input.ts";
import type { PlainCase } from "../../support/random-case.ts";
import type { Value } from "./expected.ts";
import { createTable, csvOf, rowsOf } from "./tables.ts";

/** Runs a query; values by row and column, as JSON has them. */
export type RunQuery = (sql: string) => Promise<Value[][]>;

/** Puts cases into the tables `cases` and `veins` of a database in memory, and hands over what runs queries on them. */
export async function withCases<T>(
  rulebook: Rulebook,
  cases: readonly PlainCase[],
  use: (run: RunQuery) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const folder = mkdtempSync(join(tmpdir(), "sclero-sql-"));
  try {
    await load(connection, rulebook, cases, folder);
    return await use(async (sql) => (await connection.runAndReadAll(sql)).getRowsJson() as Value[][]);
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  }
}

async function load(
  connection: DuckDBConnection,
  rulebook: Rulebook,
  cases: readonly PlainCase[],
  folder: string,
): Promise<void> {
  const rows = rowsOf(rulebook, cases);
  const columns = inputColumns(rulebook);
  for (const table of ["cases", "veins"] as const) {
    const file = join(folder, `${table}.csv`);
    writeFileSync(file, csvOf(rows[table], columns[table]));
    await connection.run(createTable(table, columns[table], dialectOf("duckdb").types));
    await connection.run(`COPY ${table} FROM '${file}' (HEADER, DELIMITER ',', NULL '')`);
  }
}
