import { closeSync, createReadStream, fstatSync, openSync, type Stats } from "node:fs";
import { unreadable } from "../files.ts";
import { UsageError } from "../usage.ts";
import type { Chunk } from "./lines.ts";
import { chunksOf } from "./stream.ts";

/** Where cases come from: a file, which is read in ranges, or a stream. */
export interface Input {
  /** What is read: standard input may be a file too, which must not be written over. */
  readonly stats: Stats | undefined;
  /** The open file; undefined for a stream. */
  readonly file: { readonly fd: number; readonly stats: Stats } | undefined;
  /** The input from a byte on, piece by piece. */
  readonly chunks: (from: number, chunkBytes: number, maxLineBytes: number) => AsyncIterable<Chunk> | Iterable<Chunk>;
  readonly close: () => void;
}

/** Opens an input; `-` is standard input. Named pipes are streams, too. Throws `UsageError` where it cannot be read. */
export function openInput(path: string, stdin: AsyncIterable<Uint8Array>): Input {
  if (path === "-") return streamInput(stdin, () => {}, statsOf(stdin));
  const fd = opened(path);
  const stats = fstatSync(fd);
  if (stats.isDirectory()) {
    closeSync(fd);
    throw new UsageError(`expected a file, ${path} is a folder`);
  }
  if (!stats.isFile()) {
    const stream = createReadStream(path, { fd });
    return streamInput(stream, () => stream.destroy(), stats);
  }
  return {
    stats,
    file: { fd, stats },
    chunks: (from, chunkBytes) => ranges(from, stats.size, chunkBytes),
    close: () => closeSync(fd),
  };
}

function opened(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw unreadable(path, error);
  }
}

function statsOf(stream: object): Stats | undefined {
  const { fd } = stream as { fd?: unknown };
  return typeof fd === "number" ? fstatSync(fd) : undefined;
}

function streamInput(stream: AsyncIterable<Uint8Array>, close: () => void, stats: Stats | undefined): Input {
  return {
    stats,
    file: undefined,
    chunks: (_from, _chunkBytes, maxLineBytes) => chunksOf(stream, maxLineBytes),
    close,
  };
}

function* ranges(from: number, size: number, chunkBytes: number): Generator<Chunk> {
  for (let start = from; start < size; start += chunkBytes)
    yield { kind: "range", start, end: Math.min(start + chunkBytes, size) };
}
