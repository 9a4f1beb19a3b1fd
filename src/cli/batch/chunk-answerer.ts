import { createAdvisor } from "../../advisor/create-advisor.ts";
import { createProjector, type Projector } from "../../batch/projector.ts";
import { type Answered, answerLines } from "./answer-lines.ts";
import { type Chunk, type Lines, linesOfBytes, linesOfRange } from "./lines.ts";
import type { AnswerSettings } from "./settings.ts";

/** Answers chunks in two steps: how many cases there are tells the later chunks where their indexes begin. */
export interface ChunkAnswerer {
  /** Reads a chunk and returns the number of its cases. */
  readonly read: (id: number, chunk: Chunk) => number;
  /** Answers a chunk that was read; `base` is the index of its first case. */
  readonly answer: (id: number, base: number) => Answered;
}

/** Makes an answerer; `fd` is the open input where chunks are ranges of a file. */
export function createChunkAnswerer(
  settings: Pick<AnswerSettings, "maxLineBytes">,
  fd: number | undefined,
  projector: Projector,
): ChunkAnswerer {
  const { maxLineBytes } = settings;
  const waiting = new Map<number, Lines>();
  return {
    read: (id, chunk) => {
      const lines =
        chunk.kind === "bytes"
          ? linesOfBytes(chunk.bytes, chunk.isFirst, maxLineBytes)
          : linesOfRange(fd as number, chunk.start, chunk.end, maxLineBytes);
      waiting.set(id, lines);
      return lines.starts.length;
    },
    answer: (id, base) => {
      const lines = waiting.get(id);
      waiting.delete(id);
      if (lines === undefined) throw new Error("a chunk is read before it is answered");
      return answerLines(lines, base, projector, maxLineBytes);
    },
  };
}

/** The projector that settings ask for. */
export function projectorFor({ advisor, fields, redact }: AnswerSettings): Projector {
  return createProjector(createAdvisor(advisor), { redact, ...(fields === undefined ? {} : { fields }) });
}
