// Writes docs/assurance.md from the results in etc/assurance. With `--check` it writes nothing and fails where the page is stale; with
// `--fresh` it fails where a result is missing or not of the source at hand.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { MutateCodeFigures } from "./figures.ts";
import { assurancePage, sections } from "./page.ts";
import { type RunResult, readResult } from "./result.ts";
import { sourceDigest } from "./source-digest.ts";

const folder = "etc/assurance";
const page = "docs/assurance.md";
const codeFile = "scripts/mutation/code.json";

const { check, fresh } = parseArgs({
  options: { check: { type: "boolean", default: false }, fresh: { type: "boolean", default: false } },
}).values;

const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
const results = new Map(
  files.flatMap((name): [string, RunResult][] => {
    const result = readResult(join(folder, name));
    return result === undefined ? [] : [[result.run, result]];
  }),
);
const code = existsSync(codeFile)
  ? (JSON.parse(readFileSync(codeFile, "utf8")) as { figures?: MutateCodeFigures }).figures
  : undefined;

if (fresh) {
  const source = sourceDigest(".");
  const old = sections.filter(({ run }) => results.get(run)?.measuredOn.source !== source);
  for (const { run } of old) console.log(`${results.has(run) ? "of another source" : "not run"}: ${run}`);
  console.log(old.length === 0 ? "all results are of the source at hand" : `${old.length} results to be made again`);
  process.exitCode = old.length === 0 ? 0 : 1;
} else {
  const text = assurancePage(results, code);
  const isUpToDate = existsSync(page) && readFileSync(page, "utf8") === text;
  if (!isUpToDate && !check) writeFileSync(page, text);
  console.log(`${page} is ${isUpToDate ? "up to date" : check ? "stale: npm run assurance" : "written"}`);
  process.exitCode = check && !isUpToDate ? 1 : 0;
}
