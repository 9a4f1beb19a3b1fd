import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createCaseParser } from "../../src/case/parse.ts";
import { listJson } from "../../src/cli/files.ts";
import { CaseError } from "../../src/issues/errors.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { rulebookSql } from "../../src/sql/index.ts";
import type { Fixture } from "../../src/testing/fixture.ts";
import { createFixtureRunner } from "../../src/testing/run-fixture.ts";
import { createRandomCases, type PlainCase } from "../support/random-case.ts";
import { casesFrom } from "./support/cases.ts";
import { compareAnswers } from "./support/compare.ts";
import { withCases } from "./support/duckdb.ts";
import { postgresServer, withCasesInPostgres } from "./support/postgres.ts";

const rulebook = embeddedRulebook();
const total = Number(process.env["SCLERO_SQL_CASES"] ?? 2000);
const evidences = ["all", "documents"] as const;

/** The patients of all fixtures that are cases: fixtures of errors have none. */
function patientsOfFixtures(): PlainCase[] {
  const runner = createFixtureRunner(rulebook);
  const parser = createCaseParser(rulebook);
  const patients = listJson("fixtures/cases", true).flatMap((file) =>
    runner.patients(JSON.parse(readFileSync(file, "utf8")) as Fixture).map(({ input }) => input as PlainCase),
  );
  return patients.filter((input) => {
    try {
      return parser.parse(input) !== undefined;
    } catch (error) {
      if (error instanceof CaseError) return false;
      throw error;
    }
  });
}

describe.each(evidences)("SQL and the compiled rulebook, evidence %s", (evidence) => {
  test("answer random cases alike on DuckDB: every rule, slot and vein", { timeout: 1_800_000 }, async () => {
    const compiled = rulebookSql(rulebook, { dialect: "duckdb", evidence });
    const cases = casesFrom(createRandomCases(rulebook), evidence === "all" ? 1 : total + 1, total / evidences.length);
    const found = await withCases(rulebook, cases, (run) => compareAnswers(rulebook, evidence, cases, compiled, run));
    expect(found.differences).toEqual([]);
    expect(found.values).toBeGreaterThan(cases.length * rulebook.rules.length * 0.5);
  });

  test("answer every patient of the fixtures alike on DuckDB", { timeout: 600_000 }, async () => {
    const compiled = rulebookSql(rulebook, { dialect: "duckdb", evidence });
    const cases = patientsOfFixtures();
    expect(cases.length).toBeGreaterThan(1000);
    const found = await withCases(rulebook, cases, (run) => compareAnswers(rulebook, evidence, cases, compiled, run));
    expect(found.differences).toEqual([]);
  });

  test.skipIf(postgresServer === undefined)(
    "answer random cases alike on PostgreSQL (server in SCLERO_POSTGRES)",
    { timeout: 1_800_000 },
    async () => {
      const compiled = rulebookSql(rulebook, { dialect: "postgres", evidence });
      const cases = casesFrom(createRandomCases(rulebook), 1, total / evidences.length);
      const found = await withCasesInPostgres(postgresServer ?? "", rulebook, cases, (run) =>
        compareAnswers(rulebook, evidence, cases, compiled, run),
      );
      expect(found.differences).toEqual([]);
    },
  );
});
