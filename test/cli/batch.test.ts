import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { progressOn, progressText } from "../../src/cli/batch/progress.ts";
import { type BatchEnvironment, runBatch } from "../../src/cli/batch/run.ts";
import type { BatchSettings } from "../../src/cli/batch/settings.ts";
import { UsageError } from "../../src/cli/usage.ts";
import { createRandomCases } from "../support/random-case.ts";

const advisor = createAdvisor();
const random = createRandomCases(advisor.rulebook);
const folder = mkdtempSync(join(tmpdir(), "sclero-batch-"));
afterAll(() => rmSync(folder, { recursive: true }));

const input = join(folder, "in.ndjson");
const output = join(folder, "out.ndjson");
const progress = `${output}.progress`;
const head = ["eligibility", "triage"];

/** A file of several chunks, with lines that are no cases here and there. */
const count = 700;
const content = Array.from({ length: count }, (_, index) =>
  index % 97 === 5
    ? "{ no JSON"
    : index % 89 === 7
      ? '{"patient":{"pregnant":"yes"}}'
      : JSON.stringify(random.make(index + 1)),
).join("\n");
const wrong = Array.from({ length: count }, (_, index) => index).filter(
  (one) => one % 97 === 5 || one % 89 === 7,
).length;

beforeEach(() => {
  for (const path of [output, progress]) rmSync(path, { force: true });
  writeFileSync(input, content);
});

const settings = (more: Partial<BatchSettings> = {}): BatchSettings => ({
  input,
  output,
  workers: 0,
  advisor: {},
  fields: head,
  redact: true,
  resume: false,
  maxLineBytes: 100_000,
  ...more,
});

function environment(more: Partial<BatchEnvironment> = {}): BatchEnvironment {
  let clock = 0;
  return {
    stdin: (async function* () {})(),
    stdout: new Writable({ write: (_chunk, _encoding, done) => done() }),
    stop: new AbortController().signal,
    // Time enough for a checkpoint after each piece.
    now: () => {
      clock += 10_000;
      return clock;
    },
    ...more,
  };
}

const run = (more: Partial<BatchSettings> = {}, env: Partial<BatchEnvironment> = {}) =>
  runBatch(settings(more), environment(env));

/** Stops a run once so many pieces are written. */
async function stoppedAfter(pieces: number, more: Partial<BatchSettings> = {}) {
  const stop = new AbortController();
  let written = 0;
  return await run(more, {
    stop: stop.signal,
    onProgress: () => {
      written += 1;
      if (written === pieces) stop.abort();
    },
  });
}

const linesOf = (text: string) =>
  text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { index: number; issues?: { code: string; path: string }[] });
const readOutput = () => readFileSync(output, "utf8");

