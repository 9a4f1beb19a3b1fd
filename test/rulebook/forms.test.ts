import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { readRulebook } from "../../src/rulebook/load.ts";
import type { RulebookFile } from "../../src/rulebook/read-json.ts";
import { ruleFile, smallRule } from "./small-rule.ts";

const issuesOf = (...files: readonly RulebookFile[]) =>
  readRulebook(files, embeddedContent).issues.map(({ code, path, message }) => ({ code, path, message }));
const ofRule = (parts: object, parameters: object = {}) =>
  issuesOf(ruleFile([smallRule({ ...parts }, { ...parameters })]));
const { facts, slots, contradictions, manifest } = embeddedContent;
const ofFact = (x: object, ...more: readonly object[]) =>
  issuesOf(
    {
      name: "vocabulary.json",
      json: { facts: { ...facts, x: { type: "boolean", scope: "patient", label: "X", ...x } }, contradictions: more },
    },
    ruleFile([smallRule()]),
  );
const ofManifest = (parts: object) =>
  issuesOf({ name: "rulebook.json", json: { ...manifest, ...parts } }, ruleFile([smallRule()]));

const governance = { status: "active", effectiveFrom: "2026-01-01", reviewDue: "2027-01-01" };
const wrong = "rulebook/wrong-type";
const calendarDay = "expected a day of the calendar as YYYY-MM-DD";
const ruleName = "expected small letters and digits, in parts joined by `.` or `-`";

describe("a value of another form is said to be one, after what was expected", () => {
  const cases: readonly (readonly [what: string, found: () => unknown, path: string, message: string])[] = [
    ["a rule's name", () => ofRule({ name: "Bad Name" }), "rules[0].name", `${ruleName}, found \`Bad Name\``],
    [
      "a name of several lines",
      () => ofRule({ name: `a\nb${"c".repeat(100)}` }),
      "rules[0].name",
      `${ruleName}, found \`a b${"c".repeat(54)}...\``,
    ],
    ["an empty title", () => ofRule({ title: "" }), "rules[0].title", "expected a text that is not empty, found none"],
    [
      "a day that is none",
      () => ofRule({ governance: { ...governance, effectiveFrom: "2026-13-01" } }),
      "rules[0].governance.effectiveFrom",
      `${calendarDay}, found \`2026-13-01\``,
    ],
    [
      "an empty day",
      () => ofRule({ governance: { ...governance, reviewDue: "" } }),
      "rules[0].governance.reviewDue",
      `${calendarDay}, found an empty text`,
    ],
    [
      "a step of nothing",
      () => ofFact({ type: "number", step: 0 }),
      "facts.x.step",
      "expected a positive number, found 0",
    ],
    [
      "a list when absent",
      () => ofFact({ absent: [] }),
      "facts.x.absent",
      "expected a string, a number or a boolean, found a list",
    ],
    [
      "an unknown derivation",
      () => ofFact({ derive: { sum: [] } }),
      "facts.x.derive",
      "expected one kind of derivation in its form, found an object",
    ],
    [
      "no condition",
      () => ofFact({}, { fact: "x", when: [], message: "expected a, received b", help: "mend it" }),
      "contradictions[0].when",
      "expected a condition: `all`, `any`, `not` or a leaf, found a list",
    ],
    [
      "an unknown merge",
      () =>
        issuesOf(
          {
            name: "slots.json",
            json: { slots: { ...slots, triage: { ...slots["triage"], merge: { kind: "first" } } } },
          },
          ruleFile([smallRule()]),
        ),
      "slots.triage.merge",
      "expected one kind of merge in its form, found an object",
    ],
  ];
  test.each(cases)("%s", (_, found, path, message) => {
    expect(found()).toEqual([{ code: wrong, path, message }]);
  });

  test("also where the caller's own zod speaks", () => {
    z.config({ localeError: () => "falsch" });
    try {
      expect(ofRule({ title: "" })).toMatchObject([{ message: "expected a text that is not empty, found none" }]);
      expect(ofFact({ maxLength: 2 ** 60 })).toMatchObject([
        { code: wrong, path: "facts.x.maxLength", message: expect.stringMatching(/^expected .+, found \d+$/) },
      ]);
    } finally {
      z.config({ localeError: undefined });
    }
  });

  test("what is not there is missing, also where several forms could stand", () => {
    const contradiction = { fact: "x", message: "expected a, received b", help: "mend it" };
    expect(ofFact({}, contradiction)).toEqual([
      {
        code: "rulebook/missing-key",
        path: "contradictions[0].when",
        message: "expected a condition: `all`, `any`, `not` or a leaf, found nothing",
      },
    ]);
    expect(contradictions.length).toBeGreaterThan(0);
  });
});

describe("the name and the version of a rulebook", () => {
  test.each(["clinic", "St Mary's vein clinic (2026), R&D", "Krampfader-Klinik Zürich", "静脈 1/2"])(
    "may be %s",
    (name) => {
      expect(ofManifest({ name })).toEqual([]);
    },
  );

  const names = [
    "",
    " ",
    "x\nDROP TABLE cases; --",
    "a\rb",
    "a\u2028b",
    "a\u0085b",
    "a;b",
    "a\\",
    "`a`",
    "<a>",
    "a\u202eb",
    "-- a",
  ];
  test.each(names)("the name is not %j", (name) => {
    expect(ofManifest({ name })).toMatchObject([{ code: wrong, path: "name" }]);
  });

  test.each(["1", "1.0.0", "2026-11-21", "1.0.0-beta.2+build_5"])("the version may be %s", (version) => {
    expect(ofManifest({ version })).toEqual([]);
  });

  test.each(["", "1.0 ", "1\n2", "1;2", "v 1", "ü", "-1", "1\n"])("the version is not %j", (version) => {
    expect(ofManifest({ version })).toMatchObject([{ code: wrong, path: "version" }]);
  });
});
