import type { Answer } from "./answers.ts";
import type { Dialect } from "./dialect.ts";
import type { Column, Expression, TableName } from "./expression.ts";
import { caseId, veinId } from "./input.ts";

/** The caller's tables: SQL that can stand behind FROM. No `veins`: no case has any. */
export interface Tables {
  readonly cases: string;
  readonly veins: string | undefined;
}

interface Step {
  readonly name: string;
  readonly body: string;
}

const keys: Readonly<Record<TableName, readonly string[]>> = { case: [caseId], vein: [caseId, veinId] };
const plural: Readonly<Record<TableName, string>> = { case: "cases", vein: "veins" };

/** Writes the query that gives the answers: one step of the chain after another, each with what the earlier ones made. */
export function writeQuery(
  table: TableName,
  answers: readonly Answer[],
  tables: Tables,
  dialect: Dialect,
): { sql: string; widest: number } {
  const columns = reachable(answers.map(({ value }) => value));
  const rounds = Math.max(0, ...columns.map(({ round }) => round + 1), 1);
  const steps: Step[] = [];
  const width: Record<TableName, number> = { case: keys.case.length, vein: keys.vein.length };
  const last: Record<TableName, string> = { case: tables.cases, vein: tables.veins ?? noVeins(dialect) };
  const joined = new Set<Column>();

  const step = (of: TableName, label: string, body: string, added: number): void => {
    const name = `${plural[of]}_${label}`;
    steps.push({ name, body });
    last[of] = name;
    width[of] += added;
  };
  const layers = (of: TableName, round: number): void => {
    const here = columns.filter((column) => column.table === of && column.round === round && column.layer > 0);
    for (let layer = 1; here.some((column) => column.layer >= layer); layer += 1) {
      const made = here.filter((column) => column.layer === layer);
      if (made.length > 0)
        step(
          of,
          `${round}_${layer}`,
          `SELECT *,\n${list(made.map((column) => define(column)))}\nFROM ${last[of]}`,
          made.length,
        );
    }
  };

  for (const of of ["vein", "case"] as const) {
    const read = columns.filter((column) => column.table === of && column.origin.kind === "input");
    const body = `SELECT ${list([...keys[of], ...read.map((column) => define(column, dialect))])}\nFROM ${last[of]}`;
    step(of, "facts", body, read.length);
  }
  for (let round = 0; round < rounds; round += 1) {
    const reading = columns.filter((column) => readsVeins(column) && column.round === round);
    const veins = columns.filter((column) => column.table === "vein" && column.round === round);
    const needed = new Set(
      [...reading, ...veins].flatMap((column) => [...readsOf(column)].filter(({ table: from }) => from === "case")),
    );
    const fresh = [...needed].filter((column) => !joined.has(column));
    if (fresh.length > 0) {
      for (const column of fresh) joined.add(column);
      const picked = list(fresh.map(({ name }) => `c.${name}`));
      step(
        "vein",
        `${round}_0`,
        `SELECT v.*,\n${picked}\nFROM ${last.vein} v\nJOIN ${last.case} c ON c.${caseId} = v.${caseId}`,
        fresh.length,
      );
    }
    layers("vein", round);
    const gathered = reading.filter((column) => column.table === "case");
    if (gathered.length > 0) {
      const over = `over_veins_${round}`;
      const { aggregates, decoded } = gather(gathered);
      steps.push({ name: over, body: `SELECT ${caseId},\n${list(aggregates)}\nFROM ${last.vein}\nGROUP BY ${caseId}` });
      step(
        "case",
        `${round}_0`,
        `SELECT c.*,\n${list(decoded)}\nFROM ${last.case} c\nLEFT JOIN ${over} o ON o.${caseId} = c.${caseId}`,
        gathered.length,
      );
    }
    layers("case", round);
  }
  const tail = table === "vein" ? joinForAnswers(answers, joined, last) : `FROM ${last.case} t`;
  const answered = [
    ...keys[table].map((key) => `t.${key}`),
    ...answers.map(({ name, value }) => (value.sql === name ? name : `${value.sql} AS ${name}`)),
  ];
  const ctes = steps.map(
    ({ name, body }) => `${name} AS (\n${body}${dialect.fence === "" ? "" : `\n${dialect.fence}`}\n)`,
  );
  return {
    sql: `WITH\n${ctes.join(",\n")}\nSELECT ${list(answered)}\n${tail}`,
    widest: Math.max(width.case, width.vein, answered.length),
  };
}

