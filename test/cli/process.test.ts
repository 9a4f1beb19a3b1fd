import { spawnSync } from "node:child_process";
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
  ])("standard input with %s: wrong usage, and none of it is quoted", (_name, stdin) => {
    const { status, stdout, stderr } = sclero(["recommend", "-"], stdin);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toBe("sclero: standard input is not valid JSON\nsee sclero --help\n");
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
});
