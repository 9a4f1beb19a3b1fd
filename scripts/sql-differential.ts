// SQL against the compiled rulebook on many random cases: npx tsx scripts/sql-differential.ts [cases] [first seed].
// On PostgreSQL where SCLERO_POSTGRES holds a connection string, on DuckDB otherwise. Exit code 1 on any difference.
import { embeddedRulebook } from "../src/rulebook/embedded.ts";
import { rulebookSql } from "../src/sql/index.ts";
import { casesFrom } from "../test/sql/support/cases.ts";
import { compareAnswers } from "../test/sql/support/compare.ts";
import { withCases } from "../test/sql/support/duckdb.ts";
import { postgresServer, withCasesInPostgres } from "../test/sql/support/postgres.ts";
import { createRandomCases } from "../test/support/random-case.ts";

const [total = 100_000, first = 1] = process.argv.slice(2).map(Number);
const batch = 5000;

async function main(): Promise<void> {
  const rulebook = embeddedRulebook();
  const random = createRandomCases(rulebook);
  const dialect = postgresServer === undefined ? "duckdb" : "postgres";
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
      return;
    }
    console.log(`${dialect}: ${done + cases.length} cases, ${values} values, no difference`);
  }
}

await main();
