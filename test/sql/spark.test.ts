import { describe, expect, test } from "vitest";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { rulebookSql } from "../../src/sql/index.ts";
import { randomRulebook } from "./support/random-rulebook.ts";

interface Grammar {
  readonly validate: (sql: string) => readonly unknown[];
}

/** A grammar of Spark SQL; the package is left out where it is not installed. */
async function sparkGrammar(): Promise<Grammar | undefined> {
  const name = "dt-sql-parser";
  try {
    const { SparkSQL } = (await import(name)) as { SparkSQL: new () => Grammar };
    return new SparkSQL();
  } catch {
    return undefined;
  }
}

const grammar = await sparkGrammar();

describe.skipIf(grammar === undefined)("the SQL for Spark", () => {
  const faults = (sql: string): readonly unknown[] => grammar?.validate(sql) ?? ["no grammar"];

  test("follows the grammar of Spark SQL", { timeout: 120_000 }, () => {
    const { cases, veins } = rulebookSql(embeddedRulebook(), { dialect: "spark" });
    expect(faults(cases.sql)).toEqual([]);
    expect(faults(veins.sql)).toEqual([]);
  });

  test("follows it for every kind of slot and derived fact", { timeout: 120_000 }, () => {
    for (let seed = 1; seed <= 2; seed += 1) {
      const { cases, veins } = rulebookSql(randomRulebook(seed), { dialect: "spark" });
      expect([...faults(cases.sql), ...faults(veins.sql)]).toEqual([]);
    }
  });

  test("would be found out where it does not", () => {
    expect(faults("SELECT a FORM b WHERE")).not.toEqual([]);
  });
});

test("the SQL for Spark has no type, function or fence of another database", () => {
  const { cases, veins } = rulebookSql(embeddedRulebook(), { dialect: "spark" });
  for (const { sql } of [cases, veins])
    expect(sql).not.toMatch(/VARCHAR|DOUBLE PRECISION|OFFSET|::|IS (NOT )?DISTINCT/);
  expect(cases.sql).toContain("DATEDIFF(");
});
