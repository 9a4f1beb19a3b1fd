import { fsyncSync, ftruncateSync, type Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { writerTo } from "../stream-writer.ts";
import { UsageError } from "../usage.ts";

/** Where answers go. */
export interface Sink {
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Returns once everything that was written is on the disk. */
  readonly sync: () => void;
  readonly close: () => Promise<void>;
}

/** A file; it keeps its first bytes and loses the rest: half a line, or answers that no checkpoint counts. */
export async function fileSink(path: string, keepBytes: number): Promise<Sink> {
  const handle = await opened(path, keepBytes > 0 ? "r+" : "w");
  const stats = await handle.stat();
  if (stats.isFile()) await cut(handle, stats, path, keepBytes);
  let position = keepBytes;
  return {
    write: async (bytes) => {
      for (let written = 0; written < bytes.length; ) {
        const at = stats.isFile() ? position : null;
        const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, at);
        written += bytesWritten;
        position += bytesWritten;
      }
    },
    sync: () => {
      if (stats.isFile()) fsyncSync(handle.fd);
    },
    close: () => handle.close(),
  };
}

async function cut(handle: FileHandle, { size }: Stats, path: string, keepBytes: number): Promise<void> {
  const last = Buffer.alloc(1);
  if (keepBytes > 0) await handle.read(last, 0, 1, keepBytes - 1);
  if (size < keepBytes || (keepBytes > 0 && last.toString() !== "\n")) {
    await handle.close();
    throw new UsageError(`cannot resume: ${path} is no longer what the run wrote`);
  }
  ftruncateSync(handle.fd, keepBytes);
}

async function opened(path: string, flags: string): Promise<FileHandle> {
  try {
    return await open(path, flags);
  } catch {
    throw new UsageError(`cannot write ${path}`);
  }
}

/** A stream, at the pace of whoever reads it. */
export function streamSink(stream: NodeJS.WritableStream): Sink {
  // Every write reports its own failure; without a listener the stream would throw it once more.
  const ignore = (): void => {};
  stream.on("error", ignore);
  return {
    write: writerTo(stream),
    sync: () => {},
    close: async () => {
      stream.removeListener("error", ignore);
    },
  };
}
