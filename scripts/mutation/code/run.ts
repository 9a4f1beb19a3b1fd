// Seeds small faults into the code that reads, evaluates, decides and explains, one after the other, and runs the tests that judge
// its file (test-files.mjs): each fault must fail one. code.json lists those that no test can find, with the reason, and keeps the figures.
// Exit code 1 where a folder scores less than the wanted share, or the list is stale.
// Usage: run.ts [--folder <name>]... [--share <0 to 1>] [--again] [--changed] [--judge] [--survivors]
import { spawnSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createCompilerCheck } from "./compiler.ts";
import { addUnchanged, changedSince, mergeReports, reportOf, shareRun } from "./mutants.ts";
import { codeFile, judge, readCodeFile, type Verdict } from "./verdicts.ts";

/** Per cent, without those that are equal or that the compiler refuses. */
const wantedScore = 90;
const allFolders = ["evaluate", "resolve", "explain", "case"];

const { values: flags } = parseArgs({
  options: {
    folder: { type: "string", multiple: true, default: allFolders },
    // A sample: the same mutants in every run.
    share: { type: "string", default: "1" },
    // Only what the last run left alive: after tests were added, and while the code is as it was.
    again: { type: "boolean", default: false },
    // Only the files that are not as they were in the last run; of the others its verdicts stand.
    changed: { type: "boolean", default: false },
    // No run: the last one is judged again.
    judge: { type: "boolean", default: false },
    survivors: { type: "boolean", default: false },
  },
});

const { about, equal, figures: before } = readCodeFile();
/**
 * Of a run that goes on from another one, or is only judged again, the share is that of the first. Where a sample of what changed
 * stands beside the rest, it is what was run of all.
 */
const shareOf = (folder: string): number =>
  flags.changed
    ? shareRun(folder)
    : ((flags.again || flags.judge ? before[folder]?.share : undefined) ?? Number(flags.share));
const isRefused = createCompilerCheck();
const verdicts = new Map<string, Verdict>();
for (const folder of flags.folder) {
  if (!flags.judge) mutate(folder);
  verdicts.set(folder, judge(folder, equal, shareOf(folder) === 1, isRefused));
}

const figures = { ...before };
for (const [folder, verdict] of verdicts) figures[folder] = { share: shareOf(folder), ...verdict.figures };
writeFileSync(codeFile, `${JSON.stringify({ about, figures, equal }, null, 2)}\n`);

const columns = ["mutants", "killed", "timedOut", "survived", "equal", "refused", "noCoverage", "score"] as const;
const row = (cells: readonly unknown[]): string =>
  `${cells.map((cell, index) => (index === 0 ? String(cell).padEnd(10) : String(cell).padStart(11))).join("")}\n`;
process.stdout.write(row(["folder", ...columns, "without"]));
for (const [folder, { figures: of }] of verdicts)
  process.stdout.write(row([folder, ...columns.map((column) => of[column]), of.scoreWithoutEqual]));
for (const { left, stale } of verdicts.values()) {
  if (flags.survivors)
    for (const { file, start, mutator, from, to } of left)
      process.stdout.write(`survives: ${file}:${start.line}:${start.column} ${mutator}: ${from} -> ${to}\n`);
  for (const entry of stale) process.stdout.write(`listed wrongly: ${entry}\n`);
}
const isBelow = [...verdicts.values()].some(({ figures: of }) => of.scoreWithoutEqual < wantedScore);
process.exitCode = isBelow || [...verdicts.values()].some(({ stale }) => stale.length > 0) ? 1 : 0;

function mutate(folder: string): void {
  const earlier = reportOf(folder, "before");
  const goesOn = flags.again || flags.changed;
  if (goesOn) copyFileSync(reportOf(folder), earlier);
  const files = flags.changed ? changedSince(earlier, folder) : undefined;
  if (files?.length === 0) return;
  const { status } = spawnSync("npx", ["stryker", "run", "scripts/mutation/code/stryker.config.mjs"], {
    stdio: "inherit",
    env: {
      ...process.env,
      SCLERO_MUTATED_FOLDER: folder,
      SCLERO_MUTATION_SHARE: flags.share,
      ...(flags.again ? { SCLERO_MUTATION_AGAIN: earlier } : {}),
      ...(files === undefined ? {} : { SCLERO_MUTATED_FILES: files.join(",") }),
    },
  });
  if (status !== 0) throw new Error(`the mutation of src/${folder} did not end`);
  if (flags.again) mergeReports(earlier, reportOf(folder));
  if (flags.changed) addUnchanged(earlier, reportOf(folder));
}
