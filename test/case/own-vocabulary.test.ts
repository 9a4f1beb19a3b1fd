import { describe, expect, test } from "vitest";
import { changeCase } from "../../src/case/change.ts";
import { fitsFact } from "../../src/case/fits.ts";
import { caseJsonSchema } from "../../src/case/json-schema.ts";
import { factSchema } from "../../src/case/schema.ts";
import { CaseError } from "../../src/issues/errors.ts";
import type { Issue } from "../../src/issues/issue.ts";
import { ownFact, ownParser, ownRulebook } from "./own-vocabulary.ts";
import { misfits } from "./validate.ts";

function issueOf(input: unknown): Issue | undefined {
  try {
    ownParser.parse(input);
    return undefined;
  } catch (error) {
    if (error instanceof CaseError) return error.issues[0];
    throw error;
  }
}

/** A fact, a value that it takes, and the value next to it that it does not. */
const limits: readonly (readonly [name: string, right: unknown, wrong: unknown])[] = [
  ["clinic.name", "x".repeat(64), "x".repeat(65)],
  ["clinic.name", "x", ""],
  ["clinic.room", "abc", "abcd"],
  ["clinic.floor", Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER - 1],
  ["clinic.floor", Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1],
  ["clinic.floor", -3, -3.5],
  ["clinic.height", Number.MAX_VALUE, Number.POSITIVE_INFINITY],
  ["clinic.height", -Number.MAX_VALUE, Number.NEGATIVE_INFINITY],
  ["clinic.chairs", 1, 0],
  ["clinic.chairs", Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1],
  ["clinic.cold", 8, 8.5],
  ["clinic.cold", -Number.MAX_VALUE, Number.NaN],
  ["clinic.opened", "2024-02-29", "2023-02-29"],
  ["clinic.opened", "2026-11-20", "2026-11-20 2026-11-20"],
  ["clinic.opened", "2026-11-20", "2026-11-202026-11-20"],
  ["clinic.opened", "2026-11-20", ["2026-11-20"]],
  ["vein.form", "twisted", "straightened"],
  ["vein.proposal.ultrasoundGuided", false, 0],
];

describe("what a fact takes, up to its very limits", () => {
  test.each(limits)("%s: %s, and not %s", (name, right, wrong) => {
    const fact = ownFact(name);
    expect([right, wrong].map(fitsFact(fact))).toEqual([true, false]);
    expect([right, wrong].map((value) => factSchema(fact).safeParse(value).success)).toEqual([true, false]);
    expect([right, wrong].map((value) => ownParser.checkValue(fact, value).length)).toEqual([0, 1]);
  });

  test("a list that holds the right value is no value", () => {
    for (const [name, right] of limits) expect(fitsFact(ownFact(name))([right])).toBe(false);
  });
});

describe("the JSON Schema says the same", () => {
  const schema = caseJsonSchema(ownRulebook);
  const placed = (name: string, value: unknown): unknown => {
    const [group = "", ...rest] = name.split(".");
    const key = rest.at(-1) ?? "";
    if (group !== "vein") return { [group]: { [key]: value } };
    return { veins: [rest.length === 1 ? { id: "a", [key]: value } : { id: "a", proposal: { [key]: value } }] };
  };
  // JSON has neither these numbers nor a calendar.
  const sayable = limits.filter(([name, , wrong]) => name !== "clinic.opened" && !isBeyondJson(wrong));

  test.each(sayable)("%s: %s, and not %s", (name, right, wrong) => {
    expect(misfits(schema, placed(name, right))).toEqual([]);
    expect(misfits(schema, placed(name, wrong))).toHaveLength(1);
  });

  test("a vein's id may be as long as the vocabulary says", () => {
    const ids = ["x".repeat(12), "x".repeat(13)];
    expect(ids.map((id) => misfits(schema, { veins: [{ id }] }))).toEqual([[], ["veins[0].id"]]);
    expect(ids.map((id) => issueOf({ veins: [{ id }] })?.code)).toEqual([undefined, "case/out-of-range"]);
  });

  test("every fact may be unknown, and every group and proposal absent", () => {
    for (const [name] of limits) expect(misfits(schema, placed(name, null))).toEqual([]);
    expect(misfits(schema, { clinic: null, veins: null })).toEqual([]);
    expect(misfits(schema, { veins: [{ id: "a", proposal: null }] })).toEqual([]);
    expect(misfits(schema, { veins: [{ id: null }] })).toEqual(["veins[0].id"]);
    expect(misfits(schema, { veins: [null] })).toEqual(["veins[0]"]);
  });

  test("texts and dates are texts, a date says so", () => {
    const { clinic } = schema["properties"] as Record<string, { properties: Record<string, unknown> }>;
    expect(clinic?.properties).toMatchObject({
      name: { type: ["string", "null"], minLength: 1, maxLength: 64 },
      room: { type: ["string", "null"], minLength: 1, maxLength: 3 },
      opened: { type: ["string", "null"], format: "date" },
    });
  });

  test("says whose cases they are, that absent is unknown, and in which unit a number is", () => {
    expect(schema["title"]).toContain(ownRulebook.name);
    expect(schema["description"]).toContain("Absent or null is unknown, never false");
    const { clinic } = schema["properties"] as Record<string, { properties: Record<string, unknown> }>;
    expect(clinic?.properties).toMatchObject({
      cold: { title: "clinic.cold", description: "meaning of clinic.cold (Cel)" },
      name: { title: "clinic.name", description: "meaning of clinic.name" },
    });
  });
});

