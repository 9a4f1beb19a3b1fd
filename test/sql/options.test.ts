import { describe, expect, test } from "vitest";
import { embeddedRulebook } from "../../src/index.ts";
import { AdapterError } from "../../src/issues/errors.ts";
import { type RulebookSqlOptions, rulebookSql } from "../../src/sql/index.ts";

const rulebook = embeddedRulebook();

/** `code path` of each issue, and the help where it names something. */
function refused(options: unknown, given: unknown = rulebook): string[] {
  try {
    rulebookSql(given as typeof rulebook, options as RulebookSqlOptions);
    return [];
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    return error.issues.map(({ code, path, help = "" }) =>
      [code, path, ...(help.startsWith("did") ? [help] : [])].join(" "),
    );
  }
}

describe("options that cannot be meant are refused as an `AdapterError`", () => {
  test.each<[string, unknown, string[]]>([
    ["none", undefined, ["sql/wrong-type dialect"]],
    ["null", null, ["sql/wrong-type dialect"]],
    ["a text", "duckdb", ["sql/wrong-type "]],
    ["a dialect that is not known", { dialect: "mysql" }, ["sql/wrong-type dialect"]],
    ["a dialect by its other name", { dialect: "postgre" }, ["sql/wrong-type dialect did you mean `postgres`?"]],
    ["a name of every object", { dialect: "constructor" }, ["sql/wrong-type dialect"]],
    ["a misspelt option", { dialect: "spark", evidense: "all" }, ["sql/wrong-type evidense did you mean `evidence`?"]],
    [
      "all at once",
      { dialect: "spark", evidence: "hearsay", tables: { case: "t", veins: "" }, columns: "case_id" },
      [
        "sql/wrong-type evidence",
        "sql/wrong-type tables.veins",
        "sql/wrong-type tables.case did you mean `cases`?",
        "sql/wrong-type columns",
      ],
    ],
    ["columns as a text", { dialect: "spark", columns: { cases: "case_id" } }, ["sql/wrong-type columns.cases"]],
    [
      "a misspelt column",
      { dialect: "spark", columns: { cases: ["case_id", "patient_pregnnt"], veins: ["nope"] } },
      ["sql/unknown-column columns.cases did you mean `patient_pregnant`?", "sql/unknown-column columns.veins"],
    ],
  ])("%s", (_name, options, issues) => {
    expect(refused(options)).toEqual(issues);
  });

  test("files in place of a rulebook", () => {
    expect(refused({ dialect: "spark" }, [])).toEqual(["sql/wrong-type "]);
  });
});

test("columns that can be read only once are read once", () => {
  const columns = ["case_id", "patient_pregnant"];
  const withList = rulebookSql(rulebook, { dialect: "duckdb", columns: { cases: columns } });
  expect(rulebookSql(rulebook, { dialect: "duckdb", columns: { cases: columns.values() } })).toEqual(withList);
});
