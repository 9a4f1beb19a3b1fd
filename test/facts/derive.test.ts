import { describe, expect, test } from "vitest";
import { type DerivationContext, derive, type LookUp } from "../../src/facts/derive.ts";
import { type Cell, interval, notApplicable, oneOf, unknownCell } from "../../src/logic/cell.ts";
import type { Derivation } from "../../src/rulebook/vocabulary.ts";
import { leaf } from "../support/small-rulebook.ts";

type Cells = Readonly<Record<string, Cell>>;

const lookUpIn =
  (cells: Cells): LookUp =>
  (fact) =>
    cells[fact] ?? unknownCell;

function derived(
  derivation: Derivation,
  cells: Cells = {},
  more: { veins?: readonly Cells[]; decided?: Cell } = {},
): Cell {
  const context: DerivationContext = {
    lookUp: lookUpIn(cells),
    veins: (more.veins ?? []).map(lookUpIn),
    decidedNumber: () => more.decided ?? unknownCell,
  };
  return derive(derivation, context);
}

test("constant: the same for everyone", () => {
  expect(derived({ constant: true })).toBe(true);
});

describe("condition", () => {
  const either: Derivation = { condition: { any: [leaf("a"), leaf("b")] } };
  test.each<[string, Cells, Cell]>([
    ["one part known to hold", { a: true }, true],
    ["all parts known to fail", { a: false, b: false }, false],
    ["one part fails, the other is unknown", { a: false }, unknownCell],
  ])("%s", (_name, cells, result) => {
    expect(derived(either, cells)).toEqual(result);
  });
});

describe("count", () => {
  const five: Derivation = { count: ["a", "b", "c", "d", "e"].map((fact) => leaf(fact)) };
  test.each<[string, Cells, Cell]>([
    ["nothing known: 0 to 5", {}, interval(0, 5)],
    ["two known to hold: at least 2", { a: true, b: true }, interval(2, 5)],
    ["two hold, two fail: 2 or 3", { a: true, b: true, c: false, d: false }, interval(2, 3)],
    ["all known: exact", { a: true, b: true, c: false, d: false, e: false }, 2],
    ["one that does not apply does not count", { a: notApplicable, b: true, c: true, d: true, e: true }, 4],
  ])("%s", (_name, cells, result) => {
    expect(derived(five, cells)).toEqual(result);
  });
});

describe("compare", () => {
  const early: Derivation = { compare: { fact: "weeks", operator: "lessThan", toFact: "limit" } };
  test.each<[string, Cells, Cell]>([
    ["below", { weeks: 11, limit: 12 }, true],
    ["at", { weeks: 12, limit: 12 }, false],
    ["unknown", { limit: 12 }, unknownCell],
    ["unknown limit", { weeks: 11 }, unknownCell],
    ["an interval below the limit", { weeks: interval(1, 11), limit: 12 }, true],
    ["an interval across the limit", { weeks: interval(11, 12), limit: 12 }, unknownCell],
    ["a fact that does not apply", { weeks: notApplicable, limit: 12 }, false],
    ["a fact that does not apply, whatever the limit", { weeks: notApplicable }, false],
  ])("%s", (_name, cells, result) => {
    expect(derived(early, cells)).toEqual(result);
  });
});

