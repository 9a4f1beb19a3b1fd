import { describe, expect, test } from "vitest";
import type { Reason } from "../../src/explain/reason.ts";
import { foundOf } from "../../src/explain/reason.ts";
import { isShared, ReasonLibrary, reasonLibrary } from "../../src/explain/reason-library.ts";
import { readableLeaf } from "../../src/facts/readable.ts";
import { factTable } from "../../src/facts/table.ts";
import { failedCell, interval, notApplicable, oneOf, unknownCell } from "../../src/logic/cell.ts";
import type { Condition } from "../../src/logic/condition.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

// What explanations of different cases have in common is kept once. Two things must never happen: that a case is shown what was
// said of another one, and that the library grows with the number of cases.
const rulebook = embeddedRulebook();
const smoking = leaf("conditions.smoking");
const pregnant = leaf("patient.pregnant");
const reason = (fact: string): Reason => ({ fact }) as Reason;

describe("the library of a rulebook", () => {
  test("is one, and another rulebook has another", () => {
    expect(reasonLibrary(rulebook)).toBe(reasonLibrary(rulebook));
    expect(reasonLibrary(smallAdvisor([rule("one", smoking)]).rulebook)).not.toBe(reasonLibrary(rulebook));
  });
});

describe("conditions", () => {
  test("that say the same are the same, others are not", () => {
    const library = new ReasonLibrary(rulebook);
    const one: Condition = { all: [smoking, pregnant] };
    const node = library.readable(one);
    expect(library.readable(one)).toBe(node);
    expect(library.readable({ all: [{ ...smoking }, pregnant] })).toBe(node);
    expect(library.readable({ any: [smoking, pregnant] })).not.toBe(node);
    expect(node).toMatchObject({ kind: "all", parts: [{ leaf: smoking }, { leaf: pregnant }] });
  });
});

describe("lists of reasons", () => {
  const library = new ReasonLibrary(rulebook);
  const node = library.readable({ any: [smoking, pregnant] });
  const other = library.readable({ all: [smoking, pregnant] });
  const [a, b, c] = [reason("a"), reason("b"), reason("c")];

  test("are one where a condition is fulfilled in the same way", () => {
    const list = library.list(node, [a, b]);
    expect(list).toEqual([a, b]);
    expect(Object.isFrozen(list)).toBe(true);
    expect(library.list(node, [a, b])).toBe(list);
  });

  test.each([
    ["another reason", [a, c]],
    ["one reason more", [a, b, c]],
    ["one reason less", [a]],
    ["another order", [b, a]],
  ])("%s: another list", (_, reasons) => {
    expect(library.list(node, [...reasons])).toEqual(reasons);
  });

  test("of another condition are its own", () => {
    expect(library.list(other, [a, b])).not.toBe(library.list(node, [a, b]));
  });

  test("are known again; what was made elsewhere is not, and an empty list holds nothing of anybody", () => {
    expect(library.keeps(library.list(node, [a, b]))).toBe(true);
    expect(library.keeps([a, b])).toBe(false);
    expect(library.keeps([])).toBe(true);
  });

  test("are kept sixteen to a condition; more are made anew, and as frozen", () => {
    const small = new ReasonLibrary(rulebook);
    const of = small.readable(smoking);
    const lists = Array.from({ length: 17 }, (_, index) => small.list(of, [reason(`r${index}`)]));
    expect(lists.map((list) => small.keeps(list))).toEqual([...Array.from({ length: 16 }, () => true), false]);
    expect(lists.every(Object.isFrozen)).toBe(true);
    // All of them say what they were asked for.
    expect(lists.map(([only]) => only?.fact)).toEqual(lists.map((_, index) => `r${index}`));
  });
});

describe("a reason that cases share", () => {
  const library = new ReasonLibrary(rulebook);
  const table = factTable(rulebook);
  const [one, two] = [readableLeaf(smoking, table), readableLeaf(pregnant, table)];
  const made: string[] = [];
  const ask = (of: typeof one, cell: boolean, assumed: boolean): Reason =>
    library.reason(of, cell, assumed, () => {
      const name = `${of.leaf.fact} ${cell} ${assumed}`;
      made.push(name);
      return reason(name);
    });
  const askAll = (): string[] =>
    [one, two].flatMap((of) =>
      [true, false].flatMap((cell) => [true, false].map((assumed) => ask(of, cell, assumed).fact)),
    );

  test("is made once for each leaf, value, and way in which it came to be known", () => {
    const first = askAll();
    expect(new Set(first).size).toBe(8);
    expect(made).toEqual(first);
    expect(askAll()).toEqual(first);
    expect(made).toHaveLength(8);
  });

  test.each([
    ["a value", true, true],
    ["a code", "reticular", true],
    ["unknown", unknownCell, true],
    ["not applicable", notApplicable, true],
    ["failed", failedCell, true],
    ["an interval: a patient's own", interval(1, 2), false],
    ["one of several values: made for the case", oneOf(["a", "b"]), false],
  ])("%s", (_, cell, shared) => {
    expect(isShared(cell)).toBe(shared);
  });
});

describe("what was found, as reports show it", () => {
  test.each([
    ["a value", "reticular", "reticular"],
    ["no", false, false],
    ["zero", 0, 0],
    ["unknown", unknownCell, null],
    ["not applicable", notApplicable, null],
    ["failed", failedCell, null],
    ["an interval", interval(1, 2), { min: 1, max: 2 }],
    ["several values, one of them none", oneOf(["a", notApplicable, 3]), { oneOf: ["a", null, 3] }],
  ])("%s", (_, cell, found) => {
    expect(foundOf(cell)).toEqual(found);
  });

  test("is frozen through and through", () => {
    expect(Object.isFrozen(foundOf(interval(1, 2)))).toBe(true);
    const several = foundOf(oneOf(["a", "b"])) as { oneOf: readonly unknown[] };
    expect([several, several.oneOf].every(Object.isFrozen)).toBe(true);
  });
});
