import { describe, expect, test } from "vitest";
import { valueText } from "../../src/explain/sentence.ts";
import type { Condition } from "../../src/logic/condition.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { Slot } from "../../src/rulebook/slots.ts";
import { always, leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

const pregnant = leaf("patient.pregnant");
const smoker = leaf("conditions.smoking");

const explained = (condition: Condition, input: unknown) =>
  smallAdvisor([rule("one", condition)]).explain(input, "one")[0];
const reasons = (condition: Condition, input: unknown) => explained(condition, input)?.because ?? [];

describe("what holds for everyone explains nothing", () => {
  test("alone it is no reason; beside something else, that is", () => {
    const input = { patient: { pregnant: true } };
    expect(reasons(always, input)).toEqual([]);
    expect(reasons({ all: [always, always] }, input)).toEqual([]);
    const constant = leaf("always");
    expect(reasons({ all: [constant, constant] }, input)).toEqual([]);
    expect(reasons({ all: [constant, pregnant] }, input).map(({ fact }) => fact)).toEqual(["patient.pregnant"]);
    expect(reasons({ all: [always, pregnant] }, input).map(({ fact }) => fact)).toEqual(["patient.pregnant"]);
    expect(reasons({ all: [always, { any: [pregnant, smoker] }] }, input).map(({ fact }) => fact)).toEqual([
      "patient.pregnant",
    ]);
    expect(reasons({ any: [always, smoker] }, input)).toEqual([]);
  });
});

describe("what the case says nothing about", () => {
  const duplex = leaf("assessment.duplexDone", false);

  test("an act that is not recorded counts as not done, and the reason says so", () => {
    expect(reasons(duplex, {})).toMatchObject([
      { found: false, assumed: true, text: "it is not recorded that a full venous duplex ultrasound has been done" },
    ]);
  });

  test("an act that is recorded as not done is not done", () => {
    const [reason] = reasons(duplex, { assessment: { duplexDone: false } });
    expect(reason?.text).toBe("a full venous duplex ultrasound has not been done");
    expect(reason).not.toHaveProperty("assumed");
  });

  test("nothing is assumed of a fact that is worked out, nor of one that is open", () => {
    const early = leaf("derived.earlyPostpartum");
    const derived = reasons(early, { patient: { weeksPostpartum: 2 }, clinic: { earlyPostpartumWeeks: 6 } });
    expect(derived).toMatchObject([{ fact: "derived.earlyPostpartum", found: true }]);
    expect(derived[0]).not.toHaveProperty("assumed");
    const open = reasons({ all: [pregnant, smoker] }, { conditions: { smoking: true } });
    expect(open.map(({ fact, found }) => [fact, found])).toEqual([["patient.pregnant", null]]);
    expect(open[0]).not.toHaveProperty("assumed");
  });

  test("a setting that the clinic did not change is taken as it is, and marked", () => {
    expect(reasons(leaf("clinic.jurisdiction", "any"), {})).toMatchObject([
      { found: "any", assumed: true, text: "jurisdiction of labels and guidelines is any" },
    ]);
    expect(reasons(leaf("clinic.jurisdiction", "any"), { clinic: { jurisdiction: "any" } })[0]).not.toHaveProperty(
      "assumed",
    );
  });
});

test("a unit, an origin and parts stand only where there are some", () => {
  const [flag] = reasons(pregnant, { patient: { pregnant: true } });
  expect(Object.keys(flag ?? {})).toEqual([
    "fact",
    "label",
    "operator",
    "expected",
    "found",
    "truth",
    "text",
    "origin",
  ]);
  const [number] = reasons(leaf("patient.ageYears", 18, "lessThan"), { patient: { ageYears: 3 } });
  expect(number).toMatchObject({ unit: "a", found: 3, origin: null, truth: "true" });
});

test("a rule that applies has no other way to be made to apply, though there are some", () => {
  const either = explained({ any: [pregnant, smoker] }, { patient: { pregnant: true } });
  expect(either).toMatchObject({ outcome: "applies", whyNot: [] });
});

test("a third figure stands beside a range wherever the range has two ends, and beside one figure where it differs", () => {
  const count = embeddedRulebook().slots.get("sessions.count") as Slot;
  expect(valueText(count, { min: 1, max: 3, plan: 3 })).toBe("1 to 3, plan 3");
  expect(valueText(count, { min: 3, max: 3, plan: 3 })).toBe("3");
  expect(valueText(count, { min: 3, max: 3, plan: 2 })).toBe("3, plan 2");
});
