// Runs everything that a reviewer would check, in order, and closes with one line: `N passed, N failed`.
// Every step counts as one; the tests count one each.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const work = mkdtempSync(join(tmpdir(), "sclero-check-"));
const testReport = join(work, "tests.json");

const steps = [
  ["format and lint", "biome", ["ci", "."]],
  ["types", "npm", ["run", "-s", "types"]],
  ["structure", "depcruise", ["src", "--config", ".dependency-cruiser.cjs"]],
  ["generated files", "tsx", ["scripts/generate.ts", "--check"]],
  ["rules", "tsx", ["src/cli/bin.ts", "check", "rules"]],
  ["cases", "tsx", ["src/cli/bin.ts", "test", "fixtures/cases", "--coverage"]],
  ["removal of each rule", "tsx", ["scripts/remove-each-rule.ts"]],
  ["build", "npm", ["run", "-s", "build"]],
  ["tests", "vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${testReport}`]],
  ["properties of all cases", "tsx", ["src/cli/bin.ts", "verify"]],
  ["page of assurance", "tsx", ["scripts/assurance/run.ts", "--check"]],
  ["package", "tsx", ["scripts/check-package.ts"]],
];

let passed = 0;
let failed = 0;
for (const [name, command, args] of steps) {
  console.log(`\n== ${name}`);
  const [program, own] = command === "npm" ? ["npm", args] : ["npx", ["--no-install", command, ...args]];
  const { status } = spawnSync(program, own, { stdio: "inherit" });
  if (status === 0) passed += 1;
  else failed += 1;
  console.log(`== ${name}: ${status === 0 ? "passed" : "FAILED"}`);
}
try {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(testReport, "utf8"));
  passed += numPassedTests;
  failed += numFailedTests;
} catch {
  // No report: the step itself has failed and been counted.
}
rmSync(work, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
