import { describe, expect, test } from "vitest";
import {
  completedYears,
  dayOf,
  isAfter,
  isBefore,
  isOnOrBefore,
  isWithin,
  type Span,
  spanOf,
} from "../../../src/fhir/read/dates.ts";

const day = dayOf("2026-11-20");
const span = (text: string): Span => {
  const found = spanOf(text);
  if (found === undefined) throw new Error(`no date ${text}`);
  return found;
};
const limit = (value: number, unit: "d" | "wk") => ({ value, unit, why: "for the test" });

describe("a date stands for its whole span", () => {
  test.each([
    ["2026-11-20", "2026-11-20", "2026-11-20"],
    ["2026-11-20T23:59:59-12:00", "2026-11-20", "2026-11-20"],
    ["2026-11-20T00:30:00+14:00", "2026-11-20", "2026-11-20"],
    ["2026-02", "2026-02-01", "2026-02-28"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2026-04", "2026-04-01", "2026-04-30"],
    ["2026", "2026-01-01", "2026-12-31"],
  ])("%s: the calendar date as it is written, %s to %s", (text, from, to) => {
    expect(spanOf(text)).toEqual({ from: dayOf(from), to: dayOf(to) });
  });
});

describe("a comparison tells only what holds for the whole span", () => {
  test.each([
    ["2026-11-19", "yes", "yes", false],
    ["2026-11-20", "no", "yes", false],
    ["2026-11-21", "no", "no", true],
    ["2026-10", "yes", "yes", false],
    ["2026-11", "unclear", "unclear", false],
    ["2026", "unclear", "unclear", false],
    ["2027", "no", "no", true],
  ])("%s: before asOf %s, on or before it %s, after it %s", (text, before, onOrBefore, after) => {
    expect(isBefore(span(text), day)).toBe(before);
    expect(isOnOrBefore(span(text), day)).toBe(onOrBefore);
    expect(isAfter(span(text), day)).toBe(after);
  });

  test.each([
    ["at the limit", "2026-10-23", limit(28, "d"), "yes"],
    ["a day beyond it", "2026-10-22", limit(28, "d"), "no"],
    ["in weeks", "2026-10-23", limit(4, "wk"), "yes"],
    ["a month that lies around it", "2026-10", limit(28, "d"), "unclear"],
    ["a month that lies within it", "2026-10", limit(50, "d"), "yes"],
    ["a month that lies beyond it", "2026-09", limit(28, "d"), "no"],
    ["this month is taken up to asOf", "2026-11", limit(28, "d"), "yes"],
  ])("within a limit: %s", (_name, text, of, told) => {
    expect(isWithin(of, span(text), day)).toBe(told);
  });
});

test.each([
  ["1981-11-20", 45],
  ["1981-11-21", 44],
  ["1981-10", 45],
  ["1981-11", undefined],
  ["1981-12", 44],
  ["1981", undefined],
  ["2000-02-29", 26],
])("born %s: %s completed years on 2026-11-20", (birthDate, years) => {
  expect(completedYears(birthDate, "2026-11-20T12:00:00Z")).toBe(years);
});

test("one who was born on 29 February completes the year on 1 March of a common year", () => {
  expect(completedYears("2000-02-29", "2025-02-28")).toBe(24);
  expect(completedYears("2000-02-29", "2025-03-01")).toBe(25);
});

test("a year that asOf's last day completes for all its birthdays is told", () => {
  expect(completedYears("1981", "2026-12-31")).toBe(45);
});
