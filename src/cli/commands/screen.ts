import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { AdapterError } from "../../issues/errors.ts";
import { rulebookSql } from "../../sql/index.ts";
import { refuseOverwriting } from "../overwriting.ts";
import { checkRows, checkTable, type FactsTable } from "../screen/check.ts";
import { type Database, openDatabase, quoteText } from "../screen/database.ts";
import { formatOf, readTable, writeOptions } from "../screen/files.ts";
import { type Screening, screeningText, summarise } from "../screen/summary.ts";
import { exit, UsageError } from "../usage.ts";
import { advisorFor, type Command, type Options, printJson } from "./command.ts";

/**
 * `sclero screen <cases> [veins] -o <out>`: runs the rulebook as SQL over tables of facts (Parquet, CSV, NDJSON). Writes one row
 * for each case to `out`, and one for each vein beside it, with `.veins` in the name. A case with an impossible value gets a row
 * without answers, and the exit code says so.
 */
export const screen: Command = async (operands, options) => {
  const [casesPath, veinsPath, ...more] = operands;
  if (casesPath === undefined || more.length > 0) throw new UsageError("expected <cases> [veins]");
  const { output } = options;
  if (output === undefined) throw new UsageError("expected -o with a Parquet or CSV file to write");
  writeOptions(output);
  if (!existsSync(dirname(output))) throw new UsageError(`there is no folder ${dirname(output)}`);
  const inputs = veinsPath === undefined ? [casesPath] : [casesPath, veinsPath];
  for (const path of inputs) formatOf(path);
  const veinsOutput = veinsPath === undefined ? undefined : veinsOutputOf(output);
  refuseOverwriting(
    inputs.map((path) => statSync(path)),
    veinsOutput === undefined ? [output] : [output, veinsOutput],
  );

  const folder = mkdtempSync(join(tmpdir(), "sclero-screen-"));
  const database = await openDatabase(folder);
  try {
    const screening = await screenTables(database, casesPath, veinsPath, output, options);
    const { refused } = screening;
    return {
      text: options.json ? printJson(screening) : screeningText(screening),
      exit: refused === 0 ? exit.clean : exit.findings,
    };
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function screenTables(
  database: Database,
  casesPath: string,
  veinsPath: string | undefined,
  output: string,
  options: Options,
): Promise<Screening> {
  const { rulebook } = advisorFor(options);
  const cases = await readTable(database, "cases", casesPath);
  const veins = veinsPath === undefined ? undefined : await readTable(database, "veins", veinsPath);
  const tables = [cases, ...(veins === undefined ? [] : [veins])];
  const checked = await Promise.all(tables.map((table) => checkTable(database, table, rulebook)));
  refuse(checked.flatMap(({ issues }) => issues));
  refuse(await checkRows(database, cases, veins));

  const present = (table: FactsTable | undefined): readonly string[] => table?.usable ?? [];
  const [usableCases, usableVeins] = checked;
  const compiled = rulebookSql(rulebook, {
    dialect: "duckdb",
    evidence: options.evidence,
    tables: { cases: cases.name, veins: veins?.name ?? null },
    columns: { cases: present(usableCases), veins: present(usableVeins) },
  });
  const veinsOutput = veins === undefined ? undefined : veinsOutputOf(output);
  await write(database, compiled.cases.sql, output);
  if (veinsOutput !== undefined) await write(database, compiled.veins.sql, veinsOutput);
  return summarise(database, rulebook, options.evidence, output, veinsOutput);
}

/** The file for the veins, beside the one for the cases. */
function veinsOutputOf(output: string): string {
  return output.replace(/(\.[a-z]+)$/i, ".veins$1");
}

function refuse(issues: ConstructorParameters<typeof AdapterError>[0]): void {
  if (issues.length > 0) throw new AdapterError(issues);
}

async function write(database: Database, sql: string, path: string): Promise<void> {
  // A line of comment at the end of the query would swallow the bracket.
  await database.run(`COPY (\n${sql}\n) TO ${quoteText(path)} (${writeOptions(path)})`);
}
