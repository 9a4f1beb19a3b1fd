// A thread that parses and serialises each line and does nothing else: what no batch can be faster than.
import { parentPort, workerData } from "node:worker_threads";
import type { Projector } from "../../src/batch/projector.ts";
import { createChunkAnswerer } from "../../src/cli/batch/chunk-answerer.ts";
import type { ThreadData } from "../../src/cli/batch/messages.ts";
import { serveChunks } from "../../src/cli/batch/serve-chunks.ts";

const identity: Projector = {
  blockSize: 1,
  answer: (cases) => cases.map((one) => ({ report: one as never })),
};

if (parentPort !== null) {
  const { settings, fd } = workerData as ThreadData;
  serveChunks(parentPort, createChunkAnswerer(settings, fd, identity));
}
