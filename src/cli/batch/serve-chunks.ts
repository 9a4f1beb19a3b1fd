import type { MessagePort } from "node:worker_threads";
import type { ChunkAnswerer } from "./chunk-answerer.ts";
import type { Note, Order } from "./messages.ts";

/** Lets an answerer do what a port orders. Answers are handed over, not copied. */
export function serveChunks(port: MessagePort, answerer: ChunkAnswerer): void {
  port.on("message", (order: Order) => {
    if (order.kind === "read") {
      const note: Note = { kind: "read", id: order.id, count: answerer.read(order.id, order.chunk) };
      port.postMessage(note);
      return;
    }
    const note: Note = { kind: "answered", id: order.id, answered: answerer.answer(order.id, order.base) };
    port.postMessage(note, [note.answered.bytes.buffer]);
  });
}
