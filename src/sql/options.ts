import * as z from "zod/mini";
import { type Evidence, evidences } from "../evaluate/program.ts";
import { AdapterError } from "../issues/errors.ts";
import type { Issue } from "../issues/issue.ts";
import { quote, suggest } from "../issues/nearest.ts";
import { aText, expected, optionIssues } from "../issues/options.ts";
import { withoutCodeGeneration } from "../issues/zod.ts";
import { isRulebook } from "../rulebook/is-rulebook.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { type DialectName, dialects } from "./dialect.ts";
import { type InputColumn, inputColumns } from "./input.ts";

/** What the SQL is written for. */
export interface RulebookSqlOptions {
  readonly dialect: DialectName;
  /** `all` (the default) or `documents`, as for the advisor. */
  readonly evidence?: Evidence;
  /**
   * The tables of facts, as SQL that can stand behind FROM and is put in as it is: a name, by default `cases` and `veins`, or
   * `read_parquet('…')`. `veins: null` where no case has any.
   */
  readonly tables?: { readonly cases?: string; readonly veins?: string | null };
  /** The columns of `inputColumns` that the tables have; the facts of all others are absent. By default every column is there. */
  readonly columns?: { readonly cases?: Iterable<string>; readonly veins?: Iterable<string> };
}

/** The options with their columns as sets: an iterable can be read only once. */
export type CheckedOptions = Omit<RulebookSqlOptions, "columns"> & {
  readonly columns: { readonly cases?: ReadonlySet<string>; readonly veins?: ReadonlySet<string> };
};

function build() {
  const names = z.optional(
    expected(
      "a list of names of columns",
      (value) => typeof value === "object" && value !== null && Symbol.iterator in value,
    ),
  );
  return z.strictObject({
    dialect: z.enum(dialects),
    evidence: z.optional(z.enum(evidences)),
    tables: z.optional(z.strictObject({ cases: z.optional(aText()), veins: z.optional(z.nullable(aText())) })),
    columns: z.optional(z.strictObject({ cases: names, veins: names })),
  });
}

/** Checks what a rulebook is to be compiled for. Throws `AdapterError` with all that cannot be meant. */
export function checkOptions(rulebook: unknown, options: RulebookSqlOptions): CheckedOptions {
  if (!isRulebook(rulebook)) throw new AdapterError([noRulebook]);
  const issues = optionIssues(withoutCodeGeneration(build), options ?? {}, "sql/wrong-type");
  if (issues.length > 0) throw new AdapterError(issues);
  const { columns = {}, ...others } = options;
  const cases = columns.cases === undefined ? undefined : new Set(columns.cases);
  const veins = columns.veins === undefined ? undefined : new Set(columns.veins);
  const unknown = unknownColumns({ cases, veins }, rulebook);
  if (unknown.length > 0) throw new AdapterError(unknown);
  return {
    ...others,
    columns: { ...(cases === undefined ? {} : { cases }), ...(veins === undefined ? {} : { veins }) },
  };
}

const noRulebook: Issue = {
  code: "sql/wrong-type",
  severity: "error",
  path: "",
  message: "expected a rulebook, received something else",
  help: "`loadRulebook` or `embeddedRulebook` gives one",
};

type Given = Readonly<Record<"cases" | "veins", ReadonlySet<unknown> | undefined>>;

/** A misspelt column would be taken for one that is not there, and its fact for absent. */
function unknownColumns(given: Given, rulebook: Rulebook): Issue[] {
  const known: Readonly<Record<keyof Given, readonly InputColumn[]>> = inputColumns(rulebook);
  return (["cases", "veins"] as const).flatMap((table) => {
    const names = known[table].map(({ name }) => name);
    return [...(given[table] ?? [])].flatMap((name): Issue[] =>
      names.some((one) => one === name)
        ? []
        : [
            {
              code: "sql/unknown-column",
              severity: "error",
              path: `columns.${table}`,
              message: `unknown column ${quote(String(name))}`,
              help: suggest(String(name), names),
            },
          ],
    );
  });
}
