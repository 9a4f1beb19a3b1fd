import { Worker } from "node:worker_threads";
import type { Answered } from "./answer-lines.ts";
import type { ChunkAnswerer } from "./chunk-answerer.ts";
import { type Deferred, deferred } from "./deferred.ts";
import type { Chunk } from "./lines.ts";
import type { Note, Order, ThreadData } from "./messages.ts";

/** A chunk under way. */
export interface Job {
  /** The number of its cases. */
  readonly count: Promise<number>;
  /** Answers it, once the index of its first case is known. */
  readonly answer: (base: number) => Promise<Answered>;
}

/** Whoever answers chunks. */
export interface Pool {
  /** How many chunks may be under way: enough to keep everyone busy, and no more. */
  readonly capacity: number;
  readonly start: (chunk: Chunk) => Job;
  readonly close: () => Promise<void>;
}

/** Answers in the main thread. */
export function localPool(answerer: ChunkAnswerer): Pool {
  let nextId = 0;
  return {
    capacity: 1,
    start: (chunk) => {
      const id = nextId;
      nextId += 1;
      return {
        count: Promise.resolve().then(() => answerer.read(id, chunk)),
        answer: async (base) => answerer.answer(id, base),
      };
    },
    close: async () => {},
  };
}

/** A chunk that a thread has. */
interface Assigned {
  readonly count: Deferred<number>;
  readonly answered: Deferred<Answered>;
}

interface Thread {
  readonly worker: Worker;
  readonly assigned: Map<number, Assigned>;
  /** Why it does nothing any more. */
  failure?: Error;
}

/** Answers in threads, each with an advisor of its own. */
export function threadPool(size: number, data: ThreadData, entry: URL = workerEntry()): Pool {
  const threads = Array.from({ length: size }, () => startThread(data, entry));
  let nextId = 0;
  return {
    capacity: size * 3,
    start: (chunk) => {
      const id = nextId;
      nextId += 1;
      const thread = threads.reduce((least, one) => (one.assigned.size < least.assigned.size ? one : least));
      const assigned: Assigned = { count: deferred(), answered: deferred() };
      if (thread.failure !== undefined) {
        assigned.count.reject(thread.failure);
        assigned.answered.reject(thread.failure);
      }
      thread.assigned.set(id, assigned);
      const order: Order = { kind: "read", id, chunk };
      thread.worker.postMessage(order, chunk.kind === "bytes" ? [chunk.bytes.buffer as ArrayBuffer] : []);
      return {
        count: assigned.count.promise,
        answer: (base) => {
          const next: Order = { kind: "answer", id, base };
          thread.worker.postMessage(next);
          return assigned.answered.promise;
        },
      };
    },
    close: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

/** The built thread stands beside the built command. */
function workerEntry(): URL {
  const isSource = import.meta.url.endsWith(".ts");
  return new URL(isSource ? "./worker-from-source.mjs" : "./batch-worker.js", import.meta.url);
}

function startThread(data: ThreadData, entry: URL): Thread {
  const thread: Thread = { worker: new Worker(entry, { workerData: data }), assigned: new Map() };
  const { worker, assigned } = thread;
  worker.on("message", (note: Note) => {
    const job = assigned.get(note.id);
    if (note.kind === "read") job?.count.resolve(note.count);
    else {
      assigned.delete(note.id);
      job?.answered.resolve(note.answered);
    }
  });
  const fail = (error: Error): void => {
    thread.failure ??= error;
    for (const { count, answered } of assigned.values()) {
      count.reject(error);
      answered.reject(error);
    }
  };
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("a thread ended before its work")));
  return thread;
}
