import { existsSync, rmSync, statSync } from "node:fs";
import { refuseOverwriting } from "../overwriting.ts";
import { WriteError } from "../stream-writer.ts";
import { UsageError } from "../usage.ts";
import { answerAll } from "./answer-all.ts";
import { checkpointPath, type Done, hasCheckpoint, nothingDone, writeCheckpoint } from "./checkpoint.ts";
import { createChunkAnswerer, projectorFor } from "./chunk-answerer.ts";
import { type Input, openInput } from "./input.ts";
import { finish, identityOf, startOf } from "./kept-run.ts";
import { localPool, type Pool, threadPool } from "./pool.ts";
import { type BatchResult, type BatchSettings, chunkBytes } from "./settings.ts";
import { fileSink, type Sink, streamSink } from "./sink.ts";

/** What a run uses of the world around it. */
export interface BatchEnvironment {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: NodeJS.WritableStream;
  /** Stops the run where it is; it can be resumed. */
  readonly stop: AbortSignal;
  /** Milliseconds that only ever grow. */
  readonly now: () => number;
  /** Told after each piece of the output; `inputBytes` is the size of the input, where it is known. */
  readonly onProgress?: (done: Done, inputBytes: number | undefined) => void;
  /** The entry of the threads, where it is not the ordinary one. */
  readonly workerEntry?: URL;
}

/** A killed run does at most this much again. */
const checkpointMs = 2000;

/**
 * Answers every line of the input, in order, line by line. Throws `UsageError` for files that cannot be used and for a run that
 * cannot be resumed, `RulebookError` and `AdapterError` for rules and fields that cannot be used; never for a line.
 */
export async function runBatch(settings: BatchSettings, environment: BatchEnvironment): Promise<BatchResult> {
  const input = openInput(settings.input, environment.stdin);
  try {
    return await runOn(input, settings, environment);
  } finally {
    input.close();
  }
}

async function runOn(input: Input, settings: BatchSettings, environment: BatchEnvironment): Promise<BatchResult> {
  const { output, resume } = settings;
  const identity = input.file === undefined ? undefined : identityOf(input.file, settings);
  const existing = output !== "-" && existsSync(output) ? statSync(output) : undefined;
  if (input.stats !== undefined && output !== "-") refuseOverwriting([input.stats], [output]);
  // Only what can be read again from where it was left, and written on from there, can be resumed.
  const kept = identity !== undefined && output !== "-" && (existing === undefined || existing.isFile());
  if (resume && !kept) throw new UsageError("--resume needs a file to read and a file to write");
  const from = kept ? startOf(output, identity, resume) : nothingDone;
  const begins = kept && !hasCheckpoint(output);
  // Before the output is touched: what is there from then on is known to be unfinished.
  if (begins) writeCheckpoint(output, identity, from);
  const sink = await sinkFor(output, from, environment).catch((error: unknown) => {
    if (begins) rmSync(checkpointPath(output), { force: true });
    throw error;
  });
  const pool = poolFor(input, settings, environment);
  try {
    const commit = (done: Done): void => {
      if (!kept) return;
      sink.sync();
      writeCheckpoint(output, identity, done);
    };
    const done = await answerInto(sink, commit, pool, input, from, settings, environment);
    const stopped = environment.stop.aborted;
    if (stopped) commit(done);
    else if (kept) finish(output, sink, input);
    return { cases: done.cases, withIssues: done.withIssues, stopped };
  } finally {
    await pool.close();
    await sink.close();
  }
}

async function sinkFor(output: string, { outputBytes }: Done, { stdout }: BatchEnvironment): Promise<Sink> {
  return output === "-" ? streamSink(stdout) : await fileSink(output, outputBytes);
}

async function answerInto(
  sink: Sink,
  commit: (done: Done) => void,
  pool: Pool,
  input: Input,
  from: Done,
  settings: BatchSettings,
  { stop, now, onProgress }: BatchEnvironment,
): Promise<Done> {
  let committedAt = now();
  return await answerAll({
    chunks: input.chunks(from.inputBytes, chunkBytes(settings.fields), settings.maxLineBytes),
    pool,
    from,
    stop,
    write: async ({ bytes }, done) => {
      try {
        await sink.write(bytes);
      } catch (error) {
        throw new WriteError(settings.output, (error as NodeJS.ErrnoException).code);
      }
      if (now() - committedAt >= checkpointMs) {
        commit(done);
        committedAt = now();
      }
      onProgress?.(done, input.file?.stats.size);
    },
  });
}

function poolFor(input: Input, settings: BatchSettings, { workerEntry }: BatchEnvironment): Pool {
  const fd = input.file?.fd;
  if (settings.workers === 0) return localPool(createChunkAnswerer(settings, fd, projectorFor(settings)));
  const { advisor, fields, redact, maxLineBytes } = settings;
  return threadPool(settings.workers, { settings: { advisor, fields, redact, maxLineBytes }, fd }, workerEntry);
}
