import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import { fieldNames } from "../../batch/fields.ts";
import { nearest } from "../../issues/nearest.ts";
import { progressOn } from "../batch/progress.ts";
import { runBatch } from "../batch/run.ts";
import { type BatchResult, type BatchSettings, defaultMaxLineBytes } from "../batch/settings.ts";
import { WriteError } from "../stream-writer.ts";
import { exit, UsageError } from "../usage.ts";
import {
  advisorFor,
  advisorSettings,
  type Command,
  type Options,
  operandsOf,
  printJson,
  wholeNumberOf,
} from "./command.ts";

/** More threads than this would only wait for the one that writes. */
const maxWorkers = 64;
const leastLineBytes = 1024;
const mostLineBytes = 1_073_741_824;

/** Answers a file of cases, one on each line. */
export const batch: Command = async (operands, options) => {
  const [input = ""] = operandsOf(operands, ["cases.ndjson"]);
  const settings = settingsOf(input, options);
  const stop = new AbortController();
  let signal: NodeJS.Signals | undefined;
  const onSignal = (received: NodeJS.Signals): void => {
    signal = received;
    stop.abort();
  };
  for (const name of stopSignals) process.once(name, onSignal);
  const now = (): number => performance.now();
  const progress = progressOn(process.stderr, now);
  try {
    const result = await runBatch(settings, {
      stdin: process.stdin,
      stdout: process.stdout,
      stop: stop.signal,
      now,
      onProgress: progress.show,
    });
    progress.end();
    for (const name of stopSignals) process.removeListener(name, onSignal);
    if (result.stopped) await endBy(signal, result, settings);
    return {
      text: summary(result, settings, options.json),
      exit: result.withIssues > 0 || result.stopped ? exit.findings : exit.clean,
    };
  } catch (error) {
    progress.end();
    // A reader that closes early (`| head`) is no fault of the command.
    if (error instanceof WriteError && error.isClosedPipe) return { text: "", exit: exit.clean };
    throw error;
  } finally {
    for (const name of stopSignals) process.removeListener(name, onSignal);
  }
};

const stopSignals = ["SIGINT", "SIGTERM"] as const;

function settingsOf(input: string, options: Options): BatchSettings {
  const { output = "-", workers, fields, resume, showValues, maxLineBytes } = options;
  const wanted = fields?.split(",").map((field) => field.trim());
  if (wanted !== undefined) refuseUnknownFields(wanted, options);
  return {
    input,
    output,
    workers:
      workers === undefined
        ? Math.min(availableParallelism(), maxWorkers)
        : wholeNumberOf("workers", workers, 0, maxWorkers),
    advisor: advisorSettings(options),
    fields: wanted,
    redact: !showValues,
    resume,
    maxLineBytes:
      maxLineBytes === undefined
        ? defaultMaxLineBytes
        : wholeNumberOf("max-line-bytes", maxLineBytes, leastLineBytes, mostLineBytes),
  };
}

function refuseUnknownFields(fields: readonly string[], options: Options): void {
  const known = fieldNames(advisorFor(options).rulebook);
  const unknown = fields.find((field) => !known.includes(field));
  if (unknown === undefined) return;
  const near = nearest(unknown, known);
  throw new UsageError(`unknown field ${unknown} in --fields${near === undefined ? "" : `, did you mean ${near}?`}`);
}

/** Says what to do next, and ends as whoever sent the signal expects. */
async function endBy(
  signal: NodeJS.Signals | undefined,
  { cases }: BatchResult,
  settings: BatchSettings,
): Promise<void> {
  const next = settings.output === "-" || settings.input === "-" ? "" : ", --resume goes on from there";
  process.stderr.write(`sclero: stopped after ${cases} cases${next}\n`);
  if (signal === undefined) return;
  process.kill(process.pid, signal);
  // The signal arrives in its own time.
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

/** Nothing where the answers themselves go to standard output. */
function summary({ cases, withIssues }: BatchResult, { output }: BatchSettings, json: boolean): string {
  if (output === "-") return "";
  return json ? printJson({ cases, withIssues }) : `${cases} cases, ${withIssues} with issues\n`;
}