describe("a wrong value", () => {
  test.each<[string, unknown, Issue["code"], string]>([
    ["clinic.chairs", 0, "case/out-of-range", "expected at least 1, received less"],
    ["clinic.cold", 9, "case/out-of-range", "expected at most 8 Cel, received more"],
    ["clinic.name", "", "case/out-of-range", "expected 1 to 64 characters, received less"],
    ["clinic.room", "abcd", "case/out-of-range", "expected 1 to 3 characters, received more"],
    ["clinic.opened", 5, "case/wrong-type", "expected a date (YYYY-MM-DD), received a number"],
    [
      "clinic.opened",
      "20.11.2026",
      "case/impossible-date",
      "expected a date (YYYY-MM-DD) of the calendar, received something else",
    ],
    ["clinic.floor", 1.5, "case/wrong-type", "expected a whole number, received a fraction"],
  ])("%s: %s", (name, value, code, message) => {
    const [group = "", key = ""] = name.split(".");
    expect(issueOf({ [group]: { [key]: value } })).toMatchObject({ code, path: name, message, severity: "error" });
  });

  test("a vocabulary without a clock has no dates to hold against each other", () => {
    expect(issueOf({ clinic: { opened: "2026-11-20", floor: "1" } })?.path).toBe("clinic.floor");
    expect(issueOf({ previousSession: { weeksAgo: 5 }, clinic: { floor: "1" } })?.path).toBe("clinic.floor");
  });
});

describe("what a caller's function gave", () => {
  test("is checked at the place of its fact; the first vein stands for all", () => {
    const check = (name: string, value: unknown) =>
      ownParser.checkValue(ownFact(name), value).map(({ code, path }) => `${code} ${path}`);
    expect(check("clinic.floor", "one")).toEqual(["case/wrong-type clinic.floor"]);
    expect(check("vein.form", "bent")).toEqual(["case/not-in-list veins[0].form"]);
    expect(check("vein.proposal.volumeMl", "5 mL")).toEqual(["case/wrong-type veins[0].proposal.volumeMl"]);
    expect(check("clinic.floor", 1)).toEqual([]);
    expect(check("clinic.floor", null)).toEqual([]);
  });

  test("is never part of the message", () => {
    const [issue] = ownParser.checkValue(ownFact("vein.form"), "Jane Roe");
    expect(issue?.message).toMatch(/^expected one of `straight`, `twisted`/);
    expect(JSON.stringify(issue)).not.toContain("Roe");
  });
});

describe("a change to a vein whose id holds dots", () => {
  const [short, long] = [{ id: "a" }, { id: "a.proposal" }];

  test.each([[[short, long]], [[long, short]]])("goes to the longest id that leaves a fact: %o", (veins) => {
    const changed = changeCase({ veins }, { "veins.a.proposal.form": "twisted" }, ownParser.shape);
    const inOrder = veins.map((vein) => (vein === long ? { id: "a.proposal", form: "twisted" } : { id: "a" }));
    expect(JSON.parse(JSON.stringify(changed))).toEqual({ veins: inOrder });
  });

  test("what the longest id leaves may be no fact: then a shorter one is meant", () => {
    const changed = changeCase({ veins: [long, short] }, { "veins.a.proposal.gas": "air" }, ownParser.shape);
    expect(JSON.parse(JSON.stringify(changed))).toEqual({ veins: [long, { id: "a", proposal: { gas: "air" } }] });
  });
});

function isBeyondJson(value: unknown): boolean {
  return typeof value === "number" && !(Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER);
}
