import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { daysBetween } from "../../src/logic/dates.ts";
import { codes, issuesOf } from "./reading.ts";

describe("dates", () => {
  test.each([
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-11-00",
    "2026-11-31",
    "2025-02-29",
    "1900-02-29",
    "2026-1-1",
    "26-11-20",
    "20261120",
    "2026-11-20 ",
    "2026-11-20\n",
    "20.11.2026",
    "today",
    "",
  ])("%j is no date of the calendar", (date) => {
    expect(codes({ asOf: date })).toEqual(["case/impossible-date asOf"]);
    expect(codes({ previousSession: { date } })).toEqual(["case/impossible-date previousSession.date"]);
    expect(codes({ followUp: { sessionDate: date } })).toEqual(["case/impossible-date followUp.sessionDate"]);
  });

  test.each(["2026-11-20", "2024-02-29", "2000-02-29", "0099-01-01", "2026-12-31"])("%s is one", (date) => {
    expect(codes({ asOf: date, previousSession: { date } })).toEqual([]);
  });
});

describe("dates with a time", () => {
  test.each([
    "2026-11-20T10:00",
    "2026-11-20T10:00Z",
    "2026-11-20T23:59:59",
    "2026-11-20T00:00:00.123Z",
    "2026-11-20T10:00:00+01:00",
    "2026-11-20T10:00:00-11:30",
  ])("%s is a moment", (asOf) => {
    expect(codes({ asOf })).toEqual([]);
  });

  test.each([
    "2026-11-20T25:00",
    "2026-11-20T24:00",
    "2026-11-20T10:60",
    "2026-11-20T10:00:60",
    "2026-11-20T10",
    "2026-11-20 10:00",
    "2026-11-20T1:00",
    "2026-11-20T10:00:00.",
    "2026-11-20T10:00:00+24:00",
    "2026-11-20T10:00:00+01:60",
    "2026-11-20T10:00:00+0100",
    "2026-02-30T10:00:00Z",
  ])("%s is none", (asOf) => {
    expect(codes({ asOf })).toEqual(["case/impossible-date asOf"]);
  });

  test("a session has a date only", () => {
    expect(codes({ previousSession: { date: "2026-11-20T10:00" } })).toEqual([
      "case/impossible-date previousSession.date",
    ]);
  });
});

describe("sessions against `asOf`", () => {
  test.each([
    ["previousSession.date", (date: string) => ({ previousSession: { date } })],
    ["followUp.sessionDate", (sessionDate: string) => ({ followUp: { sessionDate } })],
  ])("%s may be the day itself, not the day after", (path, session) => {
    expect(codes({ asOf: "2026-11-20", ...session("2026-11-20") })).toEqual([]);
    expect(codes({ asOf: "2026-11-20T00:00:00Z", ...session("2026-11-20") })).toEqual([]);
    expect(codes({ asOf: "2026-11-20", ...session("2026-11-21") })).toEqual([`case/session-after-as-of ${path}`]);
    expect(codes({ asOf: "2026-11-20T23:59:59Z", ...session("2026-11-21") })).toEqual([
      `case/session-after-as-of ${path}`,
    ]);
    expect(codes(session("2999-01-01"))).toEqual([]);
  });

  test("both sessions are looked at, beside the other issues", () => {
    const previousSession = { date: "2026-11-21" };
    const followUp = { sessionDate: "2026-12-01", fevr: true };
    expect(codes({ asOf: "2026-11-20", previousSession, followUp })).toEqual([
      "case/unknown-key followUp.fevr",
      "case/session-after-as-of followUp.sessionDate",
      "case/session-after-as-of previousSession.date",
    ]);
  });

  test("an impossible date is compared with nothing", () => {
    expect(codes({ asOf: "2026-02-30", previousSession: { date: "2026-11-21" } })).toEqual([
      "case/impossible-date asOf",
    ]);
    expect(codes({ asOf: "2026-01-01", previousSession: { date: "2026-13-01", weeksAgo: 2 } })).toEqual([
      "case/impossible-date previousSession.date",
    ]);
  });
});

