import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Options } from "../../src/cli/commands/command.ts";
import { screen } from "../../src/cli/commands/screen.ts";
import { sql } from "../../src/cli/commands/sql.ts";
import { exit, UsageError } from "../../src/cli/usage.ts";
import { AdapterError } from "../../src/issues/errors.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { rulebookSql } from "../../src/sql/index.ts";

const options = (more: Partial<Options> = {}): Options =>
  ({ json: false, evidence: "all", rules: undefined, profile: undefined, ...more }) as Options;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sclero-screen-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const put = (name: string, lines: readonly string[]): string => {
  writeFileSync(at(name), `${lines.join("\n")}\n`);
  return at(name);
};

async function query(text: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(text)).getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe("sclero sql", () => {
  test("prints the query of the dialect", async () => {
    const { text } = await sql([], options({ dialect: "postgres" }));
    expect(text).toBe(rulebookSql(embeddedRulebook(), { dialect: "postgres" }).cases.sql);
    expect((await sql(["veins"], options({ dialect: "spark" }))).text).toBe(
      rulebookSql(embeddedRulebook(), { dialect: "spark" }).veins.sql,
    );
  });

  test("prints the tables in the types of the dialect, and DuckDB takes them", async () => {
    const { text } = await sql(["tables"], options({ dialect: "duckdb" }));
    const statements = text.split(";").filter((part) => part.trim() !== "");
    expect(statements).toHaveLength(2);
    await expect(query(`${statements.join(";")}; SELECT COUNT(*) FROM cases`)).resolves.toEqual([["0"]]);
    expect((await sql(["tables"], options({ dialect: "postgres" }))).text).toContain(
      "patient_age_years DOUBLE PRECISION",
    );
  });

  test("prints both queries with their columns for machines", async () => {
    const { text } = await sql([], options({ dialect: "spark", json: true }));
    const compiled = JSON.parse(text) as { cases: { columns: unknown[] }; input: { cases: unknown[] } };
    expect(compiled.cases.columns).toContainEqual({ name: "eligibility", type: "text", slot: "eligibility" });
    expect(compiled.input.cases[0]).toEqual({ name: "case_id", type: "text", scope: "patient" });
  });

  test.each([
    ["no dialect", [], {}],
    ["an unknown dialect", [], { dialect: "oracle" }],
    ["an unknown part", ["rows"], { dialect: "spark" }],
  ])("refuses %s", async (_, operands, more) => {
    await expect(sql(operands, options(more))).rejects.toThrow(UsageError);
  });
});

