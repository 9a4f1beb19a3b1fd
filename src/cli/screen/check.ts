import type { Issue } from "../../issues/issue.ts";
import { quote, suggest } from "../../issues/nearest.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { type ColumnType, inputColumns } from "../../sql/index.ts";
import { type Database, quoteName } from "./database.ts";
import type { OpenTable } from "./files.ts";

/** A table that can be screened: its columns that hold something. */
export interface FactsTable {
  readonly usable: readonly string[];
  readonly issues: readonly Issue[];
}

/** The types of a file that hold a column's values without changing them. */
const fitting: Readonly<Record<ColumnType, RegExp>> = {
  boolean: /^BOOLEAN$/,
  number: /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/,
  integer: /^U?((TINY|SMALL|BIG|HUGE)INT|INTEGER)$/,
  text: /^(VARCHAR|ENUM\(.*\))$/,
  date: /^(DATE|TIMESTAMP(_S|_MS|_NS)?)$/,
};

/** Columns that are no fact, and facts in a type that is not theirs. A column without any value is as good as none. */
export async function checkTable(database: Database, table: OpenTable, rulebook: Rulebook): Promise<FactsTable> {
  const known = new Map(inputColumns(rulebook)[table.name].map((column) => [column.name, column]));
  const names = [...known.keys()];
  const keys = names.filter((name) => isKey(name));
  const issues: Issue[] = keys
    .filter((key) => !table.columns.some(({ name }) => name === key))
    .map((key) => issue(table, key, "sql/missing-column", `expected the column \`${key}\``, "each row needs its id"));
  const usable: string[] = [];
  for (const { name, type } of table.columns) {
    const column = known.get(name);
    if (column === undefined)
      issues.push(issue(table, name, "sql/unknown-column", `unknown column ${quote(name)}`, suggest(name, names)));
    else if (isKey(name) || fitting[column.type].test(type)) usable.push(name);
    else if (!(await isEmpty(database, table.name, name)))
      issues.push(
        issue(
          table,
          name,
          "sql/wrong-type",
          `expected values of type ${column.type}, received ${type.toLowerCase()}`,
          "nothing is converted: write booleans as true and false, dates as year-month-day",
        ),
      );
  }
  return { usable, issues };
}

/** Rows that stand for the same case or vein, and veins of cases that are not there. */
export async function checkRows(database: Database, cases: OpenTable, veins?: OpenTable): Promise<Issue[]> {
  const issues: Issue[] = [];
  const count = async (sql: string): Promise<number> => Number((await database.rows(sql))[0]?.[0] ?? 0);
  for (const [table, keys] of [
    [cases, ["case_id"]],
    ...(veins ? [[veins, ["case_id", "vein_id"]] as const] : []),
  ] as const) {
    const missing = keys.map((key) => `${key} IS NULL`).join(" OR ");
    const found = await count(
      `SELECT COUNT(*) FROM (SELECT 1 FROM ${table.name} GROUP BY ${keys.join(", ")} HAVING COUNT(*) > 1 OR ${missing})`,
    );
    if (found > 0)
      issues.push(
        issue(
          table,
          keys.join(", "),
          "sql/duplicate-row",
          `expected one row for each id, ${found} stand in several or are missing`,
          "give each case, and each vein of a case, one row with an id of its own",
        ),
      );
  }
  if (veins === undefined) return issues;
  const idType = (table: OpenTable): string | undefined => table.columns.find(({ name }) => name === "case_id")?.type;
  if (idType(cases) !== idType(veins))
    return [
      ...issues,
      issue(
        veins,
        "case_id",
        "sql/wrong-type",
        "expected the type of `case_id` in the cases, received another",
        "use one type",
      ),
    ];
  const orphans = await count(`SELECT COUNT(*) FROM veins WHERE case_id NOT IN (SELECT case_id FROM cases)`);
  if (orphans > 0)
    issues.push(
      issue(
        veins,
        "case_id",
        "sql/unknown-case",
        `expected veins of known cases, ${orphans} are of none`,
        "add the cases",
      ),
    );
  return issues;
}

function isKey(name: string): boolean {
  return name === "case_id" || name === "vein_id";
}

async function isEmpty(database: Database, table: string, column: string): Promise<boolean> {
  const rows = await database.rows(`SELECT COUNT(${quoteName(column)}) FROM ${table}`);
  return Number(rows[0]?.[0]) === 0;
}

function issue({ path }: OpenTable, column: string, code: Issue["code"], message: string, help: string): Issue {
  return { code, severity: "error", path: column, message, help, file: path };
}
