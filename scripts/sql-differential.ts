// SQL against the compiled rulebook on many random cases: npx tsx scripts/sql-differential.ts [cases] [first seed] [--result <file>].
// On PostgreSQL where SCLERO_POSTGRES holds a connection string, on DuckDB otherwise. Exit code 1 on any difference.
import { parseArgs } from "node:util";
import { embeddedRulebook } from "../src/rulebook/embedded.ts";
import { rulebookSql } from "../src/sql/index.ts";
import { casesFrom } from "../test/sql/support/cases.ts";
import { compareAnswers } from "../test/sql/support/compare.ts";
import { withCases } from "../test/sql/support/duckdb.ts";
import { postgresServer, withCasesInPostgres } from "../test/sql/support/postgres.ts";
import { createRandomCases } from "../test/support/random-case.ts";
import { startRun } from "./assurance/result.ts";

const { values: flags, positionals } = parseArgs({
  options: { result: { type: "string" } },
  allowPositionals: true,
});
const [total = 100_000, first = 1] = positionals.map(Number);
const batch = 5000;

async function main(): Promise<void> {
  const rulebook = embeddedRulebook();
  const random = createRandomCases(rulebook);
  const dialect = postgresServer === undefined ? "duckdb" : "postgres";
  const started = startRun("differential-sql", `npm run differential:sql -- ${total}`);
  let values = 0;
  for (let done = 0; done < total; done += batch) {
    const evidence = (done / batch) % 2 === 0 ? "all" : "documents";
    const cases = casesFrom(random, first + done, Math.min(batch, total - done));
    const compiled = rulebookSql(rulebook, { dialect, evidence });
    const compare = (run: Parameters<typeof compareAnswers>[4]) =>
      compareAnswers(rulebook, evidence, cases, compiled, run);
    const found =
      postgresServer === undefined
        ? await withCases(rulebook, cases, compare)
        : await withCasesInPostgres(postgresServer, rulebook, cases, compare);
    values += found.values;
    if (found.differences.length > 0) {
      console.log(found.differences.join("\n"));
      process.exitCode = 1;
      started.finish(flags.result, false, { dialect, cases: done + cases.length, ...found, values });
      return;
    }
    console.log(`${dialect}: ${done + cases.length} cases, ${values} values, no difference`);
  }
  started.finish(flags.result, true, { dialect, cases: total, values, differences: [] });
}

await main();
