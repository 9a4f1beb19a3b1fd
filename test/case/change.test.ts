import { describe, expect, test } from "vitest";
import { type Changes, changeCase } from "../../src/case/change.ts";
import { CaseError } from "../../src/issues/errors.ts";
import type { Issue } from "../../src/issues/issue.ts";
import { parser } from "./reading.ts";

const base = {
  asOf: "2026-11-20",
  patient: { pregnant: false },
  veins: [
    { id: "a", size: "small" },
    { id: "a.b", size: "large", proposal: { form: "foam" } },
  ],
};

/** The changed case as JSON holds it. */
const changed = (changes: Changes, input: unknown = base): unknown =>
  JSON.parse(JSON.stringify(changeCase(input, changes, parser.shape)));

function refused(changes: Changes, input: unknown = base): readonly Issue[] {
  try {
    changeCase(input, changes, parser.shape);
  } catch (error) {
    if (error instanceof CaseError) return error.issues;
    throw error;
  }
  return [];
}

describe("a change", () => {
  test("sets a fact of the top, of a group, of a vein and of its proposal; the rest stays", () => {
    expect(
      changed({
        asOf: "2026-12-01",
        "patient.pregnant": true,
        "veins.a.size": "medium",
        "veins.a.b.proposal.gas": "air",
      }),
    ).toEqual({
      asOf: "2026-12-01",
      patient: { pregnant: true },
      veins: [
        { id: "a", size: "medium" },
        { id: "a.b", size: "large", proposal: { form: "foam", gas: "air" } },
      ],
    });
  });

  test("makes a group or proposal that the case has not", () => {
    expect(changed({ "patient.pregnant": true, "followUp.fever": true }, {})).toEqual({
      patient: { pregnant: true },
      followUp: { fever: true },
    });
    expect(changed({ "patient.pregnant": true }, { patient: null })).toEqual({ patient: { pregnant: true } });
    expect(changed({ "veins.a.proposal.form": "liquid" }, { veins: [{ id: "a", proposal: null }] })).toEqual({
      veins: [{ id: "a", proposal: { form: "liquid" } }],
    });
  });

  test("to null makes a fact unknown, to undefined takes it out", () => {
    expect(changed({ "patient.pregnant": null })).toMatchObject({ patient: { pregnant: null } });
    const { given } = parser.parse(changeCase(base, { "patient.pregnant": undefined }, parser.shape)).patient;
    expect(given.has("patient.pregnant")).toBe(false);
  });

  test("leaves the case alone", () => {
    const input = structuredClone(base);
    changeCase(input, { "patient.pregnant": true, "veins.a.b.proposal.form": "liquid", asOf: null }, parser.shape);
    expect(input).toEqual(base);
  });

  test("is not checked by itself: reading the changed case does that", () => {
    const input = changeCase(base, { "patient.ageYears": "old" }, parser.shape);
    expect(() => parser.parse(input)).toThrow("patient.ageYears: expected a number, received a string");
  });
});

describe("ids of veins with dots", () => {
  test("the longest id that fits is meant", () => {
    expect(changed({ "veins.a.b.size": "medium" })).toMatchObject({ veins: [{ size: "small" }, { size: "medium" }] });
  });

  test("unless only a shorter one leaves a fact", () => {
    const input = { veins: [{ id: "a" }, { id: "a.proposal" }] };
    expect(changed({ "veins.a.proposal.form": "foam" }, input)).toEqual({
      veins: [{ id: "a", proposal: { form: "foam" } }, { id: "a.proposal" }],
    });
  });

  test("an id may be that of a fact, or one that every object has", () => {
    const input = { veins: [{ id: "size" }, { id: "__proto__" }, { id: "constructor" }] };
    expect(
      changed({ "veins.size.size": "large", "veins.__proto__.size": "small", "veins.constructor.size": null }, input),
    ).toEqual({
      veins: [
        { id: "size", size: "large" },
        { id: "__proto__", size: "small" },
        { id: "constructor", size: null },
      ],
    });
  });
});

