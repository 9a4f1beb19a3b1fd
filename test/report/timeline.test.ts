import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import type { TimelineItem, TimelinePhase } from "../../src/report/phase.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { RuleParameters } from "../../src/rulebook/rule.ts";
import { createRandomCases } from "../support/random-case.ts";
import { always, rule, smallAdvisor } from "../support/small-rulebook.ts";

const advisor = createAdvisor();
const timelineOn = (facts: unknown): readonly TimelinePhase[] => advisor.recommendSync(facts).timeline;

const calf = { id: "calf", type: "telangiectasia", zone: "calf" };
const tributary = { id: "branch", type: "varicose-tributary", size: "large", zone: "calf" };

/** Every item of a timeline, each once. */
function itemsOf(timeline: readonly TimelinePhase[]): TimelineItem[] {
  const items = timeline.flatMap((phase) => [...phase.do, ...phase.expect, ...phase.avoid]);
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** The items that come from a rule. */
function from(timeline: readonly TimelinePhase[], name: string): TimelineItem[] {
  return itemsOf(timeline).filter((item) => item.from.includes(name));
}

/** The phases that name a rule, by their start in hours. */
function phasesNaming(timeline: readonly TimelinePhase[], part: "do" | "expect" | "avoid", name: string): number[] {
  return timeline.filter((phase) => phase[part].some((item) => item.from.includes(name))).map((one) => one.fromHours);
}

const day = 24;
const week = 7 * day;
/** A twelfth of a year of 365 days. */
const month = 730;

describe("phases", () => {
  test("follow each other from the end of the session on, without a gap, and the last has no end", () => {
    const cases = createRandomCases(embeddedRulebook());
    let seen = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const timeline = timelineOn(cases.make(seed, { veins: 2 }));
      seen += timeline.length;
      expect(timeline[0]?.fromHours ?? 0).toBe(0);
      expect(timeline.map(({ toHours }) => toHours)).toEqual([
        ...timeline.slice(1).map(({ fromHours }) => fromHours),
        ...(timeline.length === 0 ? [] : [null]),
      ]);
      for (const { fromHours, toHours } of timeline) expect(toHours ?? Infinity).toBeGreaterThan(fromHours);
      expect(timeline.filter(({ current }) => current === true).length).toBeLessThanOrEqual(1);
    }
    expect(seen).toBeGreaterThan(100);
  });

  test("begin where something new is to be expected: C38 carries the last until then", () => {
    // Day 1, days 2 and 3, the end of week 1, weeks 2, 3, 4 and 6, months 2 (staining fades), 3 (full effect) and 6 (staining
    // that takes longer).
    expect(timelineOn({ veins: [calf] }).map(({ fromHours }) => fromHours)).toEqual([
      0,
      day,
      6 * day,
      2 * week,
      3 * week,
      4 * week,
      6 * week,
      2 * month,
      3 * month,
      6 * month,
    ]);
  });

  test("hold what overlaps them, and nothing else", () => {
    for (const { fromHours, toHours, ...parts } of timelineOn({ veins: [calf, tributary] }))
      for (const item of [...parts.do, ...parts.expect, ...parts.avoid]) {
        expect(item.fromHours).toBeLessThan(toHours ?? Infinity);
        expect(item.toHours ?? Infinity).toBeGreaterThan(fromHours);
      }
  });

  test("there are none in a case that names nothing to hold", () => {
    expect(smallAdvisor([rule("nothing", always)]).recommendSync({}).timeline).toEqual([]);
  });
});

