import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Chunk, type Lines, linesOfBytes, linesOfRange } from "../../src/cli/batch/lines.ts";
import { chunksOf } from "../../src/cli/batch/stream.ts";
import { pick, type Random, randomFrom } from "../support/random-case.ts";

const folder = mkdtempSync(join(tmpdir(), "sclero-lines-"));
afterAll(() => rmSync(folder, { recursive: true }));

const tooLong = Symbol("too long");
const generous = 1000;

const textsOf = ({ bytes, starts, ends }: Lines) =>
  starts.map((start, index) => ((ends[index] ?? 0) < 0 ? tooLong : bytes.toString("utf8", start, ends[index])));

/** The lines of a file that is read in ranges of a size. */
function inRanges(content: string | Buffer, size: number, maxLineBytes = generous) {
  const path = join(folder, "in.ndjson");
  writeFileSync(path, content);
  const fd = openSync(path, "r");
  const { length } = Buffer.from(content);
  const found: (string | symbol)[] = [];
  for (let start = 0; start < length; start += size)
    found.push(...textsOf(linesOfRange(fd, start, Math.min(start + size, length), maxLineBytes)));
  closeSync(fd);
  return found;
}

/** The lines of a stream that arrives in pieces. */
async function inPieces(pieces: readonly Buffer[], maxLineBytes = generous) {
  async function* stream() {
    yield* pieces;
  }
  const found: (string | symbol)[] = [];
  const chunks: Extract<Chunk, { kind: "bytes" }>[] = [];
  for await (const chunk of chunksOf(stream(), maxLineBytes)) {
    if (chunk.kind !== "bytes") throw new Error("a stream has no ranges");
    chunks.push(chunk);
    found.push(...textsOf(linesOfBytes(chunk.bytes, chunk.isFirst, maxLineBytes)));
  }
  return { found, chunks };
}

describe("what is a line", () => {
  test.each<[string, string, (string | symbol)[]]>([
    ["ends with a line feed", "{}\n{}\n", ["{}", "{}"]],
    ["the last may lack its end", "a\nb", ["a", "b"]],
    ["may end with carriage return and line feed", "a\r\nb\r\n", ["a", "b"]],
    ["without anything in it is none", "\n\na\n\n\nb\n\n", ["a", "b"]],
    ["of blanks is none", " \na\n\t \r\nb\n  ", ["a", "b"]],
    ["blanks around it stay", " a \n", [" a "]],
    ["nothing has none", "", []],
    ["a byte order mark at the beginning is no part of it", "\ufeffa\nb\n", ["a", "b"]],
    ["a byte order mark alone is none", "\ufeff", []],
    ["a byte order mark elsewhere stays", "a\n\ufeffb\n", ["a", "\ufeffb"]],
    ["a carriage return alone ends none", "a\rb\n", ["a\rb"]],
  ])("%s", async (_name, content, expected) => {
    expect(inRanges(content, generous)).toEqual(expected);
    expect((await inPieces([Buffer.from(content)])).found).toEqual(expected);
  });

  test.each([
    ["as long as allowed", 8, [] as symbol[]],
    ["one byte more", 9, [tooLong]],
    ["many times as long", 500_000, [tooLong]],
  ])("%s: %i bytes", async (_name, length, expected) => {
    const line = "x".repeat(length);
    const inPlace = expected.length > 0 ? tooLong : line;
    for (const [before, after] of [
      ["", ""],
      ["", "\n"],
      ["", "\r\n"],
      ["\ufeff", "\nb"],
      ["a\n", "\r\nb\n"],
    ] as const) {
      const content = before + line + after;
      const all = [...(before === "a\n" ? ["a"] : []), inPlace, ...(after.includes("b") ? ["b"] : [])];
      for (const size of [1, 7, 64, 1_000_000].filter((one) => content.length / one < 1000))
        expect(inRanges(content, size, 8)).toEqual(all);
      expect((await inPieces([Buffer.from(content)], 8)).found).toEqual(all);
    }
  });

  test("limits count bytes, not characters", () => {
    expect(inRanges("éééé\nééééx\n", 100, 8)).toEqual(["éééé", tooLong]);
  });

  test("of a line that is too long a stream holds no more than it takes to know", async () => {
    const pieces = Array.from({ length: 100 }, () => Buffer.from("x".repeat(1000)));
    const { found, chunks } = await inPieces([...pieces, Buffer.from("\nb\n")], 50);
    expect(found).toEqual([tooLong, "b"]);
    expect(Math.max(...chunks.map(({ bytes }) => bytes.length))).toBeLessThan(100);
  });

  test("a stream passes lines on as soon as they are whole", async () => {
    const { chunks } = await inPieces(["a\nb", "\n", "c\nd\ne"].map((text) => Buffer.from(text)));
    expect(chunks.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(["a\n", "b\n", "c\nd\n", "e"]);
    expect(chunks.map(({ isFirst }) => isFirst)).toEqual([true, false, false, false]);
  });
});

describe("however the input is cut", () => {
  const letters = ["a", "é", "{}", "\n", "\n", "\r\n", "\r", " ", "\t", "\ufeff", "x".repeat(9)];
  const text = (random: Random) =>
    Array.from({ length: Math.floor(random() * 30) }, () => pick(letters, random)).join("");

  test("each line is read once and whole", async () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = randomFrom(seed);
      const content = Buffer.from((random() < 0.3 ? "\ufeff" : "") + text(random));
      const whole = inRanges(content, content.length + 1, 8);
      const sizes = [1, 2, 3, 5, 8, 13].filter((size) => size <= content.length);
      for (const size of sizes)
        expect({ seed, size, lines: inRanges(content, size, 8) }).toEqual({ seed, size, lines: whole });
      for (const size of sizes) {
        const pieces: Buffer[] = [];
        for (let at = 0; at < content.length; at += size) pieces.push(content.subarray(at, at + size));
        expect({ seed, size, lines: (await inPieces(pieces, 8)).found }).toEqual({ seed, size, lines: whole });
      }
    }
  });
});
