import { describe, expect, test } from "vitest";
import { failureDecides } from "../../src/evaluate/failure.ts";
import { type Cell, failedCell, unknownCell } from "../../src/logic/cell.ts";
import type { Condition } from "../../src/logic/condition.ts";
import { leaf } from "../support/small-rulebook.ts";

const cells: Readonly<Record<string, Cell>> = { yes: true, no: false, open: unknownCell, failed: failedCell };

function decides(condition: Condition): boolean {
  return failureDecides(
    condition,
    (fact) => cells[fact] ?? unknownCell,
    (fact) => fact === "failed",
  );
}

const [yes, no, open, failed] = [leaf("yes"), leaf("no"), leaf("open"), leaf("failed")];

describe("a condition cannot be told for want of the fact that failed", () => {
  test.each<[string, Condition]>([
    ["the fact alone", failed],
    ["the opposite of the fact", { not: failed }],
    ["all of the fact and what holds", { all: [yes, failed] }],
    ["any of the fact and what does not hold", { any: [no, failed] }],
    ["the fact among others that are merely unknown", { all: [open, failed] }],
    ["the fact deep inside", { all: [open, { any: [no, { not: { all: [yes, failed] } }] }] }],
  ])("%s", (_, condition) => {
    expect(decides(condition)).toBe(true);
  });
});

describe("the failure does not matter", () => {
  test.each<[string, Condition]>([
    ["the fact is unknown, and did not fail", open],
    ["the opposite of an unknown fact", { not: open }],
    ["any: another one holds", { any: [yes, failed] }],
    ["all: another one does not hold", { all: [no, failed] }],
    ["what holds the failed fact is settled, the rest is merely unknown", { all: [open, { any: [yes, failed] }] }],
    ["the same under `not`", { any: [open, { not: { any: [yes, failed] } }] }],
    ["the condition holds", yes],
  ])("%s", (_, condition) => {
    expect(decides(condition)).toBe(false);
  });
});
