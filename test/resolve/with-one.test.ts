import { describe, expect, test } from "vitest";
import { patientSubject } from "../../src/facts/subject.ts";
import type { Contribution } from "../../src/resolve/contribution.ts";
import { merge } from "../../src/resolve/merge/index.ts";
import { mergeWithOne } from "../../src/resolve/merge/with-one.ts";
import { rulesBySlot, slotPlans } from "../../src/resolve/slot-plan.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { Slot, SlotValue } from "../../src/rulebook/slots.ts";
import { pick, randomFrom, shuffled } from "../support/random-case.ts";

const rulebook = embeddedRulebook();
const numbers = new Map(rulebook.rules.map(({ name }, number) => [name, number]));

/** Each slot of the rulebook with what its rules would say of it. */
const said: readonly (readonly [Slot, readonly Contribution[]])[] = slotPlans(
  rulebook,
  rulesBySlot(rulebook.rules),
  numbers,
)
  .flat()
  .map(({ slot, rules }) => [
    slot,
    rules.flatMap(({ rule, number, voices }) =>
      voices.flatMap(({ main, value }) =>
        value === undefined ? [] : [{ rule, number, subject: patientSubject, place: 0, value, main }],
      ),
    ),
  ]);

const tried = said.filter(([, contributions]) => contributions.length > 1);

/** Numbers and ranges that rules of a rulebook could give a slot, few enough to be alike at times. */
function ranges({ merge: { kind }, keys }: Slot, random: () => number): SlotValue {
  const number = () => 1 + Math.floor(random() * 3);
  if (kind === "none-wins" && random() < 0.1) return "none";
  return keys === undefined ? number() : Object.fromEntries(keys.map((key) => [key, number()]));
}

describe("a single rule", () => {
  test("that gives a list: in the slot's order, each once", () => {
    const [slot, [said] = []] = tried.find(([{ name }]) => name === "suspect") ?? [];
    if (slot === undefined || said === undefined) throw new Error("no rule gives suspects");
    const [first = "", second = ""] = slot.values ?? [];
    const one = { ...said, value: [second, first, second] };
    expect(merge(slot, [one])?.value).toEqual([first, second]);
    expect(mergeWithOne(slot, undefined, one)).toEqual([first, second]);
  });
});

describe("one rule more", () => {
  const ranked = tried.filter(
    ([
      {
        merge: { kind },
      },
    ]) => kind === "rank" || kind === "none-wins",
  );

  test.each(ranked.map(([slot, contributions]) => ({ name: slot.name, slot, contributions })))(
    "$name: also of numbers and ranges that no rule gives yet",
    ({ slot, contributions }) => {
      const random = randomFrom(contributions.length + 2);
      const values = new Set<string>();
      for (let round = 0; round < 300; round += 1) {
        const [one, ...some] = Array.from({ length: 1 + Math.floor(random() * 5) }, () => ({
          ...pick(contributions, random),
          value: ranges(slot, random),
        }));
        if (one === undefined) throw new Error("there is always one");
        const value = mergeWithOne(slot, merge(slot, some), one);
        expect(value).toEqual(merge(slot, [...some, one])?.value);
        values.add(JSON.stringify(value));
      }
      expect(values.size).toBeGreaterThan(2);
    },
  );

  test("every kind of merge is tried", () => {
    const kinds = new Set(tried.map(([slot]) => slot.merge.kind));
    expect([...kinds].toSorted()).toEqual(["any", "none-wins", "order", "precedence", "rank", "union"]);
  });

  test.each(tried.map(([slot, contributions]) => ({ name: slot.name, slot, contributions })))(
    "$name: comes to what merging all of them anew comes to",
    ({ slot, contributions }) => {
      const random = randomFrom(contributions.length);
      for (let round = 0; round < 60; round += 1) {
        const some = shuffled(contributions, random).slice(0, Math.floor(random() * 5));
        const one = pick(contributions, random);
        expect(mergeWithOne(slot, merge(slot, some), one)).toEqual(merge(slot, [...some, one])?.value);
      }
    },
  );

  test.each(tried.map(([slot, contributions]) => ({ name: slot.name, slot, contributions })))(
    "$name: the order in which rules come does not matter, and who gives the winning value wins",
    ({ slot, contributions }) => {
      const random = randomFrom(contributions.length + 1);
      for (let round = 0; round < 30; round += 1) {
        const some = shuffled(contributions, random).slice(0, 1 + Math.floor(random() * 5));
        const merged = merge(slot, some);
        expect(merge(slot, some.toReversed())?.value).toEqual(merged?.value);
        const winners = merged?.winners ?? [];
        expect(winners.length).toBeGreaterThan(0);
        expect(some).toEqual(expect.arrayContaining([...winners]));
        const isWhole = slot.merge.kind === "union" || slot.merge.kind === "any";
        for (const contribution of some) {
          const gives = JSON.stringify(contribution.value) === JSON.stringify(merged?.value);
          expect(winners.includes(contribution)).toBe(isWhole || gives);
        }
      }
    },
  );
});