describe("a whole run", () => {
  test("answers each line in its place, and counts those with issues", async () => {
    expect(await run()).toEqual({ cases: count, withIssues: wrong, stopped: false });
    const lines = linesOf(readOutput());
    expect(lines.map(({ index }) => index)).toEqual(Array.from({ length: count }, (_, index) => index));
    expect(lines[5]?.issues).toMatchObject([{ code: "batch/invalid-json", path: "" }]);
    expect(lines[7]?.issues).toMatchObject([{ code: "case/wrong-type", path: "patient.pregnant" }]);
    const { eligibility, triage } = advisor.recommendSync(random.make(11));
    expect(lines[10]).toEqual({ index: 10, report: { eligibility, ...(triage === undefined ? {} : { triage }) } });
    expect(existsSync(progress)).toBe(false);
  });

  test("gives whole reports without fields", async () => {
    writeFileSync(input, content.split("\n").slice(0, 5).join("\n"));
    await run({ fields: undefined });
    expect(linesOf(readOutput())).toEqual(
      Array.from({ length: 5 }, (_, index) => ({
        index,
        report: JSON.parse(JSON.stringify(advisor.recommendSync(random.make(index + 1)))),
      })),
    );
  });

  test.each([1, 3])("with %i threads gives the same bytes", async (workers) => {
    await run();
    const alone = readOutput();
    expect(await run({ workers })).toEqual({ cases: count, withIssues: wrong, stopped: false });
    expect(readOutput() === alone).toBe(true);
  });

  test("from standard input to standard output gives the same bytes", async () => {
    await run();
    const parts: Buffer[] = [];
    const stdout = new Writable({
      write: (part: Buffer, _encoding, done) => {
        parts.push(part);
        setImmediate(done);
      },
    });
    async function* stdin() {
      for (let at = 0; at < content.length; at += 50_000) yield Buffer.from(content.slice(at, at + 50_000));
    }
    for (const workers of [0, 2]) {
      parts.length = 0;
      await run({ input: "-", output: "-", workers }, { stdin: stdin(), stdout });
      expect(Buffer.concat(parts).toString() === readOutput()).toBe(true);
    }
  });

  test("an empty input gives an empty output", async () => {
    writeFileSync(input, "\n \r\n");
    expect(await run()).toEqual({ cases: 0, withIssues: 0, stopped: false });
    expect(readOutput()).toBe("");
  });

  test.each([
    ["text that is no UTF-8", Buffer.from([0x22, 0xff, 0x22]), "batch/invalid-text"],
    ["two cases on one line", "{}{}", "batch/invalid-json"],
    ["a case over two lines", "{", "batch/invalid-json"],
    ["a line that is too long", `{"patient":{"x":"${"y".repeat(100_000)}"}}`, "batch/line-too-long"],
    ["a list of cases", "[{}]", "case/not-an-object"],
    ["null", "null", "case/not-an-object"],
  ])("%s is an issue, and the lines around it are answered", async (_name, line, code) => {
    writeFileSync(input, Buffer.concat([Buffer.from("\ufeff{}\r\n"), Buffer.from(line), Buffer.from("\n{}")]));
    expect(await run()).toEqual({ cases: 3, withIssues: 1, stopped: false });
    expect(linesOf(readOutput()).map(({ issues }) => issues?.[0]?.code)).toEqual([undefined, code, undefined]);
  });

  test("no issue quotes a line", async () => {
    writeFileSync(input, '{"name":"Jane Roe\n{"patient":{"ageYears":4711}}\n');
    await run();
    expect(readOutput()).not.toMatch(/Jane|4711/);
  });

  test("an output from before is replaced", async () => {
    writeFileSync(output, "x".repeat(10_000_000));
    await run();
    expect(linesOf(readOutput())).toHaveLength(count);
  });

  test("a slow reader of the output holds up the input", async () => {
    let taken = 0;
    let written = 0;
    let furthest = 0;
    async function* stdin() {
      for (; taken < 200; taken += 1) {
        furthest = Math.max(furthest, taken - written);
        yield Buffer.from("{}\n");
      }
    }
    const stdout = new Writable({
      highWaterMark: 1,
      write: (_part, _encoding, done) => {
        written += 1;
        setImmediate(done);
      },
    });
    await run({ input: "-", output: "-" }, { stdin: stdin(), stdout });
    expect(written).toBe(200);
    expect(furthest).toBeLessThan(10);
  });
});

describe("going on after a stop", () => {
  test.each([0, 2])("gives the same bytes as without one, with %i threads", async (workers) => {
    const whole = await run();
    const expected = readOutput();
    rmSync(output);
    const first = await stoppedAfter(1, { workers });
    expect(first.stopped).toBe(true);
    expect(first.cases).toBeGreaterThan(0);
    expect(first.cases).toBeLessThan(count);
    expect(linesOf(readOutput())).toHaveLength(first.cases);
    await stoppedAfter(1, { workers, resume: true });
    expect(await run({ workers, resume: true })).toEqual(whole);
    expect(readOutput() === expected).toBe(true);
    expect(existsSync(progress)).toBe(false);
  });

  test.each([
    ["half a line", '{"index":'],
    ["lines that no checkpoint counts", '{"index":0}\n{"index":1}\n'],
  ])("what was written after the last checkpoint is written anew: %s", async (_name, more) => {
    await run();
    const expected = readOutput();
    await stoppedAfter(1);
    appendFileSync(output, more);
    await run({ resume: true });
    expect(readOutput() === expected).toBe(true);
  });

  test("--resume with nothing there begins", async () => {
    expect(await run({ resume: true })).toMatchObject({ cases: count, stopped: false });
  });

  test("killed before the first checkpoint it begins anew", async () => {
    await run();
    const expected = readOutput();
    const stop = new AbortController();
    stop.abort();
    expect(await run({}, { stop: stop.signal })).toEqual({ cases: 0, withIssues: 0, stopped: true });
    appendFileSync(output, "half a li");
    await run({ resume: true });
    expect(readOutput() === expected).toBe(true);
  });

  const refused: readonly [string, () => void, Partial<BatchSettings>, RegExp][] = [
    ["a longer input", () => appendFileSync(input, "\n{}"), {}, /the input has changed/],
    ["another input of the same length and time", () => rewriteHead(), {}, /the input has changed/],
    ["an input that was touched", () => utimesSync(input, 1, 1), {}, /the input has changed/],
    ["other fields", () => {}, { fields: ["eligibility"] }, /the options have changed/],
    ["another limit to lines", () => {}, { maxLineBytes: 99_999 }, /the options have changed/],
    ["values to be shown", () => {}, { redact: false }, /the options have changed/],
    ["other evidence", () => {}, { advisor: { evidence: "documents" } }, /the rules have changed/],
    [
      "a profile",
      () => {},
      { advisor: { profile: { name: "ours", retire: ["contraindication.pregnancy"] } } },
      /the rules have changed/,
    ],
    ["a shorter output", () => truncateSync(output, 10), {}, /no longer what the run wrote/],
    ["a checkpoint that is none", () => writeFileSync(progress, "{"), {}, /cannot be read/],
    ["a checkpoint without content", () => writeFileSync(progress, "{}"), {}, /cannot be read/],
  ];
  test.each(refused)("refuses %s", async (_name, change, more, message) => {
    const { cases } = await stoppedAfter(1);
    expect(cases).toBeGreaterThan(0);
    change();
    const before = readOutput();
    await expect(run({ resume: true, ...more })).rejects.toThrow(message);
    await expect(run({ resume: true, ...more })).rejects.toBeInstanceOf(UsageError);
    expect(readOutput()).toBe(before);
  });

  function rewriteHead() {
    const { mtimeMs } = JSON.parse(JSON.stringify({ mtimeMs: 1_700_000_000 })) as { mtimeMs: number };
    // Both runs see the same time, so that only the content tells them apart.
    const checkpoint = JSON.parse(readFileSync(progress, "utf8")) as { run: { input: { modifiedMs: number } } };
    writeFileSync(input, ` ${content.slice(1)}`);
    utimesSync(input, mtimeMs, mtimeMs);
    checkpoint.run.input.modifiedMs = mtimeMs * 1000;
    writeFileSync(progress, JSON.stringify(checkpoint));
  }

  test("an unfinished run is not overwritten unasked", async () => {
    await stoppedAfter(1);
    await expect(run()).rejects.toThrow(/is not finished: give --resume/);
  });

  test("a finished run cannot be resumed", async () => {
    await run();
    await expect(run({ resume: true })).rejects.toThrow(/nothing to resume/);
  });

  test.each([
    ["standard input", { input: "-" }],
    ["standard output", { output: "-" }],
  ])("%s cannot be resumed", async (_name, more) => {
    await expect(run({ resume: true, ...more })).rejects.toThrow("--resume needs a file to read and a file to write");
  });
});

