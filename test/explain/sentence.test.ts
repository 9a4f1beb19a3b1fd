import { describe, expect, test } from "vitest";
import { clause, expectedText, unitName, valueText, words } from "../../src/explain/sentence.ts";
import { type Cell, failedCell, interval, notApplicable, oneOf, unknownCell } from "../../src/logic/cell.ts";
import type { Leaf } from "../../src/logic/condition.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { Slot, SlotValue } from "../../src/rulebook/slots.ts";
import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { leaf } from "../support/small-rulebook.ts";

const base = { scope: "patient", inputs: [] } as const;
const pregnant: Fact = {
  ...base,
  name: "p",
  type: "boolean",
  label: "Pregnant",
  yes: "the patient is pregnant",
  no: "the patient is not pregnant",
};
const heartFailure: Fact = {
  ...base,
  name: "n",
  type: "code",
  label: "NYHA class",
  values: ["class-two", "class-four"],
};
const bodyMass: Fact = { ...base, name: "b", type: "number", label: "Body mass index", unit: "kg/m2" };
const age: Fact = { ...base, name: "a", type: "number", label: "Age", unit: "a" };
const acid: Fact = { ...base, name: "c", type: "number", label: "pH Value", unit: "1" };
const index: Fact = { ...base, name: "i", type: "number", label: "Ankle-brachial index", unit: "1" };

describe("clauses, read after `because`", () => {
  test.each<[string, Fact, Leaf, Cell, string]>([
    ["a boolean that is true", pregnant, leaf("p"), true, "the patient is pregnant"],
    ["a boolean that is false", pregnant, leaf("p"), false, "the patient is not pregnant"],
    ["a boolean that is unknown", pregnant, leaf("p"), unknownCell, "it is not known whether the patient is pregnant"],
    ["a boolean that does not apply", pregnant, leaf("p"), notApplicable, "pregnant does not apply"],
    [
      "a code, in words; a label of capitals stays",
      heartFailure,
      leaf("n", "class-four"),
      "class-four",
      "NYHA class is class four",
    ],
    ["a code that is unknown", heartFailure, leaf("n", "class-four"), unknownCell, "NYHA class is not known"],
    [
      "one of several codes",
      heartFailure,
      leaf("n", "class-four"),
      oneOf(["class-two", notApplicable]),
      "NYHA class is not settled: class two or not set",
    ],
    [
      "a number against a limit",
      bodyMass,
      leaf("b", 30, "greaterThanInclusive"),
      31,
      "body mass index is 31 kg/m² (limit: at least 30 kg/m²)",
    ],
    ["a number that equals", age, leaf("a", 18), 18, "age is 18 years"],
    ["a number of several", age, leaf("a", [18, 19], "in"), 18, "age is 18 years"],
    ["a label of capitals and words", acid, leaf("c", 7, "lessThan"), unknownCell, "pH Value is not known"],
    ["one of a unit", age, leaf("a", 18, "lessThan"), 1, "age is 1 year (limit: below 18 years)"],
    ["a bare number", index, leaf("i", 0.5, "lessThan"), 0.4, "ankle-brachial index is 0.4 (limit: below 0.5)"],
    ["an interval", age, leaf("a", 18, "lessThan"), interval(17, 19), "age is 17 to 19 years (limit: below 18 years)"],
    ["a number that is unknown", age, leaf("a", 18, "lessThan"), unknownCell, "age is not known"],
    ["a fact whose function failed", age, leaf("a", 18, "lessThan"), failedCell, "age could not be read"],
    ["a fact that does not apply", age, leaf("a", 18, "lessThan"), notApplicable, "age does not apply"],
  ])("%s", (_name, fact, of, cell, text) => {
    expect(clause(fact, of, cell)).toBe(text);
  });
});

describe("what a leaf compares with", () => {
  test.each<[Leaf["operator"], Leaf["value"], string]>([
    ["equal", "treat-source-first", "treat source first"],
    ["equal", true, "yes"],
    ["equal", false, "no"],
    ["in", ["calf", "lower-thigh"], "one of calf, lower thigh"],
    ["lessThan", 3, "below 3 mm"],
    ["lessThanInclusive", 3, "at most 3 mm"],
    ["greaterThan", 3, "above 3 mm"],
    ["greaterThanInclusive", 3, "at least 3 mm"],
  ])("%s %s", (operator, value, text) => {
    expect(expectedText({ operator, value }, "mm")).toBe(text);
  });
});

describe("units and codes in words", () => {
  test.each<[string | undefined, string]>([
    ["mm[Hg]", "mmHg"],
    ["wk", "weeks"],
    ["mo", "months"],
    ["G", "gauge"],
    ["h", "hours"],
    ["%", "%"],
    ["1", ""],
    [undefined, ""],
  ])("%s", (unit, name) => {
    expect(unitName(unit)).toBe(name);
  });

  test("a code loses its hyphens", () => {
    expect(words("proceed-with-caution")).toBe("proceed with caution");
  });
});

describe("values of slots", () => {
  const slots = embeddedRulebook().slots;
  const slot = (name: string): Slot => slots.get(name) as Slot;
  const option = { agent: "sodium-tetradecyl-sulfate", form: "liquid", source: "A-01" };
  test.each<[string, string, SlotValue | null, string]>([
    ["nothing yet", "eligibility", null, "not settled"],
    ["a code", "eligibility", "proceed-with-caution", "proceed with caution"],
    ["a flag", "risk.thrombosis", true, "yes"],
    ["a number with its unit", "foam.maxMl", 10, "10 mL"],
    ["one of a unit", "aftercare.noStrenuousDays", 1, "1 day"],
    [
      "a range with a third figure",
      "sessions.intervalWeeks",
      { min: 4, max: 8, default: 6 },
      "4 to 8 weeks, default 6",
    ],
    ["a range without a unit", "sessions.count", { min: 1, max: 3, plan: 2 }, "1 to 3, plan 2"],
    ["three equal figures are one", "compression.daytimeDays", { min: 14, max: 14, default: 14 }, "14 days"],
    ["from and to", "review.outcomeWeeks", { from: 8, to: 12 }, "8 to 12 weeks"],
    ["before and after", "aftercare.retinoidHoldDays", { before: 3, after: 1 }, "3 days before and 1 day after"],
    [
      "a least amount with a target",
      "aftercare.dailyWalkMinutes",
      { min: 10, target: 30 },
      "at least 10 minutes, target 30",
    ],
    ["a range of two figures", "compression.pressureMmHg", { min: 20, max: 30 }, "20 to 30 mmHg"],
    ["none", "compression.pressureMmHg", "none", "none"],
    ["a list", "suspect", ["deep-vein-thrombosis", "infection"], "deep vein thrombosis, infection"],
    [
      "options, with what is annotated",
      "strength.options",
      [
        { ...option, minPercent: 0.1, maxPercent: 0.3, jurisdiction: "US", pick: "lowest" },
        { ...option, agent: "polidocanol", minPercent: 0.5, maxPercent: 0.5, jurisdiction: "DE" },
      ],
      "sodium tetradecyl sulfate liquid 0.1 to 0.3 % (US, A-01), pick lowest; polidocanol liquid 0.5 % (DE, A-01)",
    ],
    [
      "an option with a highest amount only",
      "volume.sessionMaxMl",
      [{ ...option, max: 10 }],
      "sodium tetradecyl sulfate liquid at most 10 mL (A-01)",
    ],
  ])("%s", (_name, name, value, text) => {
    expect(valueText(slot(name), value)).toBe(text);
  });
});
