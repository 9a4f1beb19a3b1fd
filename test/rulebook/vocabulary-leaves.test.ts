import { describe, expect, test } from "vitest";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { readRulebook } from "../../src/rulebook/load.ts";
import { ruleFile, smallRule } from "./small-rule.ts";

const { facts, contradictions } = embeddedContent;

/** What is wrong with the embedded vocabulary once a fact `x` and a contradiction are added, as code and path. */
function found(x: object | undefined, ...more: readonly object[]): string[] {
  const json = {
    facts: x === undefined ? facts : { ...facts, x },
    contradictions: [...contradictions, ...more],
  };
  const { issues } = readRulebook([{ name: "vocabulary.json", json }, ruleFile([smallRule()])], embeddedContent);
  return issues.map(({ code, path }) => `${code} ${path}`);
}

const label = "X";
const boolean = { type: "boolean", scope: "patient", label };
const number = { type: "number", scope: "patient", label };
const ofVein = { type: "boolean", scope: "vein", label };

type Wrong = readonly [what: string, leaf: object, issue: string];
/** Leaves that no patient's condition may hold, each with the issue and the place within the leaf. */
const wrongLeaves: readonly Wrong[] = [
  [
    "a text for `in`, which would be searched for a part of it",
    { fact: "patient.sex", operator: "in", value: "female" },
    "rulebook/value-does-not-fit *.value",
  ],
  [
    "a list for `equal`",
    { fact: "patient.sex", operator: "equal", value: ["female"] },
    "rulebook/value-does-not-fit *.value",
  ],
  [
    "a code that there is not, among others",
    { fact: "patient.sex", operator: "in", value: ["female", "mal"] },
    "rulebook/value-does-not-fit *.value[1]",
  ],
  [
    "a value of another type",
    { fact: "patient.pregnant", operator: "equal", value: "yes" },
    "rulebook/value-does-not-fit *.value",
  ],
  [
    "a value beyond the range",
    { fact: "patient.ageYears", operator: "lessThan", value: -1 },
    "rulebook/value-does-not-fit *.value",
  ],
  [
    "an order among codes",
    { fact: "patient.sex", operator: "lessThan", value: true },
    "rulebook/operator-does-not-fit *.operator",
  ],
  ["a date", { fact: "asOf", operator: "equal", value: "2026-01-01" }, "rulebook/operator-does-not-fit *.operator"],
  ["a fact of one vein", { fact: "vein.side", operator: "equal", value: "left" }, "rulebook/fact-out-of-scope *.fact"],
  [
    "a fact of the follow-up",
    { fact: "followUp.fever", operator: "equal", value: true },
    "rulebook/fact-out-of-scope *.fact",
  ],
  [
    "a name that every object has",
    { fact: "constructor", operator: "equal", value: 1 },
    "rulebook/unknown-fact *.fact",
  ],
];

describe("a leaf with", () => {
  test.each(wrongLeaves)("%s is refused wherever it stands", (_, leaf, issue) => {
    const at = (path: string): string[] => [issue.replace("*", path)];
    const condition = { all: [leaf] };
    expect(found({ ...boolean, derive: { condition } })).toEqual(at("facts.x.derive.condition.all[0]"));
    expect(found({ ...boolean, derive: { condition: { not: { any: [leaf] } } } })).toEqual(
      at("facts.x.derive.condition.not.any[0]"),
    );
    expect(found({ ...number, derive: { count: [condition] } })).toEqual(at("facts.x.derive.count[0].all[0]"));
    expect(found({ ...boolean, settled: [{ when: leaf, as: true }] })).toEqual(at("facts.x.settled[0].when"));
    const contradiction = { fact: "patient.sex", when: condition, message: "expected a, received b", help: "mend it" };
    expect(found(undefined, contradiction)).toEqual(at(`contradictions[${contradictions.length}].when.all[0]`));
    // The same leaf in a rule is refused for the same reason, at the same place of the leaf.
    const rule = readRulebook([ruleFile([smallRule({ conditions: condition })])], embeddedContent);
    expect(rule.issues.map(({ code, path }) => `${code} ${path}`)).toEqual(at("rules[0].conditions.all[0]"));
  });

  test("a fact of one vein is taken over all veins, and in a fact of a vein", () => {
    const leaf = { fact: "vein.side", operator: "equal", value: "left" };
    expect(found({ ...boolean, derive: { someVein: leaf } })).toEqual([]);
    expect(found({ ...boolean, derive: { everyVein: { all: [leaf] } } })).toEqual([]);
    expect(found({ ...ofVein, derive: { condition: leaf } })).toEqual([]);
  });
});

