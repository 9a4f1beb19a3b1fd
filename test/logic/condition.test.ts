import { describe, expect, test } from "vitest";
import { type Cell, unknownCell } from "../../src/logic/cell.ts";
import { type Condition, conditionTruth, factsOf, leavesOf } from "../../src/logic/condition.ts";
import { type TruthName, truthName } from "../../src/logic/truth.ts";
import { leaf } from "../support/small-rulebook.ts";

const cells: Readonly<Record<string, Cell>> = { yes: true, no: false, open: unknownCell };
const [yes, no, open] = [leaf("yes"), leaf("no"), leaf("open")];

const truthOf = (condition: Condition): TruthName =>
  truthName(conditionTruth(condition, (fact) => cells[fact] ?? unknownCell));

describe("nested conditions", () => {
  test.each<[string, Condition, TruthName]>([
    ["all of true and true", { all: [yes, yes] }, "true"],
    ["all of true and unknown", { all: [yes, open] }, "unknown"],
    ["all of unknown and false", { all: [open, no] }, "false"],
    ["any of false and false", { any: [no, no] }, "false"],
    ["any of false and unknown", { any: [no, open] }, "unknown"],
    ["any of unknown and true", { any: [open, yes] }, "true"],
    ["not unknown", { not: open }, "unknown"],
    ["not not true", { not: { not: yes } }, "true"],
    ["not all of true and unknown", { not: { all: [yes, open] } }, "unknown"],
    ["not all of false and unknown", { not: { all: [no, open] } }, "true"],
    ["not any of true and unknown", { not: { any: [yes, open] } }, "false"],
    ["unknown settled by its neighbour deep down", { all: [yes, { any: [{ all: [open, no] }, { not: no }] }] }, "true"],
    ["unknown that decides deep down", { all: [yes, { any: [{ all: [open, yes] }, { not: yes }] }] }, "unknown"],
    ["a fact and its own opposite, unknown", { any: [open, { not: open }] }, "unknown"],
  ])("%s", (_name, condition, result) => {
    expect(truthOf(condition)).toBe(result);
  });

  test("the order of parts does not matter", () => {
    for (const parts of [
      [yes, no, open],
      [open, no, yes],
      [no, open, yes],
    ]) {
      expect(truthOf({ all: parts })).toBe("false");
      expect(truthOf({ any: parts })).toBe("true");
    }
  });
});

test("leaves come in reading order, facts once each", () => {
  const condition: Condition = { all: [yes, { not: { any: [no, open] } }, yes] };
  expect(leavesOf(condition).map(({ fact }) => fact)).toEqual(["yes", "no", "open", "yes"]);
  expect([...factsOf(condition)]).toEqual(["yes", "no", "open"]);
});
