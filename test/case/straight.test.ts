import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { parserBySchema } from "../../src/case/by-schema.ts";
import type { CaseSubject, ParsedCase } from "../../src/case/case.ts";
import { createCaseParser } from "../../src/case/parse.ts";
import { caseReader } from "../../src/case/read.ts";
import * as schemas from "../../src/case/schema.ts";
import { CaseError } from "../../src/issues/errors.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { createRandomCases, type PlainCase, pick, type Random, randomFrom } from "../support/random-case.ts";

// Cases are read straight where nothing is wrong with them; the schema has the last word on all others. The two must agree.
const rulebook = embeddedRulebook();
const shape = schemas.caseShape(rulebook);
const readStraight = caseReader(shape);
const parseBySchema = parserBySchema(rulebook, shape);
const random = createRandomCases(rulebook);

const contentOf = ({ given, deferred }: CaseSubject) => ({
  given: Object.fromEntries(given),
  deferred: [...deferred.keys()],
});
const plain = ({ patient, veins, followUp }: ParsedCase) => ({
  patient: contentOf(patient),
  veins: veins.map((vein) => ({ id: vein.id, index: vein.index, ...contentOf(vein) })),
  followUp: followUp === undefined ? undefined : contentOf(followUp),
});

/** What the schema makes of a case: the case, or the codes of what is wrong. */
function bySchema(input: unknown): ReturnType<typeof plain> | string {
  try {
    return plain(parseBySchema(input, {}));
  } catch (error) {
    if (error instanceof CaseError) return error.issues.map(({ code, path }) => `${code} ${path}`).join("; ");
    throw error;
  }
}

const straight = (input: unknown): ReturnType<typeof plain> | undefined => {
  const read = readStraight(input);
  return read === undefined ? undefined : plain(read);
};

const strange: readonly unknown[] = [
  ...[null, undefined, true, false, 0, -0, 1, -1, 0.5, 1e300, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, 5n],
  ...["", "text", "x".repeat(64), "x".repeat(65), "female", "vein-0", "2026-11-20", "2026-02-30", "2026-11-20T24:00"],
  ...["2026-11-20T09:30", "2026-11-20T09:30:00.123456789+01:00", "9999-12-31", "0000-01-01", "2026-11-20\n"],
  ...[[], [[]], {}, { id: "a" }, [{ id: "a" }, { id: "a" }], new Date(0), new Map(), Symbol("x"), () => true],
];

/** The case with one thing changed: a value, a key, a group, a vein. */
function spoilt(one: PlainCase, by: Random): PlainCase {
  const veins = one["veins"] as PlainCase[];
  const groups = Object.values(one).filter((part) => part !== null && typeof part === "object") as PlainCase[];
  const proposals = veins.flatMap(({ proposal }) => (typeof proposal === "object" ? [proposal as PlainCase] : []));
  const target = pick([one, ...groups, ...groups, ...veins, ...veins, ...proposals], by);
  const key = pick([...Object.keys(target), ...Object.keys(target), "nonsense", "__proto__", "id", "proposal"], by);
  Object.defineProperty(target, key, { value: pick(strange, by), enumerable: true, configurable: true });
  return one;
}

describe("a case that is read straight", () => {
  test("is what the schema makes of it, and no sound case is left to the schema", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (seed, unknownShare) => {
        const input = random.make(seed, { unknownShare });
        expect(straight(input)).toEqual(bySchema(input));
      }),
      { numRuns: 300 },
    );
  });

  test("is never one that the schema refuses, and is read alike where it does not", () => {
    let accepted = 0;
    let refused = 0;
    for (let seed = 1; seed <= 3000; seed += 1) {
      const by = randomFrom(seed);
      const input = spoilt(random.make(seed, { unknownShare: by() }), by);
      const read = straight(input);
      const expected = bySchema(input);
      if (read === undefined) refused += 1;
      else {
        accepted += 1;
        expect(read, `seed ${seed}`).toEqual(expected);
      }
    }
    // Both happened, and often.
    expect(accepted).toBeGreaterThan(300);
    expect(refused).toBeGreaterThan(1000);
  });

  test.each([
    ["an empty case", {}],
    ["groups without a value", { patient: null, followUp: null, veins: null, clinic: undefined }],
    ["absent and unknown facts", { asOf: null, patient: { pregnant: null, ageYears: undefined } }],
    ["an empty follow-up", { followUp: {} }],
    ["a case without a prototype", Object.assign(Object.create(null), { patient: { pregnant: true } })],
    ["a proposal without a value", { veins: [{ id: "a", proposal: null }] }],
    ["ids that objects inherit", { veins: [{ id: "__proto__" }, { id: "constructor" }] }],
  ])("%s", (_, input) => {
    expect(straight(input)).toEqual(bySchema(input));
  });

  test.each([
    ["a fact of the prototype", Object.create({ patient: { pregnant: true } })],
    ["two veins of one id", { veins: [{ id: "a" }, { id: "a" }] }],
    ["a hole in the list of veins", { veins: new Array(1) }],
    ["a session after its clock", { asOf: "2026-11-20", previousSession: { date: "2026-11-21" } }],
    [
      "a date and an age that disagree",
      { followUp: { sessionDate: "2026-11-01", hoursSinceSession: 1 }, asOf: "2026-11-20" },
    ],
    ["a function", { patient: { pregnant: () => true } }],
    ["a vein without an id", { veins: [{ type: null }] }],
    ["a vein whose id is not known", { veins: [{ id: null }] }],
  ])("%s is left to the schema", (_, input) => {
    expect(readStraight(input)).toBeUndefined();
  });

  test("needs no schema: it is built with the first case that is refused", () => {
    const build = vi.spyOn(schemas, "caseSchema");
    try {
      const parser = createCaseParser(rulebook);
      parser.parse(random.make(7));
      expect(build).not.toHaveBeenCalled();
      expect(() => parser.parse({ patient: { pregnant: "yes" } })).toThrow(CaseError);
      expect(() => parser.parse({ veins: [{}] })).toThrow(CaseError);
      expect(build).toHaveBeenCalledTimes(1);
    } finally {
      build.mockRestore();
    }
  });
});
