import { describe, expect, test } from "vitest";
import { nearest, quote, suggest } from "../../src/issues/nearest.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";

const facts = [...embeddedRulebook().facts.keys()];

describe("nearest", () => {
  test.each([
    ["a letter left out", "pregnat", "pregnant"],
    ["a letter too many", "preggnant", "pregnant"],
    ["two letters swapped", "siez", "size"],
    ["another case", "AsOf", "asOf"],
    ["a plural", "patients", "patient"],
  ])("finds the name meant after %s", (_, name, meant) => {
    expect(nearest(name, ["pregnant", "size", "asOf", "patient"])).toBe(meant);
  });

  test.each([
    ["patient.pregnat", "patient.pregnant"],
    ["patiet.pregnant", "patient.pregnant"],
    ["conditions.severePeripheralArterialDisase", "conditions.severePeripheralArterialDisease"],
    ["medications.hormonalContraceptionAndReplacement", "medications.hormonalContraceptionOrReplacement"],
    ["patient.migraineWithAura", "conditions.migraineWithAura"],
    ["illnesses.thrombophilia", "conditions.thrombophilia"],
  ])("%s: %s is meant", (name, meant) => {
    expect(nearest(name, facts)).toBe(meant);
  });

  test.each(["patient.xyz", "conditions.asthma", "favourite-colour", "x", "constructor", "__proto__", ""])(
    "%s is near to no fact",
    (name) => {
      expect(nearest(name, facts)).toBeUndefined();
    },
  );

  test("a shared group does not make two facts alike: the last part has to be near", () => {
    expect(nearest("medications.hormones", ["medications.anticoagulant"])).toBeUndefined();
    expect(nearest("contraindication.of-the-clinic", ["contraindication.acute-cancer"])).toBeUndefined();
  });

  test("two letters swapped are one slip", () => {
    expect(nearest("siez", ["side", "size"])).toBe("size");
  });

  test("of names equally near the first is taken", () => {
    expect(nearest("abcx", ["abcd", "abce"])).toBe("abcd");
    expect(nearest("abcx", ["abce", "abcd"])).toBe("abce");
  });

  test("a name of up to two letters is replaced by one that differs in one letter, no more", () => {
    expect(nearest("co", ["co2"])).toBe("co2");
    expect(nearest("xy", ["id"])).toBeUndefined();
    expect(nearest("b", ["a"])).toBeUndefined();
  });

  test("a name of more than 100 characters is no slip of the hand, and costs no time", () => {
    const name = "x".repeat(100);
    expect(nearest(name, [`${name}y`])).toBe(`${name}y`);
    expect(nearest(`${name}y`, [name])).toBeUndefined();
    expect(nearest("x".repeat(10_000_000), facts)).toBeUndefined();
  });
});

describe("suggest", () => {
  test("gives the nearest name", () => {
    expect(suggest("eqal", ["equal", "in"])).toBe("did you mean `equal`?");
  });

  test("else a short list of the known ones", () => {
    expect(suggest("between", ["equal", "in"])).toBe("known are `equal`, `in`");
  });

  test("else, when the list is long, where they stand; and says so when there is none", () => {
    expect(suggest("favourite-colour", facts)).toBe("no known name is near: see the files of the rulebook");
    expect(suggest("favourite-colour", [])).toBe("there is none to choose from");
  });
});

describe("quote", () => {
  test("puts user text in back-ticks, without those of its own", () => {
    expect(quote("a`b")).toBe("`a b`");
  });

  test.each(["\n", "\r\n", "\t", "\u0000", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029"])(
    "keeps %j from breaking the line",
    (character) => {
      expect(quote(`a${character}b`)).toBe("`a b`");
    },
  );

  test("shortens to 60 characters", () => {
    expect(quote("x".repeat(60))).toBe(`\`${"x".repeat(60)}\``);
    expect(quote("x".repeat(61))).toBe(`\`${"x".repeat(57)}...\``);
  });
});
