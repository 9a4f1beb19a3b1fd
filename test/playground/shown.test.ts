import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shownTurns } from "../../playground/what-if/shown.ts";
import { createAdvisor } from "../../src/index.ts";
import { differenceOf } from "../../src/report/difference.ts";
import { createRandomCases } from "../support/random-case.ts";

const advisor = createAdvisor();
const { rulebook } = advisor;
const file = "fixtures/cases/technique/foam-in-migraine--physiological-gas.json";
const { case: tributary } = JSON.parse(readFileSync(file, "utf8")) as { case: Record<string, unknown> };

test("a decision that only has one more reason is no line of a difference", () => {
  const difference = advisor.whatIf(tributary, { "conditions.rightToLeftShunt": "symptomatic" });
  // The library tells them apart by their reasons; the same word on both sides tells nobody anything.
  expect(difference.eligibility?.to.decision).toBe(difference.eligibility?.from.decision);
  expect(difference.eligibility?.to.because).not.toEqual(difference.eligibility?.from.because);
  const { levels, values } = shownTurns(rulebook, difference);
  expect(levels).toEqual([]);
  expect(values.map(({ slot, from, to }) => [slot, from, to])).toContainEqual(["form", "foam", "liquid"]);
});

test("a decision that turns is a line, with what it could still become", () => {
  const { levels } = shownTurns(rulebook, advisor.whatIf(tributary, { "patient.pregnant": true }));
  expect(levels).toHaveLength(1);
  expect(levels[0]).toMatchObject({ slot: "eligibility", from: "proceed with caution, could become contraindicated" });
  expect(levels[0]?.to).toMatch(/^defer/);
});

test("no line reads alike on both sides, and every value that turns in words has one", () => {
  const cases = createRandomCases(rulebook);
  let lines = 0;
  for (let seed = 0; seed < 40; seed += 2) {
    const difference = differenceOf(
      advisor.recommendSync(cases.make(seed, { veins: 1 })),
      advisor.recommendSync(cases.make(seed + 1, { veins: 1 })),
    );
    const { levels, values, opened } = shownTurns(rulebook, difference);
    for (const { from, to } of [...levels, ...values, ...opened]) expect(from).not.toBe(to);
    expect(levels.some(({ slot }) => slot === "eligibility")).toBe(
      difference.eligibility?.from.decision !== difference.eligibility?.to.decision ||
        difference.eligibility?.from.couldBecome !== difference.eligibility?.to.couldBecome,
    );
    lines += levels.length + values.length + opened.length;
  }
  expect(lines).toBeGreaterThan(50);
});