describe("a path is refused", () => {
  const unknown: readonly (readonly [path: string, help: string])[] = [
    ["patient.pregnat", "did you mean `patient.pregnant`?"],
    ["patient.migraineWithAura", "did you mean `conditions.migraineWithAura`?"],
    ["veins.a.siez", "did you mean `veins.<id>.size`?"],
    ["patient", "no known name is near: see the files of the rulebook"],
    ["patient.pregnant.yes", "no known name is near: see the files of the rulebook"],
    ["derived.onLeg", "no known name is near: see the files of the rulebook"],
    ["decided.form", "did you mean `veins.<id>.proposal.form`?"],
    ["__proto__.pregnant", "did you mean `patient.pregnant`?"],
    ["constructor", "no known name is near: see the files of the rulebook"],
    ["", "no known name is near: see the files of the rulebook"],
  ];
  test.each(unknown)("%j names no fact", (path, help) => {
    expect(refused({ [path]: true })).toEqual([
      { code: "change/unknown-path", severity: "error", path, message: `unknown path \`${path}\``, help },
    ]);
  });

  test.each([
    "veins.a.id",
    "veins.a.b.id",
    "veins.a.",
    "veins.a.proposal",
    "veins.a.proposal.size",
    "veins.a.b.c.size",
  ])("%s: nothing of the vein that can be changed", (path) => {
    expect(refused({ [path]: "x" })).toMatchObject([{ code: "change/unknown-path", path }]);
  });

  const noVein: readonly (readonly [path: string, help: string])[] = [
    ["veins.c.size", "known are `a`, `a.b`"],
    ["veins.0.size", "known are `a`, `a.b`"],
    ["veins", "known are `a`, `a.b`"],
  ];
  test.each(noVein)("%s names no vein of the case", (path, help) => {
    expect(refused({ [path]: "large" })).toEqual([
      {
        code: "change/unknown-path",
        severity: "error",
        path,
        message: "expected the id of a vein of the case after `veins.`",
        help,
      },
    ]);
  });

  test.each(["veins.a", "veins.a.b"])("%s names a vein of the case, and no fact of it", (path) => {
    const issues = refused({ [path]: null });
    expect(issues).toMatchObject([
      { code: "change/unknown-path", path, message: "expected a fact after the id of the vein, found none" },
    ]);
    const example = /^for example `(.+)`$/.exec(issues[0]?.help ?? "")?.[1] ?? "";
    expect(refused({ [example]: null })).toEqual([]);
  });

  test("but an id that reads as the fact of another vein is not in its way", () => {
    const veins = [{ id: "a" }, { id: "a.size" }];
    expect(changed({ "veins.a.size": "large" }, { veins })).toEqual({ veins: [{ id: "a", size: "large" }, veins[1]] });
  });

  test("in a case without veins", () => {
    expect(refused({ "veins.a.size": "large" }, {})).toMatchObject([
      { code: "change/unknown-path", path: "veins.a.size", help: "there is none to choose from" },
    ]);
  });

  test("together with all others that are wrong", () => {
    expect(refused({ "patient.x": 1, "patient.pregnant": true, "veins.x.size": 1 }).map(({ path }) => path)).toEqual([
      "patient.x",
      "veins.x.size",
    ]);
  });
});

describe("a case that cannot be read", () => {
  test.each([
    ["no case", 5, "patient.pregnant"],
    ["a text for a group", { patient: "x" }, "patient.pregnant"],
    ["a list for a group", { patient: [] }, "patient.pregnant"],
    ["a date for a group", { patient: new Date(0) }, "patient.pregnant"],
    ["a function for a group", { patient: () => ({}) }, "patient.pregnant"],
    ["a text for a proposal", { veins: [{ id: "a", proposal: "foam" }] }, "veins.a.proposal.gas"],
    ["elements that are no veins", { veins: [null, 5, "a", { id: 7 }, { id: "a" }] }, "veins.a.size"],
  ])("is left for the reader to refuse: %s", (_, input, path) => {
    const result = changeCase(input, { [path]: "x" }, parser.shape);
    expect(() => parser.parse(result)).toThrow(CaseError);
  });

  test("a function in place of a group is not written to", () => {
    const patient = () => ({});
    changeCase({ patient }, { "patient.pregnant": true }, parser.shape);
    expect(Object.keys(patient)).toEqual([]);
  });
});
