import { isUtf8 } from "node:buffer";
import type { Answer } from "../../batch/line.ts";
import type { Projector } from "../../batch/projector.ts";
import type { Issue } from "../../issues/issue.ts";
import type { Lines } from "./lines.ts";

/** The answers to the lines of a chunk, as they stand in the output. */
export interface Answered {
  /** One line of JSON for each line that held something. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How many of them say what is wrong. */
  readonly withIssues: number;
}

const encoder = new TextEncoder();

/** Answers lines, in order; `base` is the index of the first. A line that is no case becomes an issue in its place. */
export function answerLines(lines: Lines, base: number, projector: Projector, maxLineBytes: number): Answered {
  const texts: string[] = [];
  let withIssues = 0;
  const isText = isUtf8(lines.bytes);
  for (let from = 0; from < lines.starts.length; from += projector.blockSize) {
    const to = Math.min(from + projector.blockSize, lines.starts.length);
    const read = Array.from({ length: to - from }, (_, offset) => readLine(lines, from + offset, isText, maxLineBytes));
    const answers = projector.answer(read.flatMap((one) => ("case" in one ? [one.case] : [])));
    let next = 0;
    for (const [offset, one] of read.entries()) {
      let answer: Answer<unknown>;
      if ("case" in one) {
        answer = answers[next] as Answer<unknown>;
        next += 1;
      } else answer = one;
      if ("issues" in answer) withIssues += 1;
      texts.push(JSON.stringify({ index: base + from + offset, ...answer }), "\n");
    }
  }
  return { bytes: encoder.encode(texts.join("")), withIssues };
}

type ReadLine = { readonly case: unknown } | { readonly issues: readonly Issue[] };

function readLine({ bytes, starts, ends }: Lines, index: number, isText: boolean, maxLineBytes: number): ReadLine {
  const [start, end] = [starts[index] as number, ends[index] as number];
  if (end < 0) return { issues: [tooLong(maxLineBytes)] };
  if (!isText && !isUtf8(bytes.subarray(start, end))) return { issues: [invalidText] };
  try {
    return { case: JSON.parse(bytes.toString("utf8", start, end)) as unknown };
  } catch {
    // The parser's own message quotes the text, which is a patient's record.
    return { issues: [invalidJson] };
  }
}

const invalidJson: Issue = {
  code: "batch/invalid-json",
  severity: "error",
  path: "",
  message: "expected a case as JSON on one line",
  help: "each line of the input is one whole JSON object",
};

const invalidText: Issue = {
  code: "batch/invalid-text",
  severity: "error",
  path: "",
  message: "expected UTF-8, received other bytes",
  help: "save the input as UTF-8",
};

function tooLong(maxLineBytes: number): Issue {
  return {
    code: "batch/line-too-long",
    severity: "error",
    path: "",
    message: `expected at most ${maxLineBytes} bytes in a line, received more`,
    help: "see whether a line end is missing; the limit can be raised",
  };
}
