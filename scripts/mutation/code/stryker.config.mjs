// Mutates one folder of src/, which the environment names, or some of its files: run.ts runs it for all of them.
const folder = process.env.SCLERO_MUTATED_FOLDER ?? "evaluate";

export default {
  mutate: process.env.SCLERO_MUTATED_FILES?.split(",") ?? [`src/${folder}/**/*.ts`],
  testRunner: "vitest-whole",
  checkers: ["sample"],
  plugins: [
    "@stryker-mutator/vitest-runner",
    "./scripts/mutation/code/runner.mjs",
    "./scripts/mutation/code/sample.mjs",
  ],
  vitest: { configFile: "scripts/mutation/code/vitest.config.ts", related: false },
  coverageAnalysis: "perTest",
  concurrency: 2,
  // Long: a fault must not count as found because the machine was busy. Most endless loops are ended by their number of turns.
  timeoutMS: 25_000,
  timeoutFactor: 2,
  ignorePatterns: [".tmp", "bench", "dist", "docs", "playground"],
  tempDirName: ".tmp/stryker",
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: `.tmp/mutation/${folder}.json` },
  allowConsoleColors: false,
  warnings: { slow: false },
};
