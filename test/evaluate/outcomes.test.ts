import { describe, expect, test } from "vitest";
import {
  APPLIES,
  CANNOT_TELL,
  DOES_NOT_APPLY,
  FAILED,
  NOT_APPLICABLE,
  outcomeName,
} from "../../src/evaluate/outcome.ts";
import { numberRules, Outcomes } from "../../src/evaluate/outcomes.ts";
import { followUpSubject, patientSubject, type Subject } from "../../src/facts/subject.ts";
import type { Rule } from "../../src/rulebook/rule.ts";
import { always, rule } from "../support/small-rulebook.ts";

const rules = ["first", "second"].map((name) => rule(name, always) as Rule);
const [a, b]: readonly [Subject, Subject] = [
  { kind: "vein", id: "a" },
  { kind: "vein", id: "b" },
];

test("each outcome has its name", () => {
  expect([DOES_NOT_APPLY, CANNOT_TELL, APPLIES, FAILED, NOT_APPLICABLE].map(outcomeName)).toEqual([
    "does-not-apply",
    "cannot-tell",
    "applies",
    "failed",
    "not-applicable",
  ]);
});

test("rules have the numbers of their positions", () => {
  expect([...numberRules(rules)]).toEqual([
    ["first", 0],
    ["second", 1],
  ]);
});

describe("the outcomes of a case", () => {
  const outcomes = new Outcomes(numberRules(rules), [patientSubject, a, b]);
  outcomes.at(1)[0] = APPLIES;
  outcomes.at(2)[0] = DOES_NOT_APPLY;
  outcomes.at(2)[1] = FAILED;

  test("are those of the subject and the rule", () => {
    expect(outcomes.get("first", a)).toBe("applies");
    expect(outcomes.get("first", b)).toBe("does-not-apply");
    expect(outcomes.get("second", b)).toBe("failed");
  });

  test("are found by what the subject is, not by the object that names it", () => {
    expect(outcomes.get("first", { kind: "vein", id: "a" })).toBe("applies");
    expect(outcomes.get("first", { kind: "vein", id: "b" })).toBe("does-not-apply");
  });

  test.each([
    ["a rule that was not evaluated for the subject", "first", patientSubject],
    ["a rule that is not among them", "third", a],
    ["a subject that the case has not", "first", followUpSubject],
    ["a vein that the case has not", "first", { kind: "vein", id: "c" } as const],
  ])("%s: not applicable", (_, name, subject) => {
    expect(outcomes.get(name, subject)).toBe("not-applicable");
  });
});
