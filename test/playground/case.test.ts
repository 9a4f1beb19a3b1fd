import { describe, expect, test } from "vitest";
import { readEntry } from "../../playground/form/entry.ts";
import {
  canBeGiven,
  freeVeinId,
  pathOf,
  placeOf,
  valueAt,
  withoutVein,
  withValue,
  withVein,
} from "../../playground/state/case.ts";
import { changeCase } from "../../src/case/change.ts";
import { caseShape } from "../../src/case/schema.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { createRandomCases, randomFrom } from "../support/random-case.ts";

const rulebook = embeddedRulebook();

describe("a place of a case", () => {
  test("has the path under which the library changes it, for every fact of the vocabulary", () => {
    const shape = caseShape(rulebook);
    const cases = createRandomCases(rulebook);
    const random = randomFrom(1);
    const given = { patient: { pregnant: false }, veins: [{ id: "a.b", size: "small" }, { id: "c" }] };
    for (const fact of rulebook.facts.values()) {
      if (!canBeGiven(fact) || fact.name === "vein.id") continue;
      const place = placeOf(fact.name, "a.b");
      const value = cases.value(fact, random);
      const changed = withValue(given, place, value);
      expect(changed).toEqual(changeCase(given, { [pathOf(place)]: value }, shape));
      expect(valueAt(changed, place)).toBe(value);
    }
  });

  test("takes a value out again, and leaves the rest as it was", () => {
    const given = { patient: { pregnant: true }, veins: [{ id: "a", proposal: { form: "foam" } }] };
    expect(withValue(given, placeOf("patient.pregnant"), undefined)).toEqual({ ...given, patient: {} });
    expect(withValue(given, placeOf("vein.proposal.form", "a"), undefined)).toEqual({
      patient: { pregnant: true },
      veins: [{ id: "a", proposal: {} }],
    });
    expect(given.patient.pregnant).toBe(true);
  });

  test("makes no group for what is taken out: an empty follow-up would be one", () => {
    expect(withValue({}, placeOf("followUp.fever"), undefined)).toEqual({});
  });

  test("has no value where the name is one that every object inherits", () => {
    expect(valueAt({}, placeOf("constructor.name"))).toBeUndefined();
  });
});

describe("veins", () => {
  test("get ids that no other vein has", () => {
    const one = withVein({}, { id: freeVeinId({}, ["right", "knee"]) });
    const two = withVein(one, { id: freeVeinId(one, ["right", "knee"]) });
    expect(two["veins"]).toEqual([{ id: "right-knee" }, { id: "right-knee-2" }]);
    expect(freeVeinId(two, [])).toBe("vein");
    expect(withoutVein(two, "right-knee")["veins"]).toEqual([{ id: "right-knee-2" }]);
  });
});

describe("an entry", () => {
  const fact = (name: string) => {
    const found = rulebook.facts.get(name);
    if (found === undefined) throw new Error(`no fact ${name}`);
    return found;
  };

  test.each([
    ["68", 68],
    ["68.5", 68.5],
    ["68.", 68],
    [".5", 0.5],
    ["-3", -3],
    ["", undefined],
  ])("that is written as a number is one: %s", (text, value) => {
    expect(readEntry(fact("patient.weightKg"), text)).toBe(value);
  });

  test.each(["68,5", "68 kg", "1e3", "0x10", " 68", "Infinity", "-", "."])(
    "that is not stays a text, for the library to refuse: %s",
    (text) => {
      expect(readEntry(fact("patient.weightKg"), text)).toBe(text);
    },
  );

  test("of a date or a name stays as it was typed", () => {
    expect(readEntry(fact("followUp.sessionDate"), "2026")).toBe("2026");
    expect(readEntry(fact("vein.id"), "7")).toBe("7");
  });
});
