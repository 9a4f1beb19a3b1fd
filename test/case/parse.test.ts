import { describe, expect, test } from "vitest";
import { FactStore } from "../../src/facts/store.ts";
import { patientSubject } from "../../src/facts/subject.ts";
import { unknownCell } from "../../src/logic/cell.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { codes, issuesOf, parser } from "./reading.ts";

describe("a case", () => {
  test("may be empty: nothing is known then", () => {
    const { patient, veins, followUp } = parser.parse({});
    expect(patient.given.size).toBe(0);
    expect(veins).toEqual([]);
    expect(followUp).toBeUndefined();
    expect(patient.given.get("asOf")).toBeUndefined();
  });

  test("is laid out as facts by subject", () => {
    const parsed = parser.parse({
      asOf: "2026-11-20",
      patient: { ageYears: 45, pregnant: false },
      veins: [{ id: "a", type: "reticular", proposal: { form: "foam" } }],
      followUp: { fever: true },
    });
    expect([...parsed.patient.given]).toEqual([
      ["asOf", "2026-11-20"],
      ["patient.ageYears", 45],
      ["patient.pregnant", false],
    ]);
    expect(parsed.veins).toMatchObject([{ id: "a", index: 0 }]);
    expect([...(parsed.veins[0]?.given ?? [])]).toEqual([
      ["vein.id", "a"],
      ["vein.type", "reticular"],
      ["vein.proposal.form", "foam"],
    ]);
    expect([...(parsed.followUp?.given ?? [])]).toEqual([["followUp.fever", true]]);
    expect(parsed.patient.given.get("asOf")).toBe("2026-11-20");
  });

  test("an empty follow-up is a follow-up; a null one is none", () => {
    expect(parser.parse({ followUp: {} }).followUp?.given.size).toBe(0);
    expect(parser.parse({ followUp: null }).followUp).toBeUndefined();
  });

  test("groups, the list of veins and a proposal may be null", () => {
    expect(codes({ patient: null, veins: null, asOf: null, clinic: null })).toEqual([]);
    expect(codes({ veins: [{ id: "a", proposal: null, size: null }] })).toEqual([]);
  });

  test("the ends of a range are in it", () => {
    expect(codes({ patient: { ageYears: 0, fitzpatrickType: 1 } })).toEqual([]);
    expect(codes({ patient: { ageYears: 120, fitzpatrickType: 6 } })).toEqual([]);
    expect(codes({ veins: [{ id: "x".repeat(64) }] })).toEqual([]);
  });
});

describe("absent, undefined and null", () => {
  test("absent and undefined are not given, null is given as unknown", () => {
    const { given } = parser.parse({ patient: { pregnant: null, breastfeeding: undefined } }).patient;
    expect(given.get("patient.pregnant")).toBe(unknownCell);
    expect(given.has("patient.breastfeeding")).toBe(false);
    expect(given.has("patient.ageYears")).toBe(false);
  });

  test("null is given even where an absent fact has a default", () => {
    const { given } = parser.parse({ clinic: { jurisdiction: null }, assessment: { duplexDone: null } }).patient;
    expect(given.get("clinic.jurisdiction")).toBe(unknownCell);
    expect(given.get("assessment.duplexDone")).toBe(unknownCell);
  });

  test.each([
    ["clinic", "jurisdiction", "any"],
    ["assessment", "duplexDone", false],
  ])("%s.%s: absent takes the default, null does not", (group, key, fallback) => {
    const cell = (input: unknown) =>
      new FactStore(embeddedRulebook(), parser.parse(input)).get(`${group}.${key}`, patientSubject);
    expect(cell({})).toBe(fallback);
    expect(cell({ [group]: null })).toBe(fallback);
    expect(cell({ [group]: { [key]: null } })).toBe(unknownCell);
  });

  test("an undefined group or key is no unknown key", () => {
    expect(codes({ patient: undefined, nonsense: undefined, veins: undefined })).toEqual([]);
  });
});

describe("what is no case", () => {
  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a list", []],
    ["a string", "{}"],
    ["a number", 5],
    ["a boolean", true],
    ["a date", new Date(0)],
    ["a map", new Map([["patient", {}]])],
    ["a function", () => ({})],
    ["a symbol", Symbol("case")],
    ["a big integer", 5n],
  ])("%s", (_, input) => {
    expect(codes(input)).toEqual(["case/not-an-object "]);
    expect(issuesOf(input)[0]?.message).toMatch(/^expected a case as a JSON object, received \S/);
  });
});

