import { describe, expect, test } from "vitest";
import { type Contribution, sameValue } from "../../src/resolve/contribution.ts";
import { mergeNoneWins } from "../../src/resolve/merge/none-wins.ts";
import { orderOf } from "../../src/resolve/merge/order.ts";
import { comparedByRank, mergeByRank } from "../../src/resolve/merge/rank.ts";
import { unionHolds, unionOf } from "../../src/resolve/merge/union.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { OptionValue, Slot, SlotValue } from "../../src/rulebook/slots.ts";

const { slots } = embeddedRulebook();
const slot = (name: string): Slot => slots.get(name) as Slot;

describe("two values of a slot are the same by what they hold", () => {
  const same: readonly (readonly [SlotValue | null | undefined, SlotValue | null | undefined])[] = [
    [1, 1],
    ["foam", "foam"],
    [null, null],
    [undefined, undefined],
    [
      { min: 1, max: 2 },
      { max: 2, min: 1 },
    ],
    [
      ["a", "b"],
      ["a", "b"],
    ],
    [[{ agent: "x", max: 1 }], [{ max: 1, agent: "x" }]],
    [[], []],
  ];
  const different: typeof same = [
    [1, 2],
    [1, "1"],
    [1, null],
    [null, undefined],
    [null, { min: 1 }],
    [{ min: 1 }, null],
    ["none", { min: 1 }],
    [{ min: 1 }, "none"],
    [{ min: 1 }, { min: 2 }],
    [{ min: 1 }, { min: 1, max: 2 }],
    [{ min: 1, max: 2 }, { min: 1 }],
    [
      { min: 1, max: 2 },
      { min: 1, plan: 2 },
    ],
    [["a"], ["a", "b"]],
    [
      ["a", "b"],
      ["b", "a"],
    ],
    [["a"], { 0: "a" } as unknown as SlotValue],
    [[{ agent: "x" }], [{ agent: "y" }]],
  ];

  test.each(same)("%j and %j", (a, b) => {
    expect([sameValue(a, b), sameValue(b, a)]).toEqual([true, true]);
  });

  test.each(different)("not %j and %j", (a, b) => {
    expect([sameValue(a, b), sameValue(b, a)]).toEqual([false, false]);
  });

  test("a key that objects inherit is no key of a value", () => {
    const odd = { constructor: 1 } as unknown as SlotValue;
    expect([sameValue(odd, {}), sameValue({}, odd)]).toEqual([false, false]);
  });
});

describe("the order of codes", () => {
  test("is that of the slot; what is no code stands before all, as everything does in a slot without codes", () => {
    const order = ["proceed", "proceed-with-caution", "assess-first", "defer", "contraindicated"];
    expect(order.map((code) => orderOf(slot("eligibility"), code))).toEqual([0, 1, 2, 3, 4]);
    expect(orderOf(slot("eligibility"), "no-such-level")).toBe(-1);
    expect(orderOf(slot("foam.maxMl"), "proceed")).toBe(-1);
  });
});

