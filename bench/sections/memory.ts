import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createOurs } from "../ours.ts";
import { distFolder } from "../package-build.ts";
import type { Size } from "../size.ts";
import { makeCases } from "../workload.ts";

export interface MemoryResult {
  readonly reports: number;
  /** Megabytes of the heap in use after garbage collection, and of the whole process. */
  readonly rows: readonly { readonly name: string; readonly heap: number; readonly process: number }[];
}

const casesInTurn = 100;

/** Heap of a process that loads the package and makes reports, one after another, without keeping any. */
export function measureMemory(size: Size): MemoryResult {
  const folder = join(distFolder, "memory");
  mkdirSync(folder, { recursive: true });
  const inputs = makeCases(createOurs(), casesInTurn).map(({ input }) => input);
  writeFileSync(join(folder, "cases.json"), JSON.stringify(inputs));
  const path = join(folder, "program.mjs");
  writeFileSync(
    path,
    `import { readFileSync } from "node:fs";
const inputs = JSON.parse(readFileSync(new URL("cases.json", import.meta.url), "utf8"));
const found = [];
const note = (name) => {
  gc(); gc();
  const { heapUsed, rss } = process.memoryUsage();
  found.push({ name, heap: heapUsed / 1e6, process: rss / 1e6 });
};
note("before the package is loaded");
const { createAdvisor } = await import("../package/index.js");
note("package loaded");
const advisor = createAdvisor();
advisor.recommendSync(inputs[0]);
note("after the first report");
for (let turn = 0; turn < inputs.length; turn += 1) advisor.recommendSync(inputs[turn]);
note("after ${casesInTurn} reports");
for (let turn = 0; turn < ${size.reports}; turn += 1) advisor.recommendSync(inputs[turn % inputs.length]);
note("after ${size.reports.toLocaleString("en")} more");
process.stdout.write(JSON.stringify(found));
`,
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", path], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return { reports: size.reports, rows: JSON.parse(stdout) as MemoryResult["rows"] };
}
