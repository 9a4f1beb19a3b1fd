import type { Answered } from "./answer-lines.ts";
import type { Done } from "./checkpoint.ts";
import type { Chunk } from "./lines.ts";
import type { Pool } from "./pool.ts";
import { Window } from "./window.ts";

/** What is to be answered, and where the answers go. */
export interface Work {
  readonly chunks: AsyncIterable<Chunk> | Iterable<Chunk>;
  readonly pool: Pool;
  /** Takes the answers of one chunk after the other, in order. */
  readonly write: (answered: Answered, done: Done) => Promise<void>;
  readonly from: Done;
  readonly stop: AbortSignal;
}

/** A chunk on its way, with the answers that will come and what is done with them. */
interface UnderWay {
  readonly chunk: Chunk;
  readonly count: Promise<number>;
  readonly answered: Promise<Answered>;
}

/**
 * Answers chunks side by side and writes them in order. Each begins to be answered when the chunks before it have been counted. A
 * bounded number is under way, so that a slow writer holds up the readers. Returns what is done, also where it was stopped.
 */
export async function answerAll({ chunks, pool, write, from, stop }: Work): Promise<Done> {
  const underWay = new Window<UnderWay>(pool.capacity);
  let ended = false;
  const feed = async (): Promise<void> => {
    let base = Promise.resolve(from.cases);
    for await (const chunk of chunks) {
      if (ended || stop.aborted) break;
      const { count, answer } = pool.start(chunk);
      const answered = base.then(answer);
      answered.catch(() => {});
      base = base.then(async (before) => before + (await count));
      base.catch(() => {});
      await underWay.put({ chunk, count, answered });
    }
  };
  const wake = (): void => underWay.end();
  stop.addEventListener("abort", wake);
  const feeding = feed().finally(() => underWay.end());
  feeding.catch(() => {});

  let done = from;
  try {
    for (let next = await underWay.first(); next !== undefined && !stop.aborted; next = await underWay.first()) {
      const { count, answered, chunk } = next;
      const answer = await answered;
      if (stop.aborted) break;
      done = {
        inputBytes: chunk.kind === "range" ? chunk.end : done.inputBytes,
        outputBytes: done.outputBytes + answer.bytes.length,
        cases: done.cases + (await count),
        withIssues: done.withIssues + answer.withIssues,
      };
      await write(answer, done);
      underWay.done();
    }
    // What kept the input from being read ends the run, too.
    if (!stop.aborted) await feeding;
  } finally {
    ended = true;
    underWay.end();
    stop.removeEventListener("abort", wake);
  }
  return done;
}