/** A vein's answer may need its case's columns that no step of the veins needed. */
function joinForAnswers(
  answers: readonly Answer[],
  joined: ReadonlySet<Column>,
  last: Record<TableName, string>,
): string {
  const needed = answers.flatMap(({ value }) => [...value.reads].filter(({ table }) => table === "case"));
  const fresh = [...new Set(needed)].filter((column) => !joined.has(column));
  if (fresh.length === 0) return `FROM ${last.vein} t`;
  const picked = [`${caseId} AS id_of_case`, ...fresh.map(({ name }) => name)].join(", ");
  return `FROM ${last.vein} t\nJOIN (SELECT ${picked} FROM ${last.case}) c ON c.id_of_case = t.${caseId}`;
}

function list(parts: readonly string[]): string {
  return parts.join(",\n");
}

function noVeins({ types }: Dialect): string {
  return `(SELECT CAST(NULL AS ${types.text}) AS ${caseId}, CAST(NULL AS ${types.text}) AS ${veinId} WHERE FALSE) no_veins`;
}

function readsOf({ origin }: Column): ReadonlySet<Column> {
  if (origin.kind === "input") return new Set();
  return (origin.kind === "over-veins" ? origin.aggregate : origin.expression).reads;
}

function readsVeins({ origin }: Column): boolean {
  return origin.kind === "some-vein" || origin.kind === "over-veins";
}

/** The columns that the expressions rest on, directly or through others. */
function reachable(expressions: readonly Expression[]): Column[] {
  const seen = new Set<Column>();
  const visit = (reads: ReadonlySet<Column>): void => {
    for (const column of reads) {
      if (seen.has(column)) continue;
      seen.add(column);
      visit(readsOf(column));
    }
  };
  for (const { reads } of expressions) visit(reads);
  return [...seen];
}

function define({ name, origin }: Column, dialect?: Dialect): string {
  if (origin.kind === "input" && dialect !== undefined) {
    const type = dialect.types[origin.type];
    return `CAST(${origin.present ? name : "NULL"} AS ${type}) AS ${name}`;
  }
  return origin.kind === "expression" ? `${origin.expression.sql} AS ${name}` : name;
}

/** Two bits for each truth value: true for some vein, unknown for some vein; as many as a 64-bit number holds. */
const truthsPerNumber = 30;

/** What is gathered over the veins of a case. Truth values are packed into whole numbers: one aggregate for thirty rules. */
function gather(columns: readonly Column[]): { aggregates: string[]; decoded: string[] } {
  const aggregates: string[] = [];
  const decoded: string[] = [];
  const truths = columns.filter(({ origin }) => origin.kind === "some-vein");
  for (let from = 0; from < truths.length; from += truthsPerNumber) {
    const name = `truths_${from / truthsPerNumber}`;
    const bits = truths.slice(from, from + truthsPerNumber).map(({ origin, name: column }, index) => {
      const [yes, open] = [bit(2 * index), bit(2 * index + 1)];
      decoded.push(
        `CASE WHEN (o.${name} & ${yes}) <> 0 THEN TRUE WHEN (o.${name} & ${open}) <> 0 THEN NULL ELSE FALSE END AS ${column}`,
      );
      const { sql } = (origin as Extract<Column["origin"], { kind: "some-vein" }>).expression;
      return `CASE WHEN ${sql} THEN ${yes} WHEN (${sql}) IS NULL THEN ${open} ELSE ${zero} END`;
    });
    aggregates.push(`BIT_OR(${bits.join(" + ")}) AS ${name}`);
  }
  for (const { name, origin } of columns) {
    if (origin.kind !== "over-veins") continue;
    aggregates.push(`${origin.aggregate.sql} AS ${name}`);
    decoded.push(`COALESCE(o.${name}, ${origin.without.sql}) AS ${name}`);
  }
  return { aggregates, decoded };
}

const zero = "CAST(0 AS BIGINT)";

function bit(index: number): string {
  return `CAST(${2n ** BigInt(index)} AS BIGINT)`;
}