describe("unknown keys", () => {
  const meant: readonly (readonly [input: unknown, path: string, help: string])[] = [
    [{ patient: { pregnat: true } }, "patient.pregnat", "did you mean `pregnant`?"],
    [{ patients: {} }, "patients", "did you mean `patient`?"],
    [{ vein: [] }, "vein", "did you mean `veins`?"],
    [{ asof: "2026-11-20" }, "asof", "did you mean `asOf`?"],
    [{ veins: [{ id: "a", siez: "large" }] }, "veins[0].siez", "did you mean `size`?"],
    [{ veins: [{ id: "a", proposal: { from: "foam" } }] }, "veins[0].proposal.from", "did you mean `form`?"],
    [{ followUp: { fevr: true } }, "followUp.fevr", "did you mean `fever`?"],
    // A key that stands in another group, at the top, in a vein or in a proposal.
    [
      { patient: { migraineWithAura: true } },
      "patient.migraineWithAura",
      "did you mean `conditions.migraineWithAura`?",
    ],
    [{ pregnant: true }, "pregnant", "did you mean `patient.pregnant`?"],
    [{ patient: { diameterMm: 1 } }, "patient.diameterMm", "did you mean `veins[].diameterMm`?"],
    [{ veins: [{ id: "a", agent: "polidocanol" }] }, "veins[0].agent", "did you mean `veins[].proposal.agent`?"],
    [{ patient: { smokng: true } }, "patient.smokng", "did you mean `conditions.smoking`?"],
    [
      { patient: { favouriteColour: "blue" } },
      "patient.favouriteColour",
      "see the vocabulary for the facts that a case can hold",
    ],
  ];
  test.each(meant)("%j", (input, path, help) => {
    expect(issuesOf(input)).toEqual([
      {
        code: "case/unknown-key",
        severity: "error",
        path,
        message: `unknown key \`${path.slice(path.lastIndexOf(".") + 1)}\``,
        help,
      },
    ]);
  });

  test("derived and decided facts cannot be given", () => {
    expect(codes({ derived: { onLeg: true }, decided: { form: "foam" }, always: true })).toEqual([
      "case/unknown-key always",
      "case/unknown-key decided",
      "case/unknown-key derived",
    ]);
  });

  test("a key with a line break leaves the message on one line", () => {
    expect(issuesOf({ "a\nb": 1 })[0]?.message).toBe("unknown key `a b`");
  });
});

describe("wrong types", () => {
  const wrong: readonly (readonly [input: unknown, path: string, message: string])[] = [
    [{ patient: { pregnant: "true" } }, "patient.pregnant", "expected true or false, received a string"],
    [{ patient: { pregnant: 1 } }, "patient.pregnant", "expected true or false, received a number"],
    [{ patient: { ageYears: "45" } }, "patient.ageYears", "expected a number, received a string"],
    [{ patient: { ageYears: true } }, "patient.ageYears", "expected a number, received a boolean"],
    [{ patient: { ageYears: [45] } }, "patient.ageYears", "expected a number, received a list"],
    [{ patient: { ageYears: {} } }, "patient.ageYears", "expected a number, received an object"],
    [
      { patient: { ageYears: Number.NaN } },
      "patient.ageYears",
      "expected a number, received a number that is not finite",
    ],
    [
      { patient: { ageYears: Number.POSITIVE_INFINITY } },
      "patient.ageYears",
      "expected a number, received a number that is not finite",
    ],
    [{ patient: { fitzpatrickType: 2.5 } }, "patient.fitzpatrickType", "expected a whole number, received a fraction"],
    [{ patient: { fitzpatrickType: "2" } }, "patient.fitzpatrickType", "expected a whole number, received a string"],
    [{ patient: { sex: 1 } }, "patient.sex", "expected one of `female`, `male`, `other`, received a number"],
    [
      { asOf: 20261120 },
      "asOf",
      "expected a date (YYYY-MM-DD) or a date and time (YYYY-MM-DDThh:mm:ssZ), received a number",
    ],
    [
      { asOf: new Date(0) },
      "asOf",
      "expected a date (YYYY-MM-DD) or a date and time (YYYY-MM-DDThh:mm:ssZ), received something that is no JSON",
    ],
    [{ patient: [] }, "patient", "expected an object, received a list"],
    [{ patient: "x" }, "patient", "expected an object, received a string"],
    [{ veins: {} }, "veins", "expected a list, received an object"],
    [{ veins: [null] }, "veins[0]", "expected an object, received null"],
    [{ veins: [undefined] }, "veins[0]", "expected an object, received nothing"],
    [{ veins: ["a"] }, "veins[0]", "expected an object, received a string"],
    [{ veins: [[]] }, "veins[0]", "expected an object, received a list"],
    [{ veins: [{ id: 7 }] }, "veins[0].id", "expected a string, received a number"],
    [{ veins: [{ id: "a", proposal: [] }] }, "veins[0].proposal", "expected an object, received a list"],
  ];
  test.each(wrong)("%j", (input, path, message) => {
    expect(issuesOf(input)).toMatchObject([{ code: "case/wrong-type", severity: "error", path, message }]);
  });

  test("a big integer and a symbol are no JSON", () => {
    for (const ageYears of [45n, Symbol("45")])
      expect(issuesOf({ patient: { ageYears } })).toMatchObject([
        { path: "patient.ageYears", message: "expected a number, received something that is no JSON" },
      ]);
  });

  test("what is of the wrong type is not called too short as well", () => {
    for (const id of [[], "".split(""), { length: 0 }])
      expect(codes({ veins: [{ id }] })).toEqual(["case/wrong-type veins[0].id"]);
  });
});

