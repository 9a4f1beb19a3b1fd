// Runs the sections, each in a process of its own, and writes `results.json` and `docs/benchmarks.md`.
//   --quick            few cases and rounds; prints, writes nothing unless `--write` is given too
//   --only a,b         only these sections; prints, writes nothing
//   --render           writes the document again from `results.json`
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createOurs } from "./ours.ts";
import { benchFolder, buildPackage, distFolder, rootFolder } from "./package-build.ts";
import { renderResults } from "./render.ts";
import { describeMachine, type Results, type SectionName, type Sections } from "./results.ts";
import { measureBundleSize } from "./sections/bundle-size.ts";
import { measureColdStart } from "./sections/cold-start.ts";
import { measureEvaluation } from "./sections/evaluation.ts";
import { measureMemory } from "./sections/memory.ts";
import { measureRuleGrowth } from "./sections/rule-growth.ts";
import { measureVeinGrowth } from "./sections/vein-growth.ts";
import { fullSize, quickSize, type Size } from "./size.ts";

const sections: { readonly [Name in SectionName]: (size: Size) => Sections[Name] | Promise<Sections[Name]> } = {
  evaluation: measureEvaluation,
  "rule-growth": measureRuleGrowth,
  "vein-growth": measureVeinGrowth,
  "cold-start": measureColdStart,
  "bundle-size": measureBundleSize,
  memory: measureMemory,
};
const names = Object.keys(sections) as SectionName[];
const needsPackage: readonly SectionName[] = ["cold-start", "bundle-size", "memory"];

/**
 * Young garbage is cleared between turns. Without the second flag V8 would throw away the code of everyone who waits for the
 * next turn.
 */
const engineFlags = ["--expose-gc", "--no-flush-bytecode"];

const resultsFile = join(benchFolder, "results.json");
const documentFile = join(rootFolder, "docs", "benchmarks.md");
const partsFolder = join(distFolder, "parts");

const given = process.argv.slice(2);
const optionValue = (option: string): string | undefined => {
  const place = given.indexOf(option);
  return place < 0 ? undefined : given[place + 1];
};
const quick = given.includes("--quick");
const one = optionValue("--section");

if (one !== undefined) await runSection(one as SectionName);
else if (given.includes("--render")) writeDocument(JSON.parse(readFileSync(resultsFile, "utf8")) as Results);
else runAll();

/** One section, in this process; the result goes to a file, since engines may print. */
async function runSection(name: SectionName): Promise<void> {
  const result = await sections[name](quick ? quickSize : fullSize);
  writeFileSync(join(partsFolder, `${name}.json`), JSON.stringify(result));
}

function runAll(): void {
  const only = optionValue("--only")?.split(",");
  const unknown = only?.filter((name) => !(names as string[]).includes(name)) ?? [];
  if (unknown.length > 0) throw new Error(`unknown section ${unknown.join(", ")}: known are ${names.join(", ")}`);
  const machine = describeMachine();
  const chosen = names.filter((name) => only === undefined || only.includes(name));
  mkdirSync(partsFolder, { recursive: true });
  if (chosen.some((name) => needsPackage.includes(name))) buildPackage();
  const parts: [string, unknown][] = chosen.map((name) => {
    process.stderr.write(`${name} …\n`);
    const self = fileURLToPath(import.meta.url);
    const { status } = spawnSync(
      process.execPath,
      [...engineFlags, self, "--section", name, ...(quick ? ["--quick"] : [])],
      { stdio: ["ignore", "ignore", "inherit"] },
    );
    if (status !== 0) throw new Error(`the section ${name} failed`);
    return [name, JSON.parse(readFileSync(join(partsFolder, `${name}.json`), "utf8"))];
  });
  const { version } = JSON.parse(readFileSync(join(rootFolder, "package.json"), "utf8")) as { version: string };
  const results: Results = {
    measuredOn: new Date().toISOString().slice(0, 10),
    quick,
    library: { version, rulebookDigest: createOurs().advisor.rulebook.digest },
    machine,
    sections: Object.fromEntries(parts),
  };
  process.stdout.write(renderResults(results));
  if (only !== undefined || (quick && !given.includes("--write"))) return;
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  // In the project's own format, which its check asks of every file.
  spawnSync(join(rootFolder, "node_modules", ".bin", "biome"), ["format", "--write", resultsFile], { cwd: rootFolder });
  writeDocument(results);
}

function writeDocument(results: Results): void {
  writeFileSync(documentFile, renderResults(results));
}
