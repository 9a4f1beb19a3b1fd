import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rulebook } from "../../../src/rulebook/rulebook.ts";
import { dialectOf } from "../../../src/sql/dialect.ts";
import { inputColumns } from "../../../src/sql/index.ts";
import type { PlainCase } from "../../support/random-case.ts";
import type { RunQuery } from "./duckdb.ts";
import type { Value } from "./expected.ts";
import { createTable, csvOf, rowsOf } from "./tables.ts";

/** Where a server is at hand: a connection string for `psql`. The tables are temporary and go with the session. */
export const postgresServer: string | undefined = process.env["SCLERO_POSTGRES"];

/** Puts cases into temporary tables of a PostgreSQL server, and hands over what runs queries on them. */
export async function withCasesInPostgres<T>(
  server: string,
  rulebook: Rulebook,
  cases: readonly PlainCase[],
  use: (run: RunQuery) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "sclero-sql-"));
  try {
    const rows = rowsOf(rulebook, cases);
    const columns = inputColumns(rulebook);
    // Compiling such a query to machine code takes longer than running it.
    const loading = ["SET jit = off;"];
    for (const table of ["cases", "veins"] as const) {
      const file = join(folder, `${table}.csv`);
      writeFileSync(file, csvOf(rows[table], columns[table]));
      loading.push(
        `${createTable(table, columns[table], dialectOf("postgres").types).replace("CREATE TABLE", "CREATE TEMP TABLE")};`,
        `\\copy ${table} FROM '${file}' WITH (FORMAT csv, HEADER, NULL '')`,
      );
    }
    return await use(async (sql) => {
      const script = join(folder, "run.sql");
      writeFileSync(script, [...loading, "\\pset null NULL", "\\pset format csv", `${sql};`].join("\n"));
      const { status, stdout, stderr } = spawnSync("psql", [server, "-q", "-v", "ON_ERROR_STOP=1", "-f", script], {
        encoding: "utf8",
        maxBuffer: 2 ** 30,
      });
      if (status !== 0) throw new Error(stderr.slice(0, 500));
      const [, ...lines] = stdout
        .trimEnd()
        .split("\n")
        .filter((line) => !line.startsWith("Null display") && !line.startsWith("Output format"));
      return lines.map((line) => line.split(",").map(fieldOf));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** No text of the answer holds a comma or a quote; ids and codes never look like numbers or truth values. */
function fieldOf(text: string): Value {
  if (text === "NULL") return null;
  if (text === "t" || text === "f") return text === "t";
  return /^-?\d+(\.\d+)?(e-?\d+)?$/.test(text) ? Number(text) : text;
}
