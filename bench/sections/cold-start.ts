import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Spread, spreadOf } from "../measure.ts";
import { createOurs } from "../ours.ts";
import { distFolder } from "../package-build.ts";
import type { Size } from "../size.ts";
import { makeCases } from "../workload.ts";

export interface ColdStartResult {
  readonly starts: number;
  /** Milliseconds from the start of the process to its end. */
  readonly emptyProgram: Spread;
  readonly rows: readonly {
    readonly name: string;
    readonly milliseconds: Spread;
    /** Median over the starts of the difference from the empty program's start beside it. */
    readonly beyondNode: Spread;
  }[];
  /** Milliseconds inside one process, medians. */
  readonly parts: readonly { readonly name: string; readonly milliseconds: number }[];
}

/** From the start of Node to the first report, as a program of a user's own sees it. */
export function measureColdStart(size: Size): ColdStartResult {
  const folder = join(distFolder, "cold-start");
  mkdirSync(folder, { recursive: true });
  const input = JSON.stringify(makeCases(createOurs(), 1, { veins: 2 })[0]?.input);
  const program = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const empty = program("empty.mjs", "");
  const esm = program(
    "first-report.mjs",
    `import { createAdvisor } from "../package/index.js";\ncreateAdvisor().recommendSync(${input});\n`,
  );
  const imported = program("import.mjs", `import "../package/index.js";\n`);
  const commonJs = program(
    "first-report.cjs",
    `const { createAdvisor } = require("../package/index.cjs");\ncreateAdvisor().recommendSync(${input});\n`,
  );
  const programs = [
    { name: "import of the package alone", path: imported },
    { name: "first report, ESM", path: esm },
    { name: "first report, CommonJS", path: commonJs },
  ];
  const times = new Map<string, number[]>([empty, ...programs.map(({ path }) => path)].map((path) => [path, []]));
  for (let start = -1; start < size.starts; start += 1)
    for (const [path, own] of times) {
      const milliseconds = startToEnd(path);
      // The first round only warms the disk's cache.
      if (start >= 0) own.push(milliseconds);
    }
  const plain = times.get(empty) ?? [];
  return {
    starts: size.starts,
    emptyProgram: spreadOf(plain),
    rows: programs.map(({ name, path }) => {
      const own = times.get(path) ?? [];
      return {
        name,
        milliseconds: spreadOf(own),
        beyondNode: spreadOf(own.map((time, start) => time - (plain[start] ?? Number.NaN))),
      };
    }),
    parts: measureParts(program, input, size.starts),
  };
}

function startToEnd(path: string): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [path], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** The same within the process: what takes the time. */
function measureParts(
  program: (name: string, text: string) => string,
  input: string,
  starts: number,
): ColdStartResult["parts"] {
  const names = ["import", "`createAdvisor`", "first `recommendSync`", "second `recommendSync`"];
  const path = program(
    "parts.mjs",
    `const input = ${input};
const times = [performance.now()];
const { createAdvisor } = await import("../package/index.js");
times.push(performance.now());
const advisor = createAdvisor();
times.push(performance.now());
for (let turn = 0; turn < 2; turn += 1) { advisor.recommendSync(input); times.push(performance.now()); }
process.stdout.write(JSON.stringify(times));
`,
  );
  const runs = Array.from({ length: starts }, () => {
    const { stdout } = spawnSync(process.execPath, [path], { encoding: "utf8" });
    return JSON.parse(stdout) as number[];
  });
  return names.map((name, index) => ({
    name,
    milliseconds: spreadOf(runs.map((times) => (times[index + 1] ?? Number.NaN) - (times[index] ?? Number.NaN))).median,
  }));
}
