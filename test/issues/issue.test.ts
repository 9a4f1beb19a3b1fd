import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AdapterError, CaseError, InternalError, RulebookError, ScleroError } from "../../src/issues/errors.ts";
import { compareText, formatPath, type Issue, sortIssues } from "../../src/issues/issue.ts";

const issue = (parts: Partial<Issue>): Issue => ({
  code: "case/wrong-type",
  severity: "error",
  path: "",
  message: "expected a number, received a string",
  ...parts,
});

describe("formatPath", () => {
  test("writes keys with dots and positions in brackets", () => {
    expect(formatPath(["veins", 0, "proposal", "form"])).toBe("veins[0].proposal.form");
    expect(formatPath(["asOf"])).toBe("asOf");
    expect(formatPath([0, "a"])).toBe("[0].a");
    expect(formatPath([])).toBe("");
  });
});

describe("sortIssues", () => {
  const ordered = [
    issue({ path: "z" }),
    issue({ file: "a", line: 1, column: 2, path: "b" }),
    issue({ file: "a", line: 1, column: 10, path: "a" }),
    issue({ file: "a", line: 2, column: 1, path: "a", code: "case/out-of-range" }),
    issue({ file: "a", line: 2, column: 1, path: "a", code: "case/wrong-type" }),
    issue({ file: "a", line: 2, column: 1, path: "b" }),
    issue({ file: "a", line: 10, column: 1 }),
    issue({ file: "b", line: 1, column: 1 }),
  ];

  test("orders by file, line, column, path and code, however they came", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (shuffled) => {
        expect(sortIssues(shuffled)).toEqual(ordered);
      }),
    );
  });

  test("leaves its input alone", () => {
    const input = Object.freeze([...ordered].reverse());
    sortIssues(input);
    expect(input[0]?.file).toBe("b");
  });

  test("compares text by code unit, the same in every locale", () => {
    expect(["b", "ä", "a", "B", "Z", "z"].sort(compareText)).toEqual(["B", "Z", "a", "b", "z", "ä"]);
    expect(compareText("a", "a")).toBe(0);
  });
});

describe("errors", () => {
  test.each([
    [CaseError, "CaseError", "the case cannot be read"],
    [RulebookError, "RulebookError", "the rulebook cannot be used"],
    [AdapterError, "AdapterError", "the input of the adapter cannot be read"],
  ])("%o carries its issues and names the first", (Thrown, name, what) => {
    const error = new Thrown([issue({ path: "veins[0].size" }), issue({}), issue({})]);
    expect(error).toBeInstanceOf(ScleroError);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe(name);
    expect(error.message).toBe(`${what}: veins[0].size: expected a number, received a string (and 2 more)`);
    expect(error.issues).toHaveLength(3);
    expect(Object.isFrozen(error.issues)).toBe(true);
    expect(new Thrown([issue({})]).message).toBe(`${what}: expected a number, received a string`);
    expect(new Thrown([]).message).toBe(what);
  });

  test("a strange key in the path leaves the message on one line and short", () => {
    const { message, issues } = new CaseError([issue({ path: `patient.a\n\u001b[31mb${"x".repeat(500)}` })]);
    expect(message).toMatch(/^the case cannot be read: patient\.a \[31mbx+\.\.\.: expected a number/);
    expect(message.length).toBeLessThan(300);
    // The issue itself names the place as it is.
    expect(issues[0]?.path).toContain("patient.a\n");
  });

  test("an internal error has no issues", () => {
    const error = new InternalError("a fault");
    expect(error).toBeInstanceOf(ScleroError);
    expect(error).toMatchObject({ name: "InternalError", message: "a fault", issues: [] });
  });
});
