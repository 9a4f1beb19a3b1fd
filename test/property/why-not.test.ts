import fc from "fast-check";
import { expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { changeCase } from "../../src/case/change.ts";
import { caseShape } from "../../src/case/schema.ts";
import type { NeededChange } from "../../src/explain/explanation.ts";
import { CaseError } from "../../src/issues/errors.ts";
import { createRandomCases, pick, randomFrom } from "../support/random-case.ts";
import { caseOf, everyList, findingAdvisor, findings, type Known } from "./support/finding-rulebook.ts";
import { runs } from "./support/runs.ts";

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const states = everyList<boolean | null>([true, false, null], findings.length);

/** What differs between two cases; undefined where something that one knows is unknown in the other. */
function turned(from: Known, to: Known): string[] | undefined {
  if (to.some((value, index) => value === null && from[index] !== null)) return undefined;
  return findings.flatMap((name, index) => (from[index] === to[index] ? [] : [`${name}=${to[index]}`]));
}

test("on random rules over a few findings: all smallest sets are found, and no others", { timeout: 600_000 }, () => {
  let sets = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const advisor = findingAdvisor(seed, true);
      const outcomes = new Map(states.map((known) => [known.join(), advisor.outcomes(caseOf(known))]));
      const random = randomFrom(seed);
      for (const { name, scope } of advisor.rulebook.rules) {
        const id = scope === "vein" ? `${name}@v` : name;
        const known = pick(states, random);
        if (outcomes.get(known.join())?.[id] === "applies") continue;
        const ways = states
          .filter((other) => outcomes.get(other.join())?.[id] === "applies")
          .flatMap((other) => [turned(known, other) ?? []])
          .filter((way) => way.length > 0);
        const least = Math.min(...ways.map(({ length }) => length));
        const smallest = ways.filter(({ length }) => length === least).map((way) => way.sort().join(" "));
        const found = advisor.explain(caseOf(known), name).flatMap(({ whyNot }) =>
          whyNot.map((set) =>
            set
              .map(({ path, needed }) => `${path}=${needed}`)
              .sort()
              .join(" "),
          ),
        );
        sets += found.length;
        // What only the outcome of other rules could bring about is confirmed, and need not be complete.
        if (name === "rule.reads") expect(smallest).toEqual(expect.arrayContaining(found));
        else expect(found.sort()).toEqual(smallest.sort());
      }
    }),
    runs(30),
  );
  expect(sets).toBeGreaterThan(30);
});

test("on the embedded rules: a set makes its rule apply, and no part of it does", { timeout: 600_000 }, () => {
  const advisor = createAdvisor();
  const cases = createRandomCases(advisor.rulebook);
  const shape = caseShape(advisor.rulebook);
  const applies = (input: unknown, id: string, part: readonly NeededChange[]): boolean => {
    const changes = Object.fromEntries(part.map(({ path, needed }) => [path, needed]));
    try {
      return advisor.outcomes(changeCase(input, changes, shape))[id] === "applies";
    } catch (error) {
      // A part of a set may be no possible case: a session's age without its date.
      if (error instanceof CaseError) return false;
      throw error;
    }
  };
  let parts = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = randomFrom(seed);
      const input = cases.make(seed, { veins: 1, unknownShare: random() });
      for (const { name } of Array.from({ length: 12 }, () => pick(advisor.rulebook.rules, random)))
        for (const { subject, whyNot } of advisor.explain(input, name)) {
          const id = subject.kind === "vein" ? `${name}@${subject.id}` : name;
          if (whyNot.length === 0) continue;
          const set = pick(whyNot, random);
          // More than sixteen parts are not tried: such a set would be no help to anybody.
          for (const chosen of everyList([true, false], Math.min(4, set.length))) {
            const part = set.filter((_, index) => chosen[index] ?? true);
            const whole = part.length === set.length;
            expect({ id, part, applies: applies(input, id, part) }).toEqual({ id, part, applies: whole });
            parts += 1;
          }
        }
    }),
    runs(8),
  );
  expect(parts).toBeGreaterThan(50);
});

/** The facts that an explanation names one by one, where a single one does. */
const singles = (sets: readonly (readonly NeededChange[])[]): string[] =>
  sets.flatMap((set) => (set.length === 1 ? set.map(({ path }) => path) : []));

test("on the embedded rules: whatever single fact makes a rule apply is named", { timeout: 600_000 }, () => {
  const advisor = createAdvisor();
  const cases = createRandomCases(advisor.rulebook);
  const shape = caseShape(advisor.rulebook);
  const names = [
    ...["contraindication.early-postpartum", "travel.journey.short-within-two-days"],
    ...["caution.thrombosis-factor.long-haul-travel", "technique.thrombosis-risk", "session.minutes.telangiectasia"],
  ];
  // The limit of a comparison, what settles an absent fact, and what is asked of every vein.
  const paths: Readonly<Record<string, readonly unknown[]>> = {
    "clinic.earlyPostpartumWeeks": [0, 6, 52],
    "patient.weeksPostpartum": [0, 51],
    "clinic.shortFlightMaxHours": [1, 12],
    "travel.flightHours": [0.5, 30],
    "travel.hoursAfterSession": [1, 24, 168],
    "travel.longHaulWithin7Days": [true],
    "veins.vein-0.type": ["telangiectasia"],
    "veins.vein-0.visibleAtSurface": [true],
  };
  let named = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = randomFrom(seed);
      const input = cases.make(seed, { veins: 1, unknownShare: pick([0, 0.3, 0.9], random) });
      for (const [path, values] of Object.entries(paths))
        for (const value of values) {
          const outcomes = advisor.outcomes(changeCase(input, { [path]: value }, shape));
          for (const name of names.filter((one) => outcomes[one] === "applies")) {
            const [explanation] = advisor.explain(input, name);
            if (explanation === undefined || explanation.outcome === "applies") continue;
            expect({ name, path, singles: singles(explanation.whyNot) }).toMatchObject({
              singles: expect.arrayContaining([path]),
            });
            named += 1;
          }
        }
    }),
    runs(20),
  );
  expect(named).toBeGreaterThan(5);
});

test("on any number of veins: what each lacks makes a rule on all of them apply", { timeout: 600_000 }, () => {
  const advisor = createAdvisor();
  const shape = caseShape(advisor.rulebook);
  const name = "session.minutes.telangiectasia";
  fc.assert(
    fc.property(seeds, (seed) => {
      const random = randomFrom(seed);
      const veins = Array.from({ length: 1 + Math.floor(random() * 30) }, (_, index) => ({
        id: `v${index}`,
        type: pick(["reticular", "telangiectasia", null], random),
        visibleAtSurface: pick([true, false, null], random),
      }));
      const lacking = veins.flatMap(({ type, visibleAtSurface }) => [
        ...(type === "telangiectasia" ? [] : ["type"]),
        ...(visibleAtSurface === true ? [] : ["visibleAtSurface"]),
      ]);
      const [explanation] = advisor.explain({ veins }, name);
      if (lacking.length === 0) return expect(explanation?.outcome).toBe("applies");
      expect(explanation?.whyNot.map((set) => set.length)).toEqual([lacking.length]);
      const changes = Object.fromEntries((explanation?.whyNot[0] ?? []).map(({ path, needed }) => [path, needed]));
      expect(advisor.outcomes(changeCase({ veins }, changes, shape))[name]).toBe("applies");
    }),
    runs(20),
  );
});
