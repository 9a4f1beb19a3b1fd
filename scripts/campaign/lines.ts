import { createProjector } from "../../src/batch/projector.ts";
import { answerLines } from "../../src/cli/batch/answer-lines.ts";
import { linesOfBytes } from "../../src/cli/batch/lines.ts";
import { chunksOf } from "../../src/cli/batch/stream.ts";
import type { Issue } from "../../src/issues/issue.ts";
import { pick, type Random, randomFrom } from "../../test/support/random-case.ts";
import { advisor, startingCase } from "./cases.ts";
import { faultsOfIssues } from "./checks.ts";
import { mutated } from "./mutate.ts";
import { canary, tells } from "./strange.ts";
import type { Target } from "./target.ts";
import { mutatedBytes, mutatedText } from "./text.ts";

const maxLineBytes = 8192;
const encoder = new TextEncoder();

const projectors = [
  createProjector(advisor, { fields: ["eligibility", "triage"] }),
  createProjector(advisor, { fields: ["eligibility", "triage"] }),
  createProjector(advisor, { fields: ["plan.patient", "issues"] }),
  createProjector(advisor),
];

/** A line: a case with changes as a value, as text, and as bytes, or none at all. */
function someLine(seed: number, random: Random): Uint8Array {
  if (random() < 0.03) return encoder.encode(pick(["", " ", "\r", "null", `"${canary}"`, "x".repeat(9000)], random));
  const text = JSON.stringify(mutated(startingCase(seed, random), random, 2, true)) ?? "";
  const bytes = encoder.encode(random() < 0.6 ? text : mutatedText(text, random, 2));
  return random() < 0.8 ? bytes : mutatedBytes(bytes, random, 4);
}

/** Bytes in pieces of any length, as a pipe hands them over. */
async function* inPieces(bytes: Uint8Array, random: Random): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; ) {
    const to = from + 1 + Math.floor(random() * 6000);
    yield bytes.subarray(from, to);
    from = to;
  }
}

/** The answers of a batch to bytes, in text. */
async function answersTo(bytes: Uint8Array, random: Random): Promise<string> {
  const projector = pick(projectors, random);
  const texts: string[] = [];
  let base = 0;
  for await (const chunk of chunksOf(inPieces(bytes, random), maxLineBytes)) {
    if (chunk.kind !== "bytes") continue;
    const lines = linesOfBytes(chunk.bytes, chunk.isFirst, maxLineBytes);
    texts.push(new TextDecoder().decode(answerLines(lines, base, projector, maxLineBytes).bytes));
    base += lines.starts.length;
  }
  return texts.join("");
}

interface Line {
  readonly index: number;
  readonly report?: unknown;
  readonly issues?: readonly Issue[];
}

/** Unknown keys are names, and a report names veins by their ids: where a canary is one of these it may come back. */
const maybeName = new RegExp(`"[^"\\n]*${canary}[^"\\n]*"\\s*:|"id"\\s*:\\s*"[^"\\n]*${canary}`);

export const lineTarget: Target = {
  name: "lines of a batch",
  weight: 6,
  attempt: async (seed) => {
    const random = randomFrom(seed);
    const lines = Array.from({ length: 10 }, (_, index) => someLine(seed * 10 + index, random));
    const bytes = Buffer.concat(lines.flatMap((line) => [line, encoder.encode(random() < 0.9 ? "\n" : "\r\n")]));
    const given = bytes.toString("utf8");
    const faults: string[] = [];
    let answers: Line[] = [];
    try {
      const text = await answersTo(bytes, random);
      answers = text
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Line);
      if (!maybeName.test(given) && tells(text)) faults.push("a value in the answer to a line");
    } catch (error) {
      faults.push(`uncaught ${String(error)}`);
    }
    // What the mutation of bytes does to line ends is counted by the same bytes, read in another way.
    const expected = given.split("\n").filter((line) => /[^ \t\r]/.test(line)).length;
    if (answers.length !== expected) faults.push(`${answers.length} answers to ${expected} lines`);
    for (const [place, { index, report, issues }] of answers.entries()) {
      if (index !== place) faults.push("an answer out of its place");
      if ((report === undefined) === (issues === undefined)) faults.push("an answer that is neither or both");
      if (issues?.some(({ code }) => code === "batch/failed")) faults.push("a line on which the library failed");
      faults.push(...faultsOfIssues(issues ?? [], false));
    }
    const taken = answers.filter(({ report }) => report !== undefined).length;
    return { inputs: lines.length, taken, bytes: bytes.length, faults };
  },
};
