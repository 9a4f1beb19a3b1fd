// The cases, as `sclero test fixtures/cases --coverage` runs them, with the result written to a file: cases.ts --result <file>
import { parseArgs } from "node:util";
import { run } from "../../src/cli/main.ts";
import type { CasesFigures } from "./figures.ts";
import { startRun } from "./result.ts";

const { result } = parseArgs({ options: { result: { type: "string" } } }).values;
const started = startRun("cases", "npm run cases");
const { text, exit } = await run(["test", "fixtures/cases", "--coverage", "--json"]);
const { cases, patients, failures, issues, gaps } = JSON.parse(text) as Record<"cases" | "patients", number> &
  Record<"failures" | "issues" | "gaps", unknown[]>;
const figures: CasesFigures = {
  cases,
  patients,
  mismatches: failures.length + issues.length,
  notShown: gaps.length,
};
console.log(JSON.stringify(figures));
started.finish(result, exit === 0, figures);
process.exitCode = exit;
