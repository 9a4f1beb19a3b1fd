import { parentPort, workerData } from "node:worker_threads";
import { createChunkAnswerer, projectorFor } from "./chunk-answerer.ts";
import type { ThreadData } from "./messages.ts";
import { serveChunks } from "./serve-chunks.ts";

// The entry of a thread of `sclero batch`.
if (parentPort !== null) {
  const { settings, fd } = workerData as ThreadData;
  serveChunks(parentPort, createChunkAnswerer(settings, fd, projectorFor(settings)));
}