describe("what stands in it", () => {
  test("compression day and night, then in the daytime: the days count from the end of the nights (C06)", () => {
    const timeline = timelineOn({ veins: [calf] });
    expect(from(timeline, "compression.continuous.leg")).toEqual([
      {
        text: "Compression day and night: 24 to 48 hours, default 48",
        from: ["compression.continuous.leg"],
        fromHours: 0,
        toHours: 48,
      },
    ]);
    expect(from(timeline, "compression.telangiectasia.daytime")).toEqual([
      {
        text: "Compression in the daytime: 7 days",
        from: ["compression.telangiectasia.daytime"],
        fromHours: 48,
        toHours: 48 + 7 * day,
      },
    ]);
    expect(from(timelineOn({ veins: [calf, tributary] }), "compression.tributary.daytime")).toMatchObject([
      { fromHours: 48, toHours: 48 + 14 * day },
    ]);
  });

  test("compression that is withdrawn stands nowhere", () => {
    const timeline = timelineOn({ conditions: { severePeripheralArterialDisease: true }, veins: [calf] });
    expect(timeline.length).toBeGreaterThan(1);
    expect(
      itemsOf(timeline).filter(({ from: rules }) => rules.some((name) => /daytime|continuous/.test(name))),
    ).toEqual([]);
  });

  test.each([
    ["avoid", "aftercare.hot-yoga", 0, 10 * day],
    ["avoid", "aftercare.sun.leg", 0, 14 * day],
    ["avoid", "aftercare.swimming.leg", 0, 48],
    ["avoid", "travel.long-haul", 0, 7 * day],
    ["avoid", "aftercare.heat.days-2-to-3", day, 3 * day],
    ["do", "aftercare.shower.normal", 7 * day, null],
    ["do", "review.trapped-blood", 2 * week, 4 * week],
    ["do", "review.outcome.telangiectasia", 8 * week, 12 * week],
    ["do", "review.touch-up", 6 * week, null],
    ["do", "recurrence.maintenance", 24 * month, null],
    ["expect", "expectation.days-2-3.bruising", day, 3 * day],
    ["expect", "complication.matting.expect", 2 * week, 6 * week],
    ["expect", "complication.staining.fades", 2 * month, 6 * month],
  ] as const)("%s: %s from hour %s to %s", (part, name, fromHours, toHours) => {
    const timeline = timelineOn({ veins: [calf] });
    expect(from(timeline, name)).toMatchObject([{ fromHours, toHours }]);
    const others = (["do", "expect", "avoid"] as const).filter((one) => one !== part);
    expect(phasesNaming(timeline, part, name)).not.toEqual([]);
    for (const other of others) expect(phasesNaming(timeline, other, name)).toEqual([]);
  });

  test("each unit of a rule is turned into hours", () => {
    const timed = (unit: "h" | "d" | "wk" | "mo", to: number | null): Partial<RuleParameters> => ({
      timeline: { kind: "expect", unit, from: 1, to },
    });
    const { timeline } = smallAdvisor([
      rule("hour", always, timed("h", 2)),
      rule("day", always, timed("d", 2)),
      rule("week", always, timed("wk", 2)),
      rule("month", always, timed("mo", 2)),
      rule("open", always, timed("mo", null)),
    ]).recommendSync({});
    const spans = Object.fromEntries(
      itemsOf(timeline).map(({ text, fromHours, toHours }) => [text, [fromHours, toHours]]),
    );
    expect(spans).toEqual({
      hour: [1, 2],
      day: [24, 48],
      week: [168, 336],
      month: [730, 1460],
      open: [730, null],
    });
  });

  test("what lies before the session too stands in its first phase", () => {
    const timeline = timelineOn({ medications: { legRetinoid: true }, veins: [calf] });
    expect(from(timeline, "aftercare.retinoid")).toMatchObject([{ fromHours: -7 * day, toHours: 7 * day }]);
    expect(phasesNaming(timeline, "avoid", "aftercare.retinoid")).toEqual([0, day, 6 * day]);
  });

  test("what holds for a vein names it; what is overruled is left out", () => {
    const timeline = timelineOn({ veins: [calf, tributary] });
    expect(from(timeline, "review.outcome.telangiectasia")).toMatchObject([{ vein: "calf" }]);
    expect(from(timeline, "review.outcome.larger-vein")).toMatchObject([
      { vein: "branch", fromHours: 13 * week, toHours: 26 * week },
    ]);
    expect(from(timeline, "compression.telangiectasia.daytime")).toEqual([]);
  });

  test("leg advice stands in none for the face", () => {
    const timeline = timelineOn({ veins: [{ id: "nose", type: "telangiectasia", zone: "nose" }] });
    expect(from(timeline, "aftercare.sun.face-and-hand")).toMatchObject([{ fromHours: 0, toHours: 28 * day }]);
    const names = itemsOf(timeline).flatMap(({ from: rules }) => rules);
    expect(names.filter((name) => name.startsWith("compression.") || name.endsWith(".leg"))).toEqual([]);
  });
});

describe("the current phase of a follow-up", () => {
  const at = (followUp: object, more: object = {}): number[] =>
    timelineOn({ veins: [calf], followUp, ...more })
      .filter(({ current }) => current === true)
      .map(({ fromHours }) => fromHours);

  test.each([
    [0, 0],
    [23, 0],
    [24, day],
    [10 * day, 6 * day],
    [2 * week - 1, 6 * day],
    [2 * week, 2 * week],
    [5 * week, 4 * week],
    [40_000, 6 * month],
  ])("at hour %s it is the one from hour %s", (hoursSinceSession, fromHours) => {
    expect(at({ hoursSinceSession })).toEqual([fromHours]);
  });

  test("at an unknown hour, or without a follow-up, there is none", () => {
    expect(at({ itching: true })).toEqual([]);
    expect(at({ hoursSinceSession: null })).toEqual([]);
    expect(timelineOn({ veins: [calf] }).some((phase) => "current" in phase)).toBe(false);
  });

  test("a date without a time leaves a day to either side: only a phase that holds it all is current", () => {
    // Ten days ago: 9 to 11 days, all of them after day 6 and before week 2.
    expect(at({ sessionDate: "2026-11-10" }, { asOf: "2026-11-20" })).toEqual([6 * day]);
    // Six days ago: 5 to 7 days, on both sides of day 6.
    expect(at({ sessionDate: "2026-11-14" }, { asOf: "2026-11-20" })).toEqual([]);
  });

  test("says what is normal now, and the one after it what comes next", () => {
    const timeline = timelineOn({ veins: [calf], followUp: { hoursSinceSession: 36 } });
    const now = timeline.findIndex(({ current }) => current === true);
    const names = (phase: TimelinePhase | undefined) => phase?.expect.flatMap(({ from: rules }) => rules) ?? [];
    expect(names(timeline[now])).toEqual(
      expect.arrayContaining(["expectation.days-2-3.itch", "expectation.days-2-3.ache"]),
    );
    expect(names(timeline[now])).not.toContain("expectation.first-day.look");
    expect(names(timeline[now + 1])).toEqual(
      expect.arrayContaining(["expectation.week-1.tenderness", "expectation.week-1.skin"]),
    );
  });
});
