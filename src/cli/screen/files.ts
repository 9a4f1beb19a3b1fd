import { statSync } from "node:fs";
import { extname } from "node:path";
import { UsageError } from "../usage.ts";
import { type Database, quoteText } from "./database.ts";

/** How files are read, by the end of their names. Types are found by looking at all of a file, not at its first rows. */
const readers: Readonly<Record<string, (path: string) => string>> = {
  ".parquet": (path) => `read_parquet(${path})`,
  ".csv": (path) => `read_csv(${path}, header = true, sample_size = -1)`,
  ".ndjson": (path) => `read_json(${path}, format = 'newline_delimited', sample_size = -1)`,
};

const writers: Readonly<Record<string, string>> = {
  ".parquet": "FORMAT parquet",
  ".csv": "FORMAT csv, HEADER",
};

/** A file that has been opened as a table. */
export interface OpenTable {
  readonly name: "cases" | "veins";
  readonly path: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** The reader of a file. Throws `UsageError` where the file is not there or of another kind. */
export function formatOf(path: string): string {
  const reader = readers[extname(path).toLowerCase()];
  if (reader === undefined) throw new UsageError(`expected ${Object.keys(readers).join(", ")}, found ${path}`);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) throw new UsageError(`expected a file, ${path} is a folder`);
  if (!stats?.isFile()) throw new UsageError(`there is no file ${path}`);
  return reader(quoteText(path));
}

/** How a file is written. Throws `UsageError` for another kind. */
export function writeOptions(path: string): string {
  const options = writers[extname(path).toLowerCase()];
  if (options === undefined) throw new UsageError(`expected ${Object.keys(writers).join(" or ")} after -o`);
  return options;
}

/** Opens a file under the name of a table. */
export async function readTable(database: Database, name: OpenTable["name"], path: string): Promise<OpenTable> {
  const source = formatOf(path);
  const kept = source.startsWith("read_parquet") ? "VIEW" : "TABLE";
  try {
    await database.run(`CREATE ${kept} ${name} AS SELECT * FROM ${source}`);
    const rows = await database.rows(`DESCRIBE ${name}`);
    return { name, path, columns: rows.map(([column, type]) => ({ name: String(column), type: String(type) })) };
  } catch {
    // The database's own message quotes the rows that it stumbled over, which are patients' records.
    throw new UsageError(`${path} cannot be read as ${extname(path).slice(1).toUpperCase()}`);
  }
}