describe("values out of range or list", () => {
  const out: readonly (readonly [input: unknown, path: string, message: string])[] = [
    [{ patient: { ageYears: -1 } }, "patient.ageYears", "expected 0 to 120 a, received less"],
    [{ patient: { ageYears: 120.5 } }, "patient.ageYears", "expected 0 to 120 a, received more"],
    [{ patient: { fitzpatrickType: 0 } }, "patient.fitzpatrickType", "expected 1 to 6, received less"],
    [{ patient: { fitzpatrickType: 7 } }, "patient.fitzpatrickType", "expected 1 to 6, received more"],
    [{ patient: { fitzpatrickType: 1e300 } }, "patient.fitzpatrickType", "expected 1 to 6, received more"],
    [{ assessment: { ankleBrachialIndex: 3.01 } }, "assessment.ankleBrachialIndex", "expected 0 to 3, received more"],
    [{ veins: [{ id: "a", diameterMm: 0.04 }] }, "veins[0].diameterMm", "expected 0.05 to 30 mm, received less"],
    [{ veins: [{ id: "" }] }, "veins[0].id", "expected 1 to 64 characters, received less"],
    [{ veins: [{ id: "x".repeat(65) }] }, "veins[0].id", "expected 1 to 64 characters, received more"],
  ];
  test.each(out)("%j", (input, path, message) => {
    expect(issuesOf(input)).toMatchObject([{ code: "case/out-of-range", path, message }]);
  });

  test("a code that is not in the list, with the nearest one", () => {
    expect(issuesOf({ conditions: { diabetes: "poorly-controled" } })).toEqual([
      {
        code: "case/not-in-list",
        severity: "error",
        path: "conditions.diabetes",
        message: "expected one of `none`, `controlled`, `poorly-controlled`, received another string",
        help: "did you mean `poorly-controlled`?",
      },
    ]);
  });

  test("codes are compared letter by letter, capitals and spaces included", () => {
    expect(codes({ patient: { sex: "Female" } })).toEqual(["case/not-in-list patient.sex"]);
    expect(codes({ patient: { sex: "female " } })).toEqual(["case/not-in-list patient.sex"]);
    expect(codes({ patient: { sex: "" } })).toEqual(["case/not-in-list patient.sex"]);
  });
});

describe("all issues at once", () => {
  const broken = {
    veins: [
      { id: "a", size: "huge" },
      { size: "large", diameterMm: 99 },
      { id: "a", proposal: { gas: 1, from: "foam" } },
      { id: null },
    ],
    pateint: {},
    patient: { pregnat: true, ageYears: -5, sex: "f" },
    asOf: "2026-02-30",
  };
  const expected = [
    "case/impossible-date asOf",
    "case/unknown-key pateint",
    "case/out-of-range patient.ageYears",
    "case/unknown-key patient.pregnat",
    "case/not-in-list patient.sex",
    "case/not-in-list veins[0].size",
    "case/out-of-range veins[1].diameterMm",
    "case/missing-vein-id veins[1].id",
    "case/duplicate-vein-id veins[2].id",
    "case/unknown-key veins[2].proposal.from",
    "case/wrong-type veins[2].proposal.gas",
    "case/missing-vein-id veins[3].id",
  ];

  test("ids that are missing or stand twice together with the others, ordered by path", () => {
    expect(codes(broken)).toEqual(expected);
  });

  test("in the same order whatever the order of the keys", () => {
    const turned = Object.fromEntries(Object.entries(broken).reverse());
    expect(codes(turned)).toEqual(expected);
  });

  test("each says what was expected, on one line without a full stop, with help", () => {
    for (const { message, help = "" } of issuesOf(broken)) {
      expect(message).toMatch(/^[a-z][^\n]*[^.\n]$/);
      expect(help).toMatch(/^[a-z][^\n]*[^.\n]$/);
    }
  });
});

describe("ids of veins", () => {
  test("each later vein of the same id is named, the first is not", () => {
    expect(codes({ veins: [{ id: "a" }, { id: "b" }, { id: "a" }, { id: "a" }] })).toEqual([
      "case/duplicate-vein-id veins[2].id",
      "case/duplicate-vein-id veins[3].id",
    ]);
  });

  test("ids differ by capitals and spaces", () => {
    expect(codes({ veins: [{ id: "a" }, { id: "A" }, { id: "a " }] })).toEqual([]);
  });

  test("ids that every object inherits are ids like any other", () => {
    const ids = ["__proto__", "constructor", "toString", "a.b", "a@b", "veins"];
    expect(parser.parse({ veins: ids.map((id) => ({ id })) }).veins.map(({ id }) => id)).toEqual(ids);
  });
});
