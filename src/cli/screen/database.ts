import { UsageError } from "../usage.ts";

/** A database in memory. */
export interface Database {
  readonly run: (sql: string) => Promise<void>;
  /** The rows of a query, each a list of JSON values. */
  readonly rows: (sql: string) => Promise<readonly (readonly unknown[])[]>;
  readonly close: () => void;
}

/** Opens DuckDB, which users install beside the package; what does not fit into memory goes to the folder. */
export async function openDatabase(folder: string): Promise<Database> {
  const { DuckDBInstance } = await loadDuckDb();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  // Rows come in no order anyway; keeping one would cost memory.
  for (const setting of [`temp_directory = ${quoteText(folder)}`, "preserve_insertion_order = false"])
    await connection.run(`SET ${setting}`);
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJson(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function loadDuckDb(): Promise<typeof import("@duckdb/node-api")> {
  try {
    return await import("@duckdb/node-api");
  } catch {
    throw new UsageError("screening runs on DuckDB: install @duckdb/node-api");
  }
}

/** A string literal. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name in quotes: columns of a file can be called anything. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
