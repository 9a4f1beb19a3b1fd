import { describe, expect, test } from "vitest";
import { type Cell, failedCell, interval, notApplicable, oneOf, unknownCell } from "../../src/logic/cell.ts";
import { type Expected, leafTruth, type Operator, operators } from "../../src/logic/operators.ts";
import { type TruthName, truthName } from "../../src/logic/truth.ts";

const holds = (operator: Operator, cell: Cell, expected: Expected): TruthName =>
  truthName(leafTruth(operator, cell, expected));

describe("on a known value", () => {
  test.each<[Operator, Cell, Expected, TruthName]>([
    ["equal", true, true, "true"],
    ["equal", false, true, "false"],
    ["equal", "foam", "foam", "true"],
    ["equal", "foam", "liquid", "false"],
    ["equal", 0, 0, "true"],
    ["equal", 0, false, "false"],
    ["equal", "3", 3, "false"],
    ["in", "calf", ["calf", "shin"], "true"],
    ["in", "knee", ["calf", "shin"], "false"],
    ["in", 2, [1, 2], "true"],
    ["in", 3, [1, 2], "false"],
    ["lessThan", 29.9, 30, "true"],
    ["lessThan", 30, 30, "false"],
    ["lessThan", 30.1, 30, "false"],
    ["lessThanInclusive", 29.9, 30, "true"],
    ["lessThanInclusive", 30, 30, "true"],
    ["lessThanInclusive", 30.1, 30, "false"],
    ["greaterThan", 29.9, 30, "false"],
    ["greaterThan", 30, 30, "false"],
    ["greaterThan", 30.1, 30, "true"],
    ["greaterThanInclusive", 29.9, 30, "false"],
    ["greaterThanInclusive", 30, 30, "true"],
    ["greaterThanInclusive", 30.1, 30, "true"],
  ])("%s: %s against %s is %s", (operator, cell, expected, result) => {
    expect(holds(operator, cell, expected)).toBe(result);
  });
});

const against = (operator: Operator): Expected => (operator === "in" ? [3, 4] : 3);

describe("where nothing is known, or nothing can be", () => {
  test.each(operators)("%s on an unknown fact is unknown", (operator) => {
    expect(holds(operator, unknownCell, against(operator))).toBe("unknown");
  });
  test.each(operators)("%s on a fact whose function failed is unknown", (operator) => {
    expect(holds(operator, failedCell, against(operator))).toBe("unknown");
  });
  test.each(operators)("%s on a fact that does not apply is false", (operator) => {
    expect(holds(operator, notApplicable, against(operator))).toBe("false");
  });
});

/** The interval from 2 to 5 against a limit. */
describe("on a number from 2 to 5", () => {
  const cell = interval(2, 5);
  test.each<[Operator, string, Expected, TruthName]>([
    ["lessThan", "below it", 1, "false"],
    ["lessThan", "at its lower bound", 2, "false"],
    ["lessThan", "inside it", 3, "unknown"],
    ["lessThan", "at its upper bound", 5, "unknown"],
    ["lessThan", "above it", 6, "true"],
    ["lessThanInclusive", "below it", 1, "false"],
    ["lessThanInclusive", "at its lower bound", 2, "unknown"],
    ["lessThanInclusive", "inside it", 3, "unknown"],
    ["lessThanInclusive", "at its upper bound", 5, "true"],
    ["lessThanInclusive", "above it", 6, "true"],
    ["greaterThan", "below it", 1, "true"],
    ["greaterThan", "at its lower bound", 2, "unknown"],
    ["greaterThan", "inside it", 3, "unknown"],
    ["greaterThan", "at its upper bound", 5, "false"],
    ["greaterThan", "above it", 6, "false"],
    ["greaterThanInclusive", "below it", 1, "true"],
    ["greaterThanInclusive", "at its lower bound", 2, "true"],
    ["greaterThanInclusive", "inside it", 3, "unknown"],
    ["greaterThanInclusive", "at its upper bound", 5, "unknown"],
    ["greaterThanInclusive", "above it", 6, "false"],
    ["equal", "below it", 1, "false"],
    ["equal", "at its lower bound", 2, "unknown"],
    ["equal", "inside it", 3, "unknown"],
    ["equal", "at its upper bound", 5, "unknown"],
    ["equal", "above it", 6, "false"],
    ["in", "both outside", [1, 6], "false"],
    ["in", "one at its lower bound", [1, 2], "unknown"],
    ["in", "one inside", [3, 6], "unknown"],
    ["in", "one at its upper bound", [5, 6], "unknown"],
  ])("%s with a limit %s (%s) is %s", (operator, _where, expected, result) => {
    expect(holds(operator, cell, expected)).toBe(result);
  });

  test("an interval of one number is that number", () => {
    expect(interval(3, 3)).toBe(3);
    expect(holds("equal", interval(3, 3), 3)).toBe("true");
  });
});

describe("on one of several values", () => {
  test.each<[Operator, Cell, Expected, string, TruthName]>([
    ["equal", oneOf(["foam", "liquid"]), "foam", "disagree", "unknown"],
    ["equal", oneOf(["caution", "first-line"]), "alternative", "agree that it is not", "false"],
    ["equal", oneOf(["foam", notApplicable]), "foam", "disagree with none at all", "unknown"],
    ["equal", oneOf(["foam", notApplicable]), "liquid", "agree with none at all", "false"],
    ["in", oneOf(["calf", "shin"]), ["calf", "shin", "foot"], "agree that it is", "true"],
    ["in", oneOf(["calf", "knee"]), ["calf", "shin"], "disagree", "unknown"],
    ["in", oneOf(["nose", "cheek"]), ["calf", "shin"], "agree that it is not", "false"],
    ["lessThan", oneOf([1, 2]), 3, "agree that it is", "true"],
    ["lessThan", oneOf([2, 3]), 3, "disagree", "unknown"],
    ["lessThan", oneOf([3, 4]), 3, "agree that it is not", "false"],
    ["lessThanInclusive", oneOf([2, 3]), 3, "agree that it is", "true"],
    ["lessThanInclusive", oneOf([3, 4]), 3, "disagree", "unknown"],
    ["lessThanInclusive", oneOf([4, 5]), 3, "agree that it is not", "false"],
    ["greaterThan", oneOf([4, 5]), 3, "agree that it is", "true"],
    ["greaterThan", oneOf([3, 4]), 3, "disagree", "unknown"],
    ["greaterThan", oneOf([2, 3]), 3, "agree that it is not", "false"],
    ["greaterThanInclusive", oneOf([3, 4]), 3, "agree that it is", "true"],
    ["greaterThanInclusive", oneOf([2, 3]), 3, "disagree", "unknown"],
    ["greaterThanInclusive", oneOf([1, 2]), 3, "agree that it is not", "false"],
  ])("%s: %j against %s, the values %s: %s", (operator, cell, expected, _how, result) => {
    expect(holds(operator, cell, expected)).toBe(result);
  });

  test("one value named twice is that value, and none at all is unknown", () => {
    expect(oneOf(["foam", "foam"])).toBe("foam");
    expect(oneOf([])).toBe(unknownCell);
  });
});
