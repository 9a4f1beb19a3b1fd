// One run of a batch in a process of its own, as the command line would do it; prints what it took.
import { performance } from "node:perf_hooks";
import { runBatch } from "../../src/cli/batch/run.ts";
import type { BatchSettings } from "../../src/cli/batch/settings.ts";

const { settings, workerEntry } = JSON.parse(process.argv[2] ?? "") as {
  settings: BatchSettings;
  workerEntry?: string;
};
const start = performance.now();
const result = await runBatch(settings, {
  stdin: process.stdin,
  stdout: process.stdout,
  stop: new AbortController().signal,
  now: () => performance.now(),
  workerEntry: new URL(workerEntry ?? "./worker.js", import.meta.url),
});
const seconds = (performance.now() - start) / 1000;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
process.stdout.write(`${JSON.stringify({ ...result, seconds, cpuSeconds, peakMb: maxRSS / 1024 })}\n`);
