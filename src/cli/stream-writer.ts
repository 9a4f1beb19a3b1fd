import { fstatSync, writeSync } from "node:fs";
import { UsageError } from "./usage.ts";

/** The output could not be written on: the disk is full, or the reader has gone. */
export class WriteError extends UsageError {
  readonly isClosedPipe: boolean;
  constructor(output: string, code: string | undefined) {
    super(`cannot write ${output === "-" ? "standard output" : output}${code === undefined ? "" : ` (${code})`}`);
    this.isClosedPipe = code === "EPIPE";
  }
}

export type StreamWriter = (content: string | Uint8Array) => Promise<void>;

/**
 * Writes to a stream, at the pace of whoever reads it: settled once all is written. Where the stream leads to a file, as `> file`
 * makes it, the file is written itself: node takes a part that still fits on a full disk for the whole.
 */
export function writerTo(stream: NodeJS.WritableStream): StreamWriter {
  const { fd } = stream as { fd?: unknown };
  if (typeof fd === "number" && fstatSync(fd).isFile()) return async (content) => writeWhole(fd, content);
  return (content) =>
    new Promise((resolve, reject) => {
      stream.write(content, (error) => (error == null ? resolve() : reject(error)));
    });
}

function writeWhole(fd: number, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written);
}

/** Writes to standard output. Throws `WriteError`, but not where its reader closes early (`| head`): that is no fault. */
export async function writeOutput(content: string): Promise<void> {
  if (content === "") return;
  try {
    await writerTo(process.stdout)(content);
  } catch (error) {
    const failure = new WriteError("-", (error as NodeJS.ErrnoException).code);
    if (!failure.isClosedPipe) throw failure;
  }
}

/** Writes to standard error; there is nobody left to be told where that fails. */
export async function writeErrors(content: string): Promise<void> {
  if (content !== "") await writerTo(process.stderr)(content).catch(() => {});
}
