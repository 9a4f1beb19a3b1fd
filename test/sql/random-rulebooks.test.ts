import { describe, expect, test } from "vitest";
import { rulebookSql } from "../../src/sql/index.ts";
import { createRandomCases, randomFrom } from "../support/random-case.ts";
import { type Comparison, compareAnswers } from "./support/compare.ts";
import { withCases } from "./support/duckdb.ts";
import { postgresServer, withCasesInPostgres } from "./support/postgres.ts";
import { randomRulebook } from "./support/random-rulebook.ts";

const rulebooks = Number(process.env["SCLERO_SQL_RULEBOOKS"] ?? 12);

/** Compares the answers of rulebooks made by chance: the values compared, and where they differ. */
async function campaign(
  dialect: "duckdb" | "postgres",
  load: (...args: Parameters<typeof withCases<Comparison>>) => Promise<Comparison>,
): Promise<Comparison> {
  const differences: string[] = [];
  let values = 0;
  for (let seed = 1; seed <= rulebooks; seed += 1) {
    const rulebook = randomRulebook(seed);
    const random = randomFrom(seed);
    const { make } = createRandomCases(rulebook);
    const cases = Array.from({ length: 60 }, (_, index) => make(index + 1, { unknownShare: random() * 0.8 }));
    const compiled = rulebookSql(rulebook, { dialect });
    const found = await load(rulebook, cases, (run) => compareAnswers(rulebook, "all", cases, compiled, run));
    values += found.values;
    differences.push(...found.differences.map((difference) => `rulebook ${seed}, ${difference}`));
  }
  return { values, differences };
}

// The embedded rulebook reads few decided slots. These read every kind, set every kind, and take numbers over.
describe("rules made by chance", () => {
  test("mean the same in SQL on DuckDB", { timeout: 600_000 }, async () => {
    const { values, differences } = await campaign("duckdb", withCases);
    expect(differences).toEqual([]);
    expect(values).toBeGreaterThan(rulebooks * 1000);
  });

  test.skipIf(postgresServer === undefined)(
    "mean the same in SQL on PostgreSQL (server in SCLERO_POSTGRES)",
    { timeout: 600_000 },
    async () => {
      const { differences } = await campaign("postgres", (...args) =>
        withCasesInPostgres(postgresServer ?? "", ...args),
      );
      expect(differences).toEqual([]);
    },
  );
});