describe("sclero screen", () => {
  const cases = [
    "case_id,patient_pregnant,patient_age_years,as_of,patient_sex",
    "one,true,40,2026-11-20,",
    "two,,41,2026-11-20,male",
    "three,,,,",
  ];

  test("reads CSV and writes Parquet, one row for each case", async () => {
    const output = at("out.parquet");
    const { text, exit: code } = await screen([put("cases.csv", cases)], options({ output }));
    expect(code).toBe(exit.clean);
    expect(text).toContain("3 cases, 0 veins");
    const rows = await query(
      `SELECT case_id, eligibility, rule_contraindication_pregnancy FROM '${output}' ORDER BY case_id`,
    );
    expect(rows).toEqual([
      ["one", "defer", true],
      ["three", "proceed", null],
      ["two", "proceed", false],
    ]);
  });

  test("reads veins beside the cases and writes a row for each of them", async () => {
    const veins = put("veins.ndjson", [
      JSON.stringify({ case_id: "one", vein_id: "a", vein_type: "telangiectasia" }),
      JSON.stringify({ case_id: "one", vein_id: "b", vein_type: null }),
    ]);
    const { text } = await screen([put("cases.csv", cases), veins], options({ output: at("out.csv"), json: true }));
    expect(JSON.parse(text)).toMatchObject({
      cases: 3,
      veins: 2,
      refused: 0,
      decisions: { eligibility: { proceed: 2, defer: 1 } },
      output: [at("out.csv"), at("out.veins.csv")],
    });
    expect(readFileSync(at("out.veins.csv"), "utf8").trim().split("\n")).toHaveLength(3);
  });

  test("reads the Parquet of a warehouse", async () => {
    await query(
      `COPY (SELECT 7 AS case_id, CAST(30 AS DECIMAL(5,1)) AS patient_age_years) TO '${at("cases.parquet")}' (FORMAT parquet)`,
    );
    await screen([at("cases.parquet")], options({ output: at("out.csv") }));
    await expect(query(`SELECT case_id, input_problems FROM '${at("out.csv")}'`)).resolves.toEqual([["7", null]]);
  });

  test("says which facts have impossible values, without the values, and leaves those cases unanswered", async () => {
    const path = put("cases.csv", ["case_id,patient_age_years", "one,40", "two,987"]);
    const { text, exit: code } = await screen([path], options({ output: at("out.parquet") }));
    expect(code).toBe(exit.findings);
    expect(text).toMatch(/1 without an answer[^\n]*\n\s+1 patient\.ageYears\n/);
    expect(text).not.toContain("987");
  });

  async function issuesOf(run: Promise<unknown>): Promise<{ code: string; path: string; help?: string | undefined }[]> {
    try {
      await run;
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      return error.issues.map(({ code, path, help }) => ({ code, path, help }));
    }
    return [];
  }

  test("refuses columns that are no facts and types that are not theirs, all at once", async () => {
    const path = put("cases.csv", ["patient_pregnnt,patient_breastfeeding,patient_age_years", "true,1,old"]);
    expect(await issuesOf(screen([path], options({ output: at("out.csv") })))).toEqual([
      { code: "sql/missing-column", path: "case_id", help: expect.any(String) },
      { code: "sql/unknown-column", path: "patient_pregnnt", help: "did you mean `patient_pregnant`?" },
      { code: "sql/wrong-type", path: "patient_breastfeeding", help: expect.any(String) },
      { code: "sql/wrong-type", path: "patient_age_years", help: expect.any(String) },
    ]);
    expect(existsSync(at("out.csv"))).toBe(false);
  });

  test("refuses a case in two rows, a vein in two rows and a vein of no case", async () => {
    const path = put("cases.csv", ["case_id", "one", "one", "two"]);
    const veins = put("veins.csv", ["case_id,vein_id", "two,a", "two,a", "three,a"]);
    expect((await issuesOf(screen([path, veins], options({ output: at("out.csv") })))).map(({ code }) => code)).toEqual(
      ["sql/duplicate-row", "sql/duplicate-row", "sql/unknown-case"],
    );
  });

  test.each([
    ["no file", [], "out.csv"],
    ["a file that is not there", ["none.csv"], "out.csv"],
    ["a file of another kind", ["cases.txt"], "out.csv"],
    ["an output of another kind", ["cases.csv"], "out.xlsx"],
    ["no output", ["cases.csv"], undefined],
    ["a folder that is not there", ["cases.csv"], "none/out.csv"],
    ["a file that is none of its kind", ["broken.parquet"], "out.csv"],
  ])("refuses %s as wrong usage", async (_, names, output) => {
    put("cases.csv", cases);
    put("cases.txt", cases);
    put("broken.parquet", ["secret of a patient"]);
    const run = screen(
      names.map((name) => at(name)),
      options({ output: output === undefined ? undefined : at(output) }),
    );
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.not.toThrow(/secret/);
  });

  describe("never writes over what it reads", () => {
    const veins = ["case_id,vein_id", "one,a"];
    test.each<[string, string, (output: string) => void, string]>([
      ["the cases", "cases.csv", () => {}, "cases.csv"],
      ["the cases by another spelling", "cases.csv", () => mkdirSync(at("sub")), "sub/../cases.csv"],
      ["the cases through a link", "cases.csv", (output) => symlinkSync(at("cases.csv"), output), "link.csv"],
      ["the cases through a hard link", "cases.csv", (output) => linkSync(at("cases.csv"), output), "hard.csv"],
      ["the cases through a linked folder", "cases.csv", () => symlinkSync(folder, at("other")), "other/cases.csv"],
      ["the veins", "veins.csv", () => {}, "veins.csv"],
      ["the veins by the name that the output for veins takes", "out.veins.csv", () => {}, "out.csv"],
    ])("%s", async (_name, veinsName, prepare, output) => {
      const paths = [put("cases.csv", cases), put(veinsName === "cases.csv" ? "v.csv" : veinsName, veins)];
      prepare(at(output));
      const before = paths.map((path) => readFileSync(path, "utf8"));
      const run = screen(paths, options({ output: `${folder}/${output}` }));
      await expect(run).rejects.toThrow(UsageError);
      await expect(run).rejects.toThrow("the output would overwrite the input");
      expect(paths.map((path) => readFileSync(path, "utf8"))).toEqual(before);
    });

    test("cases alone write no veins: a file of that name is not in the way", async () => {
      const path = put("out.veins.csv", cases);
      await expect(screen([path], options({ output: at("out.csv") }))).resolves.toMatchObject({ exit: exit.clean });
      expect(readFileSync(path, "utf8")).toContain("patient_pregnant");
    });
  });

  test("leaves nothing behind but what it wrote", async () => {
    await screen([put("cases.csv", cases)], options({ output: at("out.csv") }));
    expect(readdirSync(folder).sort()).toEqual(["cases.csv", "out.csv"]);
  });

  test("names the package to install where DuckDB is not there", async () => {
    vi.doMock("@duckdb/node-api", () => {
      throw new Error("not found");
    });
    vi.resetModules();
    const { screen: without } = await import("../../src/cli/commands/screen.ts");
    await expect(without([put("cases.csv", cases)], options({ output: at("out.csv") }))).rejects.toThrow(
      "install @duckdb/node-api",
    );
    vi.doUnmock("@duckdb/node-api");
  });
});