describe("what a fact is worked out from", () => {
  const compare = (fact: string, operator: string, toFact: string): object => ({ compare: { fact, operator, toFact } });
  const elapsed = (since: string): object => ({ elapsed: { since, unit: "wk", toleranceHours: 0 } });
  const remaining = (slot: string, key: string, passed: string): object => ({
    remaining: { slot, key, elapsed: passed },
  });

  const sound: readonly (readonly [what: string, fact: object])[] = [
    ["two numbers", { ...boolean, derive: compare("patient.ageYears", "lessThan", "patient.bodyMassIndex") }],
    ["two booleans", { ...boolean, derive: compare("patient.pregnant", "equal", "patient.breastfeeding") }],
    ["a date", { ...number, derive: elapsed("previousSession.date") }],
    ["a range", { ...number, derive: remaining("sessions.intervalWeeks", "max", "previousSession.weeksAgo") }],
    ["codes of veins", { ...number, derive: { distinctInVeins: "vein.zone" } }],
  ];
  test.each(sound)("may be %s", (_, fact) => {
    expect(found(fact)).toEqual([]);
  });

  const wrong: readonly (readonly [what: string, fact: object, issue: string])[] = [
    [
      "an order of codes",
      { ...boolean, derive: compare("patient.sex", "lessThan", "patient.sex") },
      "rulebook/operator-does-not-fit facts.x.derive.compare.operator",
    ],
    [
      "a number held against a code",
      { ...boolean, derive: compare("patient.ageYears", "equal", "patient.sex") },
      "rulebook/value-does-not-fit facts.x.derive.compare.toFact",
    ],
    [
      "a fact of one vein held against the patient's",
      { ...boolean, derive: compare("patient.pregnant", "equal", "vein.refluxing") },
      "rulebook/fact-out-of-scope facts.x.derive.compare.toFact",
    ],
    [
      "an unknown fact to hold against",
      { ...boolean, derive: compare("patient.pregnant", "equal", "patient.pregnat") },
      "rulebook/unknown-fact facts.x.derive.compare.toFact",
    ],
    [
      "the time since a number",
      { ...number, derive: elapsed("patient.ageYears") },
      "rulebook/value-does-not-fit facts.x.derive.elapsed.since",
    ],
    [
      "the time since a day of the follow-up",
      { ...number, derive: elapsed("followUp.sessionDate") },
      "rulebook/fact-out-of-scope facts.x.derive.elapsed.since",
    ],
    [
      "the rest of a slot that is no range",
      { ...number, derive: remaining("foam.maxMl", "max", "previousSession.weeksAgo") },
      "rulebook/value-does-not-fit facts.x.derive.remaining.slot",
    ],
    [
      "the rest of a slot that may be no range",
      { ...number, derive: remaining("compression.pressureMmHg", "max", "previousSession.weeksAgo") },
      "rulebook/value-does-not-fit facts.x.derive.remaining.slot",
    ],
    [
      "the rest of a number that the range has not",
      { ...number, derive: remaining("sessions.intervalWeeks", "plan", "previousSession.weeksAgo") },
      "rulebook/not-in-list facts.x.derive.remaining.key",
    ],
    [
      "the rest of a patient's slot, for a vein",
      {
        ...number,
        scope: "vein",
        derive: remaining("sessions.intervalWeeks", "max", "previousSession.weeksAgo"),
      },
      "rulebook/slot-out-of-scope facts.x.derive.remaining.slot",
    ],
    [
      "the rest after a boolean",
      { ...number, derive: remaining("sessions.intervalWeeks", "max", "patient.pregnant") },
      "rulebook/value-does-not-fit facts.x.derive.remaining.elapsed",
    ],
    [
      "a vein's fact over all veins",
      { ...ofVein, derive: { someVein: { fact: "vein.refluxing", operator: "equal", value: true } } },
      "rulebook/fact-out-of-scope facts.x.derive.someVein",
    ],
    [
      "different values of an unknown fact",
      { ...number, derive: { distinctInVeins: "vein.zones" } },
      "rulebook/unknown-fact facts.x.derive.distinctInVeins",
    ],
    [
      "a condition, for a number",
      { ...number, derive: { condition: { fact: "patient.pregnant", operator: "equal", value: true } } },
      "rulebook/value-does-not-fit facts.x.type",
    ],
    [
      "a count, for a boolean",
      { ...boolean, derive: { countVeins: true } },
      "rulebook/value-does-not-fit facts.x.type",
    ],
    [
      "a time, for a whole number",
      { ...number, type: "integer", derive: elapsed("previousSession.date") },
      "rulebook/value-does-not-fit facts.x.type",
    ],
  ];
  test.each(wrong)("is not %s", (_, fact, issue) => {
    expect(found(fact)).toEqual([issue]);
  });

  test("a greatest value is not below the least one", () => {
    expect(found({ ...number, min: 2, max: 1 })).toEqual(["rulebook/value-does-not-fit facts.x.max"]);
    expect(found({ ...number, min: 2, max: 2 })).toEqual([]);
  });
});

describe("facts that are made of each other", () => {
  const leaf = (fact: string): object => ({ fact, operator: "equal", value: true });
  const derived = (fact: string): object => ({ ...boolean, derive: { condition: { all: [leaf(fact)] } } });
  const contradiction = { fact: "x", when: { all: [leaf("x")] }, message: "expected a, received b", help: "mend it" };

  test("are refused, though no rule reads them", () => {
    const files = (more: object, also: readonly object[]) => [
      {
        name: "vocabulary.json",
        json: { facts: { ...facts, ...more }, contradictions: [...contradictions, ...also] },
      },
      ruleFile([smallRule()]),
    ];
    for (const also of [[contradiction], []]) {
      const { issues, raw } = readRulebook(files({ x: derived("y"), y: derived("x") }, also), embeddedContent);
      expect(issues).toMatchObject([
        {
          code: "rulebook/dependency-cycle",
          path: "facts.x",
          file: "vocabulary.json",
          message: "expected facts in an order, found a circle: `x` → `y` → `x`",
        },
      ]);
      expect(raw).toBeUndefined();
    }
  });

  test("one that is settled by itself is refused too", () => {
    expect(found({ ...boolean, settled: [{ when: leaf("x"), as: true }] })).toEqual([
      "rulebook/dependency-cycle facts.x",
    ]);
  });
});
