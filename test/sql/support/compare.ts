import type { Rulebook } from "../../../src/rulebook/rulebook.ts";
import type { RulebookSql } from "../../../src/sql/index.ts";
import type { PlainCase } from "../../support/random-case.ts";
import type { RunQuery } from "./duckdb.ts";
import { createExpectations, type Value } from "./expected.ts";

/** What a comparison found: how many values were compared, and the first places where they differ. */
export interface Comparison {
  readonly values: number;
  readonly differences: readonly string[];
}

const shown = 40;

/** Compares the rows of both queries with what the compiled rulebook answers for the same cases, value by value. */
export async function compareAnswers(
  rulebook: Rulebook,
  evidence: "all" | "documents",
  cases: readonly PlainCase[],
  compiled: RulebookSql,
  run: RunQuery,
): Promise<Comparison> {
  const expect = createExpectations(rulebook, evidence);
  const byCase = new Map((await run(compiled.cases.sql)).map((row) => [row[0], row]));
  const byVein = new Map((await run(compiled.veins.sql)).map((row) => [`${row[0]} ${row[1]}`, row]));
  const differences: string[] = [];
  let values = 0;
  const check = (where: string, column: string, found: Value | undefined, wanted: Value): void => {
    values += 1;
    if (found !== wanted && differences.length < shown)
      differences.push(`${where} ${column}: SQL ${String(found)}, rulebook ${String(wanted)}`);
  };
  let veins = 0;
  cases.forEach((input, index) => {
    const id = `case-${index}`;
    const wanted = expect(input);
    const row = byCase.get(id);
    compiled.cases.columns.forEach((column, at) => {
      if (at > 0) check(id, column.name, row?.[at], wanted.case(column));
    });
    for (const vein of wanted.veins) {
      veins += 1;
      const veinRow = byVein.get(`${id} ${vein.id}`);
      compiled.veins.columns.forEach((column, at) => {
        if (at > 1) check(`${id} ${vein.id}`, column.name, veinRow?.[at], vein.value(column));
      });
    }
  });
  if (byCase.size !== cases.length || byVein.size !== veins) differences.unshift("the numbers of rows differ");
  return { values, differences };
}
