import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const command = ["tsx", "src/cli/bin.ts"];
const input = JSON.stringify({ patient: { pregnant: true }, veins: [{ id: "a" }] });

const sclero = (argv: readonly string[], stdin = "") => {
  const { status, stdout, stderr } = spawnSync("npx", ["--no-install", ...command, ...argv], {
    input: stdin,
    encoding: "utf8",
  });
  // npm's own warnings are not the command's.
  return { status, stdout, stderr: stderr.replaceAll(/^npm warn.*\n/gm, "") };
};

describe("the command as a process", () => {
  test("reads a case from standard input, writes the report, ends with 0", () => {
    const { status, stdout, stderr } = sclero(["recommend", "-", "--json"], input);
    expect([status, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout).eligibility.decision).toBe("defer");
  });

  test.each(["explain", "what-if"])("%s reads standard input too", (name) => {
    const more = name === "explain" ? ["contraindication.pregnancy"] : ["--set", "patient.pregnant=false"];
    const { status, stdout, stderr } = sclero([name, "-", ...more], input);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(name === "explain" ? "APPLIES" : "DECISION: defer ->");
  });

  test.each([
    ["nothing", ""],
    ["no JSON", '{ "name": "Jane Roe"'],
  ])("standard input with %s: a finding with its place, and none of it is quoted", (_name, stdin) => {
    const { status, stdout, stderr } = sclero(["recommend", "-"], stdin);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^error: standard input:1:\d+: expected valid JSON\s+\[case\/invalid-json\]\n/);
    expect(stderr).not.toContain("Roe");
  });

  test("a refused case: issues on standard error, ends with 1", () => {
    const { status, stdout, stderr } = sclero(["recommend", "-"], '{ "patient": { "pregnant": "yes" } }');
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("[case/wrong-type]");
  });

  test("a reader that closes early is no fault", () => {
    const script = `set -o pipefail; npx --no-install ${command.join(" ")} recommend - --json | head -n 1`;
    const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { input, encoding: "utf8" });
    expect(stdout).toBe("{\n");
    expect(stderr.replaceAll(/^npm warn.*\n/gm, "")).toBe("");
    expect(status).toBe(0);
  });

  /** Runs a line of a shell in which `sclero` is the command; the case stands on standard input. */
  const shell = (line: string, env: Record<string, string> = {}) => {
    const { status, stdout, stderr } = spawnSync(
      "bash",
      ["-c", `set -o pipefail; sclero() { node --import tsx src/cli/bin.ts "$@"; }; ${line}`],
      { input, encoding: "utf8", env: { ...process.env, ...env } },
    );
    return { status, stdout, stderr };
  };
  const full = "sclero: cannot write standard output (ENOSPC)\nsee sclero --help\n";

  test.skipIf(!existsSync("/dev/full")).each([
    ["recommend", "recommend -"],
    ["issues of a refused case as JSON", "explain - no.rule --json"],
    ["a command without operands", "schema"],
    ["the help", "--help"],
    ["a server, which could not say where it listens", "serve --port 0"],
  ])("a full disk is said, and no success: %s", (_name, argv) => {
    expect(shell(`sclero ${argv} > /dev/full`)).toEqual({ status: 2, stdout: "", stderr: full });
  });

  test.skipIf(!existsSync("/dev/full"))(
    "where standard error cannot be written on either, the exit code still says it",
    () => {
      expect(shell("sclero recommend - > /dev/full 2> /dev/full").status).toBe(2);
      expect(shell("sclero frobnicate 2> /dev/full").status).toBe(2);
    },
  );

  test("a file on standard input is not written over", () => {
    const folder = mkdtempSync(join(tmpdir(), "sclero-same-"));
    try {
      const file = join(folder, "cases.ndjson");
      writeFileSync(file, `${input}\n`);
      const { status, stderr } = shell('sclero batch - -o "$FOLDER/cases.ndjson" < "$FOLDER/cases.ndjson"', {
        FOLDER: folder,
      });
      expect([status, stderr]).toEqual([2, expect.stringContaining("the output would overwrite the input")]);
      expect(readFileSync(file, "utf8")).toBe(`${input}\n`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.skipIf(process.platform === "win32").each([
    ["recommend", "recommend - --json"],
    ["batch", "batch -"],
  ])("a report that only fits in part is no success: %s", (_name, argv) => {
    const folder = mkdtempSync(join(tmpdir(), "sclero-short-"));
    try {
      writeFileSync(join(folder, "case.json"), input);
      // The shell's limit of a file's size, in blocks, stands for a disk that fills up in the middle of a write.
      const limit = "trap '' XFSZ; ulimit -f 2";
      const { status, stderr } = shell(`${limit}; sclero ${argv} < "$FOLDER/case.json" > "$FOLDER/out.json"`, {
        FOLDER: folder,
        // What is compiled on the way is kept in files that would be too large as well.
        TSX_DISABLE_CACHE: "1",
      });
      expect(readFileSync(join(folder, "out.json")).length).toBeGreaterThan(0);
      expect([status, stderr]).toEqual([2, "sclero: cannot write standard output (EFBIG)\nsee sclero --help\n"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