describe("what is preferred", () => {
  const keys = ["max", "min"];

  test.each<[SlotValue, SlotValue, "highest" | "lowest", readonly string[] | undefined, number]>([
    [2, 1, "highest", undefined, 1],
    [1, 2, "highest", undefined, -1],
    [1, 2, "lowest", undefined, 1],
    [2, 2, "lowest", undefined, 0],
    [{ min: 1, max: 3 }, { min: 2, max: 2 }, "highest", keys, 1],
    [{ min: 1, max: 3 }, { min: 2, max: 2 }, "lowest", keys, -1],
    [{ min: 2, max: 3 }, { min: 1, max: 3 }, "highest", keys, 1],
    [{ min: 2, max: 3 }, { min: 1, max: 3 }, "lowest", keys, -1],
    [{ min: 1, max: 3, plan: 9 }, { min: 1, max: 3, plan: 1 }, "highest", keys, 0],
    // A figure that is not given counts as nothing.
    [{ max: 3 }, { min: 1, max: 3 }, "highest", keys, -1],
    [{ min: 1, max: 3 }, { max: 3 }, "highest", keys, 1],
  ])("of %j and %j the %s", (a, b, prefer, by, sign) => {
    expect(Math.sign(comparedByRank(a, b, prefer, by)) + 0).toBe(sign);
  });

  const said = (value: SlotValue): Contribution => ({ value }) as Contribution;
  const [narrow, wide, wideToo, none] = [{ min: 1, max: 2 }, { min: 1, max: 4 }, { max: 4, min: 1 }, "none"].map(said);
  const list = (...some: (Contribution | undefined)[]) => some.filter((one) => one !== undefined);

  test("all who say the same win, in whatever order they name its figures", () => {
    expect(mergeByRank(list(narrow, wide, wideToo), "highest", ["max"])).toEqual({
      value: { min: 1, max: 4 },
      winners: [wide, wideToo],
    });
    expect(mergeByRank(list(wide, narrow, wideToo), "lowest", ["max"]).winners).toEqual([narrow]);
  });

  test("`none` beats every range, and without it ranges are ranked", () => {
    expect(mergeNoneWins(list(wide, none, narrow), "highest", ["max"])).toEqual({ value: "none", winners: [none] });
    expect(mergeNoneWins(list(narrow, wide), "highest", ["max"])).toEqual({ value: wide?.value, winners: [wide] });
  });
});

describe("everything together", () => {
  const suspect = slot("suspect");
  const strengths = slot("strength.options");
  const option = (
    agent: string,
    form: string,
    minPercent: number,
    maxPercent: number,
    source = "A-01",
  ): OptionValue => ({
    agent,
    form,
    minPercent,
    maxPercent,
    jurisdiction: "US",
    source,
  });

  test("codes in the slot's order, each once", () => {
    expect(unionOf(suspect, [["matting", "infection"], ["pulmonary-embolism", "matting"], []])).toEqual([
      "pulmonary-embolism",
      "infection",
      "matting",
    ]);
  });

  test("options by agent and form in the slot's order, then the lowest figures first, then by text; each once", () => {
    const [agents, forms] = ["agent", "form"].map((key) => strengths.fields?.[key] as readonly string[]);
    const [firstAgent = "", secondAgent = ""] = agents ?? [];
    const [firstForm = "", secondForm = ""] = forms ?? [];
    const sorted = [
      option(firstAgent, firstForm, 0.25, 0.5),
      option(firstAgent, firstForm, 0.5, 0.75, "A-01"),
      option(firstAgent, firstForm, 0.5, 0.75, "A-37"),
      option(firstAgent, firstForm, 0.5, 1),
      option(firstAgent, secondForm, 0.1, 0.2),
      option(secondAgent, firstForm, 0.05, 0.1),
    ];
    expect(unionOf(strengths, [sorted.toReversed()])).toEqual(sorted);
    expect(unionOf(strengths, [sorted.slice(3), sorted.slice(0, 4), sorted.slice(2, 5)])).toEqual(sorted);
  });

  test("an option without a figure stands before those that have it", () => {
    const most = { agent: "polidocanol", form: "liquid", max: 2, source: "A-01" };
    const range = { ...most, min: 0.5 };
    expect(unionOf(slot("volume.perInjectionMl"), [[range], [most]])).toEqual([most, range]);
    expect(unionOf(slot("volume.perInjectionMl"), [[most], [range]])).toEqual([most, range]);
  });

  test("holds a value if it holds all of it", () => {
    const [a, b] = [option("polidocanol", "liquid", 0.25, 0.5), option("polidocanol", "foam", 0.25, 0.5)];
    expect(unionHolds(strengths, [a, b], [b])).toBe(true);
    expect(unionHolds(strengths, [a], [a, b])).toBe(false);
    expect(unionHolds(strengths, [a], [])).toBe(true);
    expect(unionHolds(strengths, [a], [{ ...a, source: "A-37" }])).toBe(false);
    expect(unionHolds(suspect, ["matting", "infection"], ["infection"])).toBe(true);
    expect(unionHolds(suspect, ["matting"], ["matting", "infection"])).toBe(false);
  });
});
