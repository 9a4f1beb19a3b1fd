import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { turningClause } from "../../playground/report/clause.ts";
import { pathOf, placeOf, withValue } from "../../playground/state/case.ts";
import { runSliced, type Sliced } from "../../playground/state/sliced.ts";
import type { Turning } from "../../playground/state/turning.ts";
import { recommendationTurnings, slotTurnings, valueIn } from "../../playground/state/what-would-change.ts";
import { createAdvisor, type SlotValue } from "../../src/index.ts";
import { createRandomCases } from "../support/random-case.ts";

const advisor = createAdvisor();
type PlainCase = Readonly<Record<string, unknown>>;
const story = JSON.parse(readFileSync("examples/patient-story.json", "utf8")) as PlainCase;

function resultOf<T>(work: Sliced<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

/** Each case that a find stands for. */
function casesOf<T>(of: PlainCase, turning: Turning<T>): PlainCase[] {
  const withOthers = turning.with.reduce((next, { place, value }) => withValue(next, place, value), of);
  return turning.last.values.map((value) => withValue(withOthers, turning.last.place, value));
}

const turningsOf = (of: PlainCase, slot: string, vein?: string): readonly Turning<SlotValue | null>[] =>
  resultOf(slotTurnings(advisor, of, advisor.recommendSync(of), vein === undefined ? { slot } : { slot, vein }));

describe("what would change a decided slot", () => {
  test("foam for the feeder of the story: another type, a shunt with symptoms, migraine and a small area, or neither reason", () => {
    const clauses = turningsOf(story, "form", "right-feeder").map((one) => [
      one.result,
      turningClause(advisor.rulebook, one, "right-feeder"),
    ]);
    expect(clauses).toContainEqual(["liquid", "vein type is telangiectasia"]);
    // Foam has two reasons: each of them alone is not enough to turn it.
    expect(clauses).toContainEqual([
      "liquid",
      "this vein does not feed a visible cluster, and size class within the vein type is very small, small or medium",
    ]);
    expect(clauses.map(([, clause]) => clause)).not.toContain("this vein does not feed a visible cluster");
    // Rules that would exclude foam say what they need.
    expect(clauses).toContainEqual([
      "liquid",
      "the patient has current or past migraine with aura, and the treatment area for this vein is small",
    ]);
  });

  test("says of a find what it rests on that is known already, and not what it changes", () => {
    const given = {
      conditions: { migraineWithAura: true, rightToLeftShunt: "none" },
      veins: [{ id: "a", type: "varicose-tributary" }],
    };
    const found = turningsOf(given, "form", "a");
    const of = (fact: string) => found.find(({ last }) => last.place.fact === fact)?.given;
    expect(of("vein.smallArea")).toEqual(["the patient has current or past migraine with aura"]);
    // The type alone brings liquid: nothing else has to stay.
    expect(of("vein.type")).toBeUndefined();
    // Without the migraine the small area changes nothing by itself, and is not said to.
    const without = turningsOf({ ...given, conditions: { ...given.conditions, migraineWithAura: false } }, "form", "a");
    expect(
      without.filter(({ with: others, last }) => others.length === 0 && last.place.fact === "vein.smallArea"),
    ).toEqual([]);
  });

  test("what a find rests on holds in the case as it is, by a rule that then gives the value", () => {
    const cases = createRandomCases(advisor.rulebook);
    let rested = 0;
    for (let seed = 20; seed < 40; seed += 1) {
      const given = cases.make(seed, { veins: 1 });
      const [vein] = given["veins"] as { id: string }[];
      for (const turning of turningsOf(given, "form", vein?.id)) {
        for (const changed of casesOf(given, turning)) {
          const texts = advisor
            .recommendSync(changed)
            .recommendations.filter(({ slot, status }) => slot === "form" && status === "active")
            .flatMap(({ because }) => because.map(({ text }) => text));
          for (const text of turning.given ?? []) expect(texts).toContain(text);
        }
        rested += turning.given?.length ?? 0;
      }
    }
    expect(rested).toBeGreaterThan(3);
  });

  test("every find is a case in which the slot has that value, and no find holds a smaller one", () => {
    const cases = createRandomCases(advisor.rulebook);
    let finds = 0;
    for (let seed = 0; seed < 12; seed += 1) {
      const given = cases.make(seed, { veins: 1 });
      const [vein] = given["veins"] as { id: string }[];
      for (const place of [{ slot: "eligibility" }, { slot: "form", vein: vein?.id ?? "" }]) {
        const found = turningsOf(given, place.slot, place.vein);
        for (const turning of found) {
          for (const changed of casesOf(given, turning))
            expect(valueIn(advisor.recommendSync(changed), place)).toEqual(turning.result);
          finds += 1;
        }
        const sets = found.flatMap(({ with: others, last }) =>
          last.values.map(
            (value) => new Set([...others, { place: last.place, value }].map((one) => JSON.stringify(one))),
          ),
        );
        const isWithin = (other: Set<string>, one: Set<string>): boolean => [...other].every((key) => one.has(key));
        for (const one of sets) expect(sets.filter((other) => other !== one && isWithin(other, one))).toEqual([]);
      }
    }
    expect(finds).toBeGreaterThan(30);
  });

  test("a number turns at its limit", () => {
    const [found] = turningsOf({ patient: { ageYears: 17 } }, "eligibility").filter(
      ({ last }) => pathOf(last.place) === "patient.ageYears",
    );
    expect(found?.last.values).toEqual([18]);
  });
});

describe("what would change a recommendation", () => {
  test("makes it fall away, each fact alone where that is enough", () => {
    const report = advisor.recommendSync(story);
    const feeder = report.recommendations.find(({ id }) => id === "technique.foam.feeder@right-feeder");
    expect(feeder).toBeDefined();
    if (feeder === undefined) return;
    const found = resultOf(recommendationTurnings(advisor, story, feeder));
    expect(found.every((one) => one.with.length === 0)).toBe(true);
    expect(found.map(({ last }) => last.place.fact).sort()).toEqual(["vein.feedsCluster", "vein.type"]);
    for (const turning of found)
      for (const changed of casesOf(story, turning)) expect(advisor.outcomes(changed)[feeder.id]).toBe(turning.result);
  });

  test("is nothing where it holds for every case", () => {
    const report = advisor.recommendSync({});
    const always = report.recommendations.find(({ because }) => because.length === 0);
    expect(always).toBeDefined();
    if (always !== undefined) expect(resultOf(recommendationTurnings(advisor, {}, always))).toEqual([]);
  });
});

describe("work in slices", () => {
  function* count(to: number, seen: number[]): Sliced<string> {
    for (let number = 1; number <= to; number += 1) {
      seen.push(number);
      yield;
    }
    return "done";
  }

  /** A clock that moves by a millisecond with every look at it, and a timer that is wound by hand. */
  const page = () => {
    let time = 0;
    const waiting: (() => void)[] = [];
    return {
      waiting,
      now: () => {
        time += 1;
        return time;
      },
      later: (run: () => void) => {
        waiting.push(run);
      },
    };
  };

  test("is done some steps at a time, and not before the page has been painted", () => {
    const clock = page();
    const seen: number[] = [];
    const results: string[] = [];
    runSliced(count(20, seen), (result) => results.push(result), clock);
    expect(seen).toEqual([]);
    clock.waiting.shift()?.();
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(20);
    while (clock.waiting.length > 0) clock.waiting.shift()?.();
    expect(seen).toHaveLength(20);
    expect(results).toEqual(["done"]);
  });

  test("goes no further once it is stopped", () => {
    const clock = page();
    const seen: number[] = [];
    const results: string[] = [];
    const stop = runSliced(count(20, seen), (result) => results.push(result), clock);
    clock.waiting.shift()?.();
    const before = seen.length;
    stop();
    while (clock.waiting.length > 0) clock.waiting.shift()?.();
    expect(seen).toHaveLength(before);
    expect(results).toEqual([]);
  });
});

test("a vein's fact has the vein in its path, another fact has not", () => {
  expect(pathOf(placeOf("vein.type", "a"))).toBe("veins.a.type");
  expect(pathOf(placeOf("patient.pregnant", "a"))).toBe("patient.pregnant");
});