describe("files that cannot be used", () => {
  test.each([
    ["no such input", { input: join(folder, "none.ndjson") }, /there is no file/],
    ["a folder for an input", { input: folder }, /is a folder/],
    ["an output in no folder", { output: join(folder, "none", "out.ndjson") }, /cannot write/],
    ["a folder for an output", { output: folder }, /cannot write/],
    ["the input for an output", { output: input }, /would overwrite the input/],
  ])("%s", async (_name, more, message) => {
    await expect(run(more)).rejects.toThrow(message);
    await expect(run(more)).rejects.toBeInstanceOf(UsageError);
    expect(readFileSync(input, "utf8") === content).toBe(true);
  });

  test("an input that changes while it is read", async () => {
    let changed = false;
    const onProgress = () => {
      if (changed) return;
      changed = true;
      appendFileSync(input, "\n{}");
    };
    await expect(run({}, { onProgress })).rejects.toThrow(/the input changed while it was read/);
  });

  test("an output that cannot be written leaves nothing behind that would have to be resumed", async () => {
    await expect(run({ output: folder })).rejects.toThrow(/cannot write/);
    expect(existsSync(`${folder}.progress`)).toBe(false);
  });

  test("a thread that fails ends the run, and what was written can be resumed", async () => {
    const workerEntry = new URL("data:text/javascript,throw new Error('no thread')");
    await expect(run({ workers: 2 }, { workerEntry })).rejects.toThrow("no thread");
    expect(await run({ resume: true })).toMatchObject({ cases: count, stopped: false });
  });

  test("a disk that is full", async () => {
    const stdout = new Writable({
      write: (_part, _encoding, done) => done(Object.assign(new Error("full"), { code: "ENOSPC" })),
    });
    await expect(run({ output: "-" }, { stdout })).rejects.toThrow("cannot write standard output (ENOSPC)");
  });
});

describe("progress", () => {
  const done = { inputBytes: 40, outputBytes: 1, cases: 12_000, withIssues: 0 };

  test("says how far it is, and how fast", () => {
    expect(progressText(done, 100, 31_000)).toBe("12,000 cases, 40 %, 31,000 per second");
    expect(progressText({ ...done, withIssues: 3 }, undefined, 0)).toBe("12,000 cases, 3 with issues");
  });

  test("is drawn on a terminal alone, not too often, and taken away", () => {
    let clock = 0;
    const written: string[] = [];
    const show = (isTTY: boolean) => {
      written.length = 0;
      const line = progressOn({ isTTY, write: (text) => written.push(text) }, () => clock);
      for (clock = 0; clock < 1000; clock += 50) line.show(done, 100);
      line.end();
      return written.length;
    };
    expect(show(false)).toBe(0);
    // Every 200 of 1,000 milliseconds, and once to erase.
    expect(show(true)).toBe(6);
    expect(written.at(-1)).toBe("\r\u001b[K");
  });
});