describe("elapsed", () => {
  const hours: Derivation = { elapsed: { since: "from", unit: "h", toleranceHours: 24 } };
  const weeks: Derivation = { elapsed: { since: "from", unit: "wk", toleranceHours: 0 } };
  test.each<[string, Derivation, string, string, Cell]>([
    ["hours of a date: a day more or less", hours, "2026-11-10", "2026-11-20", interval(216, 264)],
    ["on the day itself: never negative", hours, "2026-11-20", "2026-11-20", interval(0, 24)],
    ["the day after: from the same hour on", hours, "2026-11-19", "2026-11-20", interval(0, 48)],
    [
      "a time of day does not narrow it: the session has none",
      hours,
      "2026-11-18",
      "2026-11-20T23:59:00Z",
      interval(24, 72),
    ],
    ["weeks of a date: exact", weeks, "2026-10-23", "2026-11-20", 4],
    ["weeks of a date: parts of weeks", weeks, "2026-11-10", "2026-11-20", 10 / 7],
    ["across the end of summer time", weeks, "2026-10-21", "2026-10-28", 1],
    ["across a leap day", weeks, "2028-02-22", "2028-03-07", 2],
    ["across the turn of the year", weeks, "2026-12-25", "2027-01-01", 1],
  ])("%s", (_name, derivation, from, asOf, result) => {
    expect(derived(derivation, { from, asOf })).toEqual(result);
  });

  test.each<[string, Cells]>([
    ["without a date", { asOf: "2026-11-20" }],
    ["without the clock", { from: "2026-11-10" }],
  ])("%s: unknown", (_name, cells) => {
    expect(derived(hours, cells)).toBe(unknownCell);
    expect(derived(weeks, cells)).toBe(unknownCell);
  });
});

describe("remaining", () => {
  const left: Derivation = { remaining: { slot: "sessions.intervalWeeks", key: "min", elapsed: "passed" } };
  test.each<[string, Cell, Cell | undefined, Cell]>([
    ["what is left", 4, 1, 3],
    ["nothing is left", 4, 4, 0],
    ["never negative", 4, 9, 0],
    ["rounded up to two decimals: never too early", 4, 10 / 7, 2.58],
    ["an exact figure is not rounded up further", 4, 1.5, 2.5],
    ["a passed interval gives an interval", 4, interval(1, 2), interval(2, 3)],
    ["a decided interval gives an interval", interval(4, 6), 1, interval(3, 5)],
    ["a passed interval beyond the whole", 4, interval(3, 5), interval(0, 1)],
    ["no interval is set", notApplicable, 1, notApplicable],
    ["the interval is not decided", unknownCell, 1, unknownCell],
    ["nothing known of the session", 4, undefined, unknownCell],
  ])("%s", (_name, decided, passed, result) => {
    expect(derived(left, passed === undefined ? {} : { passed }, { decided })).toEqual(result);
  });
});

describe("over veins", () => {
  const some: Derivation = { someVein: leaf("type", "trunk") };
  const every: Derivation = { everyVein: leaf("type", "web") };
  test.each<[string, Derivation, readonly Cells[], Cell]>([
    ["some vein of none: false", some, [], false],
    ["every vein of none: false", every, [], false],
    ["some vein: one is", some, [{ type: "web" }, { type: "trunk" }], true],
    ["some vein: one is, another unknown", some, [{ type: "trunk" }, {}], true],
    ["some vein: none is, another unknown", some, [{ type: "web" }, {}], unknownCell],
    ["some vein: none is", some, [{ type: "web" }], false],
    ["every vein: all are", every, [{ type: "web" }, { type: "web" }], true],
    ["every vein: one is not, another unknown", every, [{ type: "trunk" }, {}], false],
    ["every vein: one unknown", every, [{ type: "web" }, {}], unknownCell],
    ["number of veins, none", { countVeins: true }, [], 0],
    ["number of veins", { countVeins: true }, [{}, {}], 2],
  ])("%s", (_name, derivation, veins, result) => {
    expect(derived(derivation, {}, { veins })).toEqual(result);
  });

  const zones: Derivation = { distinctInVeins: "zone" };
  test.each<[string, readonly Cells[], Cell]>([
    ["no vein: none", [], 0],
    ["two of one zone: one", [{ zone: "calf" }, { zone: "calf" }], 1],
    ["two zones", [{ zone: "calf" }, { zone: "shin" }], 2],
    ["one known, one unknown: the same or another", [{ zone: "calf" }, {}], interval(1, 2)],
    ["all unknown: at least one", [{}, {}, {}], interval(1, 3)],
    ["one unknown vein alone: one", [{}], 1],
    ["one of several values counts as open", [{ zone: "calf" }, { zone: oneOf(["shin", "foot"]) }], interval(1, 2)],
  ])("different values: %s", (_name, veins, result) => {
    expect(derived(zones, {}, { veins })).toEqual(result);
  });
});
