import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { barsOf } from "../../playground/timeline/bars.ts";
import { labelLines, scaleOf } from "../../playground/timeline/scale.ts";
import { hoursText } from "../../playground/words.ts";
import { createAdvisor } from "../../src/index.ts";

const advisor = createAdvisor();
const { timeline } = advisor.recommendSync(JSON.parse(readFileSync("examples/patient-story.json", "utf8")));

describe("the bars of the timeline", () => {
  const bars = barsOf(timeline, advisor.rulebook);

  test("hold every decided slot that has a time, once, with the veins that it is about", () => {
    const texts = bars.map(({ text, veins }) => `${text} ${veins.join()}`);
    expect(new Set(texts).size).toBe(texts.length);
    expect(bars).toContainEqual({
      kind: "do",
      text: "Compression in the daytime: 14 days",
      topic: "compression",
      fromHours: 48,
      toHours: 384,
      veins: [],
    });
    expect(bars.find(({ text }) => text === "Review of the result: 13 to 26 weeks")?.veins).toEqual([
      "right-feeder",
      "left-feeder",
    ]);
  });

  test("stand by topic, in the rulebook's order, and hold nothing that a rule says in its own words", () => {
    const topics = bars.map(({ topic }) => advisor.rulebook.topics.indexOf(topic));
    expect(topics).toEqual([...topics].sort((a, b) => a - b));
    const summaries = new Set(advisor.rulebook.rules.map(({ event }) => event.params.summary));
    expect(bars.filter(({ text }) => summaries.has(text))).toEqual([]);
  });
});

describe("the axis of time", () => {
  test("runs from the session to the last moment, in order", () => {
    const { at } = scaleOf([0, 48, 168, 8760], 0.1);
    expect(at(0)).toBe(0);
    expect(at(8760)).toBe(1);
    const shares = [0, 1, 24, 48, 168, 672, 8760].map(at);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(new Set(shares).size).toBe(shares.length);
  });

  test("begins before the session where something does", () => {
    const { at } = scaleOf([-168, 168], 0.1);
    expect(at(-168)).toBe(0);
    expect(at(0)).toBeCloseTo(0.5);
  });

  test("goes on behind the last moment where something has no end", () => {
    expect(scaleOf([0, 8760], 0.1, true).at(8760)).toBeLessThan(1);
  });

  test("has ticks at moments that matter, and none so close to another that their labels meet", () => {
    const times = [0, 24, 25, 26, 48, 49, 168, 336, 8760];
    const { ticks } = scaleOf(times, 0.1);
    expect(ticks.every(({ hours }) => times.includes(hours))).toBe(true);
    for (const [index, tick] of ticks.entries())
      if (index > 0) expect(tick.share - (ticks[index - 1]?.share ?? 0)).toBeGreaterThanOrEqual(0.1);
  });

  test("breaks labels between words, and loses none", () => {
    expect(labelLines("No strong sun on treated skin", 12)).toEqual(["No strong", "sun on", "treated skin"]);
    expect(labelLines("a-word-that-is-longer-than-a-line", 5)).toEqual(["a-word-that-is-longer-than-a-line"]);
  });
});

test.each([
  [0, "0 hours"],
  [1, "1 hour"],
  [48, "2 days"],
  [168, "1 week"],
  [1008, "6 weeks"],
  [1460, "2 months"],
  [8760, "12 months"],
  [36, "36 hours"],
  [-168, "1 week before"],
])("%i hours read as %s", (hours, text) => {
  expect(hoursText(hours)).toBe(text);
});
