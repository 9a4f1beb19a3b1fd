import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { AdapterError, CaseError, InternalError, RulebookError, ScleroError } from "../../src/issues/errors.ts";
import { compareText, formatPath, type Issue, sortIssues } from "../../src/issues/issue.ts";
import { readJson } from "../../src/rulebook/read-json.ts";

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

describe("a key of a length that only hostile input has", () => {
  const long = "x".repeat(2_000_000);
  const start = "x".repeat(100);
  const isShort = (path: string | undefined): void => {
    expect(path?.length).toBeLessThan(500);
    expect(path).toContain(start);
  };
  const refusedFor = (call: () => unknown): readonly Issue[] => {
    try {
      call();
    } catch (error) {
      return (error as ScleroError).issues;
    }
    return [];
  };

  test("is shortened in a path, the others are not", () => {
    const path = formatPath(["veins", 0, long, "form"]);
    isShort(path);
    expect(path).toMatch(/^veins\[0\]\.x+\.\.\.\.form$/);
    const ordinary = "a".repeat(200);
    expect(formatPath([ordinary])).toBe(ordinary);
  });

  test("in a case, a change and a rule's name the issue keeps its code and is short", () => {
    const advisor = createAdvisor();
    const issues = [
      ...refusedFor(() => advisor.recommendSync({ [long]: 1 })),
      ...refusedFor(() => advisor.whatIf({}, { [long]: 1, [`veins.${long}.type`]: "x" })),
      ...refusedFor(() => advisor.explain({}, long)),
      ...readJson({ name: "a.json", text: `{ "${long}": 1, "${long}": 2 }` }).issues,
    ];
    expect(issues.map(({ code }) => code)).toEqual([
      "case/unknown-key",
      "change/unknown-path",
      "change/unknown-path",
      "rule/unknown-name",
      "rulebook/duplicate-key",
    ]);
    for (const { path } of issues) isShort(path);
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
