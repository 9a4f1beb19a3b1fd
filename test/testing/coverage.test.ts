import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/evaluate/outcome.ts";
import type { Condition } from "../../src/logic/condition.ts";
import { coverageGaps } from "../../src/testing/coverage.ts";
import type { Fixture } from "../../src/testing/fixture.ts";
import { always, leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

/** A fixture that asserts the outcome of the rule `one`, or asserts nothing. */
const shows = (input: unknown, outcome?: Outcome): Fixture => ({
  title: "One",
  case: input,
  expect: outcome === undefined ? { eligibility: { decision: "proceed" } } : { outcomes: { one: outcome } },
});

const gaps = (condition: Condition, fixtures: readonly Fixture[]): string[] =>
  coverageGaps(smallAdvisor([rule("one", condition)]).rulebook, fixtures).map(({ leaf: pointer, missing }) =>
    pointer === "" ? missing : `${pointer} ${missing}`,
  );

const pregnant = leaf("patient.pregnant");
const isPregnant = (value: boolean | null) => ({ patient: { pregnant: value } });
const allShown = [
  shows(isPregnant(true), "applies"),
  shows(isPregnant(false), "does-not-apply"),
  shows(isPregnant(null), "cannot-tell"),
];
const without = (index: number): Fixture[] => allShown.filter((_, at) => at !== index);

describe("one leaf", () => {
  test("shown true, false and unknown: no gap", () => {
    expect(gaps(pregnant, allShown)).toEqual([]);
  });

  test("no case at all: every kind of gap, with rule and leaf", () => {
    expect(coverageGaps(smallAdvisor([rule("one", pregnant)]).rulebook, [])).toEqual([
      { rule: "one", leaf: "", missing: "a case in which it applies" },
      { rule: "one", leaf: "/all/0", missing: "patient.pregnant: a case in which it holds and decides" },
      { rule: "one", leaf: "/all/0", missing: "patient.pregnant: a case in which it does not hold and decides" },
      { rule: "one", leaf: "/all/0", missing: "patient.pregnant: a case in which it is unknown and decides" },
    ]);
  });

  test.each<[string, number, readonly string[]]>([
    ["never true", 0, ["a case in which it applies", "/all/0 patient.pregnant: a case in which it holds and decides"]],
    ["never false", 1, ["/all/0 patient.pregnant: a case in which it does not hold and decides"]],
    ["never unknown", 2, ["/all/0 patient.pregnant: a case in which it is unknown and decides"]],
  ])("%s", (_name, index, missing) => {
    expect(gaps(pregnant, without(index))).toEqual(missing);
  });

  test("a case that asserts no outcome shows nothing", () => {
    expect(gaps(pregnant, [...without(1), shows(isPregnant(false))])).toEqual([
      "/all/0 patient.pregnant: a case in which it does not hold and decides",
    ]);
  });

  test("a case that is refused shows nothing", () => {
    expect(gaps(pregnant, [...without(1), shows({ ...isPregnant(false), agee: 1 }, "does-not-apply")])).toHaveLength(1);
  });

  test("a flip shows as much as a case", () => {
    const [first] = allShown;
    const flips = [
      { set: { "patient.pregnant": false }, expect: { outcomes: { one: "does-not-apply" } } },
      { set: { "patient.pregnant": null }, expect: { outcomes: { one: "cannot-tell" } } },
    ] as const;
    expect(gaps(pregnant, first === undefined ? [] : [{ ...first, flips }])).toEqual([]);
  });
});

describe("a leaf counts only where it alone decides", () => {
  const both: Condition = { all: [pregnant, leaf("conditions.smoking")] };
  const given = (isTrue: boolean | null, smoking: boolean | null) => ({
    ...isPregnant(isTrue),
    conditions: { smoking },
  });

  test("false beside another false: neither is shown", () => {
    const missing = gaps(both, [shows(given(true, true), "applies"), shows(given(false, false), "does-not-apply")]);
    expect(missing).toContain("/all/0 patient.pregnant: a case in which it does not hold and decides");
    expect(missing).toContain("/all/1 conditions.smoking: a case in which it does not hold and decides");
  });

  test("unknown beside a false: not shown", () => {
    expect(gaps(both, [shows(given(null, false), "does-not-apply")])).toContain(
      "/all/0 patient.pregnant: a case in which it is unknown and decides",
    );
  });

  test("each turned by itself: no gap", () => {
    const fixtures = [
      shows(given(true, true), "applies"),
      shows(given(false, true), "does-not-apply"),
      shows(given(true, false), "does-not-apply"),
      shows(given(null, true), "cannot-tell"),
      shows(given(true, null), "cannot-tell"),
    ];
    expect(gaps(both, fixtures)).toEqual([]);
  });

  test("nested leaves have their own pointers", () => {
    expect(gaps({ all: [{ not: { any: [pregnant] } }] }, [])).toContain(
      "/all/0/not/any/0 patient.pregnant: a case in which it holds and decides",
    );
  });
});

describe("numeric limits", () => {
  const old = leaf("patient.ageYears", 18, "lessThan");
  const aged = (ageYears: number | null, outcome: Outcome) => shows({ patient: { ageYears } }, outcome);
  const fixtures = [
    aged(17, "applies"),
    aged(18, "does-not-apply"),
    aged(19, "does-not-apply"),
    aged(null, "cannot-tell"),
  ];

  test("at, just below, just above and unknown: no gap", () => {
    expect(gaps(old, fixtures)).toEqual([]);
  });

  test.each([
    [0, "just below"],
    [1, "at"],
    [2, "just above"],
  ])("without case %i the limit is not tried %s", (index, where) => {
    const missing = gaps(old, [
      ...fixtures.filter((_, at) => at !== index),
      aged(10, "applies"),
      aged(40, "does-not-apply"),
    ]);
    expect(missing).toEqual([`/all/0 patient.ageYears: a case ${where} the limit of 18`]);
  });

  test("a step beyond the fact's range is not asked for", () => {
    // The index goes from 0 to 3: nothing lies above the limit.
    const missing = gaps(leaf("assessment.ankleBrachialIndex", 3, "lessThan"), []);
    expect(missing.filter((one) => one.includes("the limit of"))).toEqual([
      "/all/0 assessment.ankleBrachialIndex: a case at the limit of 3",
      "/all/0 assessment.ankleBrachialIndex: a case just below the limit of 3",
    ]);
  });
});

describe("what cannot be otherwise is not asked for", () => {
  test("a rule for everyone: only that it applies", () => {
    expect(gaps(always, [])).toEqual(["a case in which it applies"]);
    expect(gaps(always, [shows({}, "applies")])).toEqual([]);
  });

  test("the number of veins is never unknown", () => {
    const missing = gaps(leaf("veins.count", 2, "greaterThanInclusive"), []);
    expect(missing.filter((one) => one.includes("unknown"))).toEqual([]);
    expect(missing).toContain("/all/0 veins.count: a case in which it holds and decides");
  });
});

test("a vein rule is shown by the vein that the assertion names", () => {
  const { rulebook } = smallAdvisor([rule("one", leaf("vein.smallArea"), {}, { scope: "vein" })]);
  const veins = [{ id: "a", smallArea: true }, { id: "b", smallArea: false }, { id: "c" }];
  const fixture = (outcomes: Record<string, Outcome>): Fixture => ({
    title: "One",
    case: { veins },
    expect: { outcomes },
  });
  expect(
    coverageGaps(rulebook, [fixture({ "one@a": "applies", "one@b": "does-not-apply", "one@c": "cannot-tell" })]),
  ).toEqual([]);
  expect(coverageGaps(rulebook, [fixture({ "one@a": "applies", "one@c": "cannot-tell" })])).toEqual([
    { rule: "one", leaf: "/all/0", missing: "vein.smallArea: a case in which it does not hold and decides" },
  ]);
});
