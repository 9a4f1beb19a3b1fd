import { dialectOf } from "../../sql/dialect.ts";
import { type DialectName, dialects, inputColumns, rulebookSql } from "../../sql/index.ts";
import { exit, UsageError } from "../usage.ts";
import { advisorFor, type Command, type Options, printJson } from "./command.ts";

/** What can be printed: the two queries, and the statements that make the tables they read. */
const parts = ["cases", "veins", "tables"] as const;

/** `sclero sql [cases|veins|tables] --dialect <name>`: the rulebook as SQL; with `--json` both queries and their columns. */
export const sql: Command = async (operands, options) => {
  const [part = "cases", ...more] = operands;
  if (more.length > 0 || !parts.includes(part as "cases")) throw new UsageError(`expected one of ${parts.join(", ")}`);
  const dialect = dialectNamed(options);
  const { rulebook } = advisorFor(options);
  const compiled = rulebookSql(rulebook, { dialect, evidence: options.evidence });
  const input = inputColumns(rulebook);
  if (options.json) return { text: printJson({ ...compiled, input }), exit: exit.clean };
  if (part !== "tables") return { text: compiled[part as "cases" | "veins"].sql, exit: exit.clean };
  const { types } = dialectOf(dialect);
  const statements = (["cases", "veins"] as const).map((table) => {
    const columns = input[table].map(({ name, type }) => `  ${name} ${types[type]}`);
    return `CREATE TABLE ${table} (\n${columns.join(",\n")}\n);\n`;
  });
  return { text: statements.join("\n"), exit: exit.clean };
};

function dialectNamed({ dialect }: Options): DialectName {
  const found = dialects.find((name) => name === dialect);
  if (found === undefined) throw new UsageError(`expected --dialect ${dialects.join(", ")}`);
  return found;
}
