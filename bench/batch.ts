// Measures `sclero batch`: npx tsx bench/batch.ts [--cases 100000] [--full 2000] [--workers 2] [--rounds 3]
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { createAdvisor } from "../src/advisor/create-advisor.ts";
import { type BatchSettings, defaultMaxLineBytes } from "../src/cli/batch/settings.ts";
import { createRandomCases } from "../test/support/random-case.ts";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "100000" },
    full: { type: "string", default: "2000" },
    workers: { type: "string", default: "2" },
    rounds: { type: "string", default: "3" },
  },
});
const [cases, full, workers, rounds] = [values.cases, values.full, values.workers, values.rounds].map(Number) as [
  number,
  number,
  number,
  number,
];

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "dist", "batch");
/** More different cases than this are repeated: they are made one by one. */
const mostDifferent = 20_000;

interface Measured {
  readonly cases: number;
  readonly withIssues: number;
  readonly seconds: number;
  /** Of all threads: what stays the same when other programs want the processor, too. */
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

interface Run {
  readonly name: string;
  readonly fields?: readonly string[];
  readonly workerEntry?: string;
}

const parsing: Run = { name: "parse and serialise only", workerEntry: "./identity.js" };
const projected: Run = { name: "eligibility and triage", fields: ["eligibility", "triage"] };
const whole: Run = { name: "full reports" };

/** Bundles the library as it ships, since threads load it from files. */
async function buildAll(): Promise<void> {
  await build({
    absWorkingDir: here,
    entryPoints: {
      "run-one": "batch/run-one.ts",
      identity: "batch/identity.ts",
      worker: "../src/cli/batch/worker.ts",
    },
    outdir: built,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    alias: { "jsonpath-plus": resolve(here, "..", "scripts", "jsonpath-stub.cjs") },
    mainFields: ["module", "main"],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "warning",
  });
}

/** Writes cases, the same on every machine. */
async function writeCases(path: string, count: number): Promise<void> {
  const random = createRandomCases(createAdvisor().rulebook);
  const different = Math.min(count, mostDifferent);
  const lines = Array.from({ length: different }, (_, index) => JSON.stringify(random.make(index + 1)));
  const file = createWriteStream(path);
  for (let written = 0; written < count; written += different) {
    const part = lines.slice(0, Math.min(different, count - written));
    if (!file.write(`${part.join("\n")}\n`)) await new Promise<void>((done) => file.once("drain", () => done()));
  }
  await new Promise<void>((done) => file.end(() => done()));
}

function argumentsOf(run: Run, input: string, output: string, resume = false): string[] {
  const settings: BatchSettings = {
    input,
    output,
    workers,
    advisor: {},
    fields: run.fields,
    redact: true,
    resume,
    maxLineBytes: defaultMaxLineBytes,
  };
  return [join(built, "run-one.js"), JSON.stringify({ settings, workerEntry: run.workerEntry })];
}

function measure(run: Run, input: string, output: string, resume = false): Measured {
  const { status, stdout, stderr } = spawnSync(process.execPath, argumentsOf(run, input, output, resume), {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${run.name}: ${stderr}`);
  return JSON.parse(stdout) as Measured;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(path)) hash.update(part as Buffer);
  return hash.digest("hex");
}

/** Kills a run while it writes, again and again, and lets the next one go on: how often it was killed, and whether bytes differ. */
async function killAndResume(run: Run, input: string, expected: string, folder: string, afterMs: number) {
  const output = join(folder, "killed.ndjson");
  let kills = 0;
  for (let resume = false; kills < 3; resume = existsSync(`${output}.progress`)) {
    if (kills > 0 && !resume) break;
    const child = spawn(process.execPath, argumentsOf(run, input, output, resume), { stdio: "ignore" });
    const ended = new Promise<NodeJS.Signals | null>((done) => child.once("exit", (_, signal) => done(signal)));
    const timer = setTimeout(() => child.kill("SIGKILL"), afterMs);
    const signal = await ended;
    clearTimeout(timer);
    if (signal !== "SIGKILL") break;
    kills += 1;
  }
  if (existsSync(`${output}.progress`)) measure(run, input, output, true);
  return { kills, identical: (await hashOf(output)) === expected };
}

const folder = mkdtempSync(join(tmpdir(), "sclero-batch-"));
try {
  mkdirSync(built, { recursive: true });
  await buildAll();
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  print(`${workers} workers; medians of ${rounds} runs, in turns`);
  print(
    "| lines | what | seconds | cases per second | ratio | CPU µs per case | ratio | peak memory, MB | output, MB |",
  );
  print("|---|---|---|---|---|---|---|---|---|");
  for (const { count, runs } of [
    { count: cases, runs: [parsing, projected] },
    { count: full, runs: [parsing, whole] },
  ]) {
    if (count === 0) continue;
    const input = join(folder, `${count}.ndjson`);
    const output = join(folder, "out.ndjson");
    await writeCases(input, count);
    const measured = new Map<Run, Measured[]>(runs.map((run) => [run, []]));
    const sizes = new Map<Run, number>();
    for (let round = 0; round < rounds; round += 1)
      for (const run of runs) {
        measured.get(run)?.push(measure(run, input, output));
        sizes.set(run, statSync(output).size);
      }
    const median = (run: Run): Measured =>
      (measured.get(run) ?? []).toSorted((a, b) => a.seconds - b.seconds)[Math.floor(rounds / 2)] as Measured;
    const base = median(parsing);
    for (const run of runs) {
      const { seconds, cpuSeconds, peakMb } = median(run);
      const cells = [
        count,
        run.name,
        seconds.toFixed(2),
        Math.round(count / seconds),
        (seconds / base.seconds).toFixed(2),
        ((cpuSeconds / count) * 1e6).toFixed(1),
        (cpuSeconds / base.cpuSeconds).toFixed(2),
        Math.round(peakMb),
        Math.round((sizes.get(run) ?? 0) / 1e6),
      ];
      print(`| ${cells.join(" | ")} |`);
    }
    const [, last] = runs;
    if (last === undefined) continue;
    measure(last, input, output);
    if (last === whole) {
      // What reading and writing the reports themselves costs, without making them.
      const { seconds, cpuSeconds } = measure(parsing, output, join(folder, "again.ndjson"));
      const { seconds: all, cpuSeconds: allCpu } = median(last);
      print(
        `\nfull reports against parsing and serialising these reports: ${(all / seconds).toFixed(2)} times the time, ` +
          `${(allCpu / cpuSeconds).toFixed(2)} times the CPU time`,
      );
    }
    const afterMs = Math.max(600, median(last).seconds * 400);
    const { kills, identical } = await killAndResume(last, input, await hashOf(output), folder, afterMs);
    print(`\nkilled ${kills} times and resumed (${last.name}): ${identical ? "the same bytes" : "DIFFERENT BYTES"}\n`);
    if (!identical) process.exitCode = 1;
    rmSync(input);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
