// Runs the kinds of check on the code of the tree in which it stands, with the rules as they are, and prints what each found as JSON
// on the last line: in-tree.ts <baseline file>. Called in a copy of the tree with a fault in it.
import { readFileSync } from "node:fs";
import { createAdvisor } from "../../../src/advisor/create-advisor.ts";
import { embeddedRulebook } from "../../../src/rulebook/embedded.ts";
import { rulebookSql } from "../../../src/sql/index.ts";
import { valuesFromCase } from "../../../src/verify/case-values.ts";
import { crossCheck } from "../../../src/verify/cross-check.ts";
import { Evaluation } from "../../../src/verify/evaluate.ts";
import { RulebookModel } from "../../../src/verify/model.ts";
import { casesFrom } from "../../../test/sql/support/cases.ts";
import { compareAnswers } from "../../../test/sql/support/compare.ts";
import { withCases } from "../../../test/sql/support/duckdb.ts";
import { createRandomCases } from "../../../test/support/random-case.ts";
import { type Answered, advisorsOf } from "./baseline.ts";
import { byCases, byEvaluators, byProperties, byRegression, caught } from "./checks.ts";
import type { Found } from "./fault.ts";

const baseline = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Answered[];
const rulebook = embeddedRulebook();
const advisors = advisorsOf(rulebook);
const random = createRandomCases(rulebook);

/** The solver's formulas, read without it, against the advisor. */
function byFormulas(count: number): string | null {
  const advisor = createAdvisor();
  const models = [0, 1, 2].map(
    (veins) =>
      new RulebookModel(rulebook, { evidence: "all", veins: Array.from({ length: veins }, (_, at) => `vein-${at}`) }),
  );
  for (let seed = 1; seed <= count; seed += 1) {
    const veins = seed % models.length;
    const model = models[veins] as RulebookModel;
    const input = random.make(seed, { veins, unknownShare: (seed % 10) / 10 });
    const [first] = crossCheck(model, new Evaluation(valuesFromCase(model, input)), input, advisor);
    if (first !== undefined) return `seed ${seed}: ${first}`;
  }
  return null;
}

/** SQL on DuckDB against the compiled rulebook. */
async function bySql(count: number): Promise<string | null> {
  const cases = casesFrom(random, 1, count);
  const compiled = rulebookSql(rulebook, { dialect: "duckdb", evidence: "all" });
  const { differences } = await withCases(rulebook, cases, (run) =>
    compareAnswers(rulebook, "all", cases, compiled, run),
  );
  return differences[0] ?? null;
}

const found: Found = {
  cases: await caught(() => byCases(rulebook, [])),
  solver: await caught(() => byFormulas(30)),
  evaluators: await caught(() => byEvaluators(rulebook, advisors, 100)),
  properties: await caught(() => byProperties(rulebook, advisors, 60)),
  sql: await caught(() => bySql(200)),
  regression: await caught(() => byRegression(advisors, baseline, 100)),
};
process.stdout.write(`\n${JSON.stringify(found)}\n`);
// The database keeps its threads.
process.exit(0);
