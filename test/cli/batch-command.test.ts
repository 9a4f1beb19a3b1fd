import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { run } from "../../src/cli/main.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { createRandomCases } from "../support/random-case.ts";

const folder = mkdtempSync(join(tmpdir(), "sclero-batch-command-"));
afterAll(() => rmSync(folder, { recursive: true }));
const input = join(folder, "in.ndjson");
const output = join(folder, "out.ndjson");

beforeEach(() => {
  for (const path of [output, `${output}.progress`]) rmSync(path, { force: true });
  writeFileSync(input, '{"patient":{"pregnant":true}}\n\n{"patient":{}}\n');
});

const batch = (...more: string[]) => run(["batch", input, "-o", output, "--workers", "0", ...more]);

describe("sclero batch", () => {
  test("writes the answers, says how many, ends with 0", async () => {
    expect(await batch("--fields", "eligibility, asOf")).toEqual({ text: "2 cases, 0 with issues\n", exit: 0 });
    const lines = readFileSync(output, "utf8").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { index: 0, report: { asOf: null, eligibility: { decision: "defer" } } },
      { index: 1, report: { asOf: null, eligibility: { decision: "proceed" } } },
    ]);
  });

  test("--json says the same for machines", async () => {
    expect(JSON.parse((await batch("--json")).text)).toEqual({ cases: 2, withIssues: 0 });
  });

  test("ends with 1 where a line has issues", async () => {
    writeFileSync(input, "{}\n{");
    expect(await batch()).toEqual({ text: "2 cases, 1 with issues\n", exit: 1 });
  });

  test("--evidence and --show-values reach the answers", async () => {
    writeFileSync(input, '{"patient":{"ageYears":4711}}\n{}\n');
    await batch("--show-values", "--evidence", "documents", "--fields", "rulebook");
    expect(readFileSync(output, "utf8")).toMatch(/4711[\s\S]*"evidence":"documents"/);
  });

  test.each([
    [["--fields", "eligibilty"], /unknown field eligibilty in --fields, did you mean eligibility\?/],
    [["--fields", ""], /unknown field/],
    [["--workers", "many"], /expected --workers from 0 to 64/],
    [["--workers", "65"], /expected --workers from 0 to 64/],
  ])("%j is wrong usage, and nothing is written", async (more, message) => {
    const { errorText, exit } = await batch(...more);
    expect(errorText).toMatch(message);
    expect([exit, existsSync(output)]).toEqual([2, false]);
  });

  test("an input that is not there is wrong usage", async () => {
    expect(await run(["batch", join(folder, "none"), "-o", output])).toMatchObject({ exit: 2 });
    expect(await run(["batch"])).toMatchObject({ exit: 2 });
  });
});

describe("the command as a process", () => {
  const command = ["--import", "tsx", "src/cli/bin.ts", "batch", input, "-o", output, "--workers", "1"];
  const start = (...more: string[]) =>
    spawn(process.execPath, [...command, ...more], { stdio: ["ignore", "pipe", "pipe"] });

  async function ended(child: ChildProcess) {
    let [stdout, stderr] = ["", ""];
    child.stdout?.on("data", (text: Buffer) => {
      stdout += text.toString();
    });
    child.stderr?.on("data", (text: Buffer) => {
      stderr += text.toString();
    });
    return await new Promise<{ status: number | null; signal: string | null; stdout: string; stderr: string }>((done) =>
      child.once("close", (status, signal) => done({ status, signal, stdout, stderr })),
    );
  }

  /** Waits until there is something in the output. */
  async function writing(child: ChildProcess) {
    while (child.exitCode === null && (!existsSync(output) || statSync(output).size === 0))
      await new Promise((wait) => setTimeout(wait, 5));
  }

  test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
    "after %s the next run goes on, and the bytes are the same",
    { timeout: 120_000 },
    async (name) => {
      const random = createRandomCases(embeddedRulebook());
      const cases = Array.from({ length: 200 }, (_, index) => JSON.stringify(random.make(index + 1)));
      writeFileSync(input, `${cases.join("\n")}\n`);
      const whole = join(folder, "whole.ndjson");
      await run(["batch", input, "-o", whole, "--workers", "0"]);

      const child = start();
      const end = ended(child);
      await writing(child);
      child.kill(name);
      const { signal, stdout, stderr } = await end;
      expect({ signal, stdout }).toEqual({ signal: name, stdout: "" });
      if (name !== "SIGKILL")
        expect(stderr).toMatch(/^sclero: stopped after \d+ cases, --resume goes on from there\n$/);
      expect(existsSync(`${output}.progress`)).toBe(true);

      expect(await ended(start("--resume"))).toMatchObject({
        status: 0,
        stdout: "200 cases, 0 with issues\n",
        stderr: "",
      });
      expect(readFileSync(output).equals(readFileSync(whole))).toBe(true);
      expect(existsSync(`${output}.progress`)).toBe(false);
    },
  );

  test("from a pipe into a pipe, whose reader may leave early", { timeout: 60_000 }, async () => {
    const child = spawn(
      "bash",
      [
        "-c",
        `set -o pipefail; yes '{}' | head -n 5000 | "${process.execPath}" --import tsx src/cli/bin.ts batch - --fields eligibility --workers 1 | head -n 2`,
      ],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    const { stdout, stderr } = await ended(child);
    expect(stdout.split("\n").map((line) => line.slice(0, 11))).toEqual(['{"index":0,', '{"index":1,', ""]);
    expect(stderr).toBe("");
  });
});