describe("a date and a duration", () => {
  const weeks = (weeksAgo: unknown, date = "2026-11-13") => ({
    asOf: "2026-11-20",
    previousSession: { date, weeksAgo },
  });
  const hours = (hoursSinceSession: unknown) => ({
    asOf: "2026-11-20",
    followUp: { sessionDate: "2026-11-18", hoursSinceSession },
  });

  test("weeks: exactly a day apart is accepted, more is not", () => {
    expect(codes(weeks(1))).toEqual([]);
    expect(codes(weeks(1, "2026-11-12"))).toEqual([]);
    expect(codes(weeks(1, "2026-11-14"))).toEqual([]);
    for (const date of ["2026-11-11", "2026-11-15"])
      expect(codes(weeks(1, date))).toEqual(["case/date-and-duration-disagree previousSession.weeksAgo"]);
    expect(codes(weeks(0.5, "2026-11-17"))).toEqual([]);
    expect(codes(weeks(0.5, "2026-11-18"))).toEqual(["case/date-and-duration-disagree previousSession.weeksAgo"]);
  });

  test("hours: exactly a day apart is accepted, more is not", () => {
    for (const within of [24, 48, 72]) expect(codes(hours(within))).toEqual([]);
    for (const beyond of [23, 23.9, 72.1, 73])
      expect(codes(hours(beyond))).toEqual(["case/date-and-duration-disagree followUp.hoursSinceSession"]);
  });

  test("exactly a day is exactly a day at any distance, whatever the fraction of the week", () => {
    const asOf = "2026-11-20";
    const dayBefore = (days: number): string => new Date(Date.UTC(2026, 10, 20 - days)).toISOString().slice(0, 10);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1600 }), fc.constantFrom(-1, 1), (days, apart) => {
        const followUp = { sessionDate: dayBefore(days), hoursSinceSession: (days + apart) * 24 };
        const previousSession = { date: dayBefore(days), weeksAgo: (days + apart) / 7 };
        expect(codes({ asOf, followUp, previousSession })).toEqual([]);
      }),
    );
  });

  test("an unknown or wrong duration is not compared", () => {
    expect(codes(weeks(null))).toEqual([]);
    expect(codes(weeks("9"))).toEqual(["case/wrong-type previousSession.weeksAgo"]);
    expect(codes(weeks(-9))).toEqual(["case/out-of-range previousSession.weeksAgo"]);
  });

  test("without `asOf` nothing can be compared", () => {
    expect(codes({ previousSession: { date: "2026-11-13", weeksAgo: 900 } })).toEqual([]);
    expect(codes({ asOf: null, previousSession: { date: "2026-11-13", weeksAgo: 900 } })).toEqual([]);
  });

  test("a session after `asOf` is the one issue of that session", () => {
    expect(codes(weeks(9, "2026-11-21"))).toEqual(["case/session-after-as-of previousSession.date"]);
  });

  test("neither issue tells a date", () => {
    for (const input of [weeks(9), weeks(9, "2026-11-21"), hours(300)])
      for (const { message, help } of issuesOf(input)) expect(`${message} ${help}`).not.toMatch(/\d/);
  });
});

describe("dates from functions", () => {
  test("are compared once they are known", async () => {
    const advisor = createAdvisor();
    const followUp = { sessionDate: () => Promise.resolve("2026-11-21"), residualVeins: true };
    await expect(advisor.recommend({ asOf: "2026-11-20", followUp })).rejects.toMatchObject({
      name: "CaseError",
      issues: [{ code: "case/session-after-as-of", path: "followUp.sessionDate" }],
    });
  });
});

describe("daysBetween", () => {
  test("counts days of the calendar, over leap days and changes of the clock", () => {
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(daysBetween("2026-02-28", "2026-03-01")).toBe(1);
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
    expect(daysBetween("2026-11-20", "2026-11-19")).toBe(-1);
    expect(daysBetween("0099-12-31", "0100-01-01")).toBe(1);
  });

  test("takes a date with a time by its date", () => {
    expect(daysBetween("2026-11-19", "2026-11-20T23:59:59-11:00")).toBe(1);
    expect(daysBetween("2026-11-20T23:59:59Z", "2026-11-21T00:00:00Z")).toBe(1);
  });
});
