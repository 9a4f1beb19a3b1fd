import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { readRulebook } from "../../src/rulebook/load.ts";
import type { RulebookFile } from "../../src/rulebook/read-json.ts";
import { ruleFile, smallRule } from "./small-rule.ts";

const { facts, contradictions, slots, authorities } = embeddedContent;

const vocabulary = (more: object, extra: readonly unknown[] = []): RulebookFile => ({
  name: "vocabulary.json",
  json: { facts: { ...facts, ...more }, contradictions: [...contradictions, ...extra] },
});
const slotFile = (more: object): RulebookFile => ({ name: "slots.json", json: { slots: { ...slots, ...more } } });
const found = (file: RulebookFile) =>
  readRulebook([file, ruleFile([smallRule()])], embeddedContent).issues.map(({ code, path }) => `${code} ${path}`);

const fact = { type: "boolean", scope: "patient", label: "Left-handed" };
const always = { fact: "always", operator: "equal", value: true };

describe("a vocabulary of one's own", () => {
  test("brings its facts into cases and rules", () => {
    const rule = smallRule({ conditions: { all: [{ ...always, fact: "patient.leftHanded" }] } });
    const advisor = createAdvisor({ rulebook: [vocabulary({ "patient.leftHanded": fact }), ruleFile([rule])] });
    expect(advisor.recommendSync({ patient: { leftHanded: true } }).eligibility.decision).toBe("defer");
    expect(advisor.recommendSync({ patient: { leftHanded: false } }).eligibility.decision).toBe("proceed");
  });

  const wrong: readonly (readonly [what: string, fact: object, issue: string])[] = [
    ["an unknown type", { ...fact, type: "flag" }, "rulebook/not-in-list facts.x.type"],
    ["no label", { type: "boolean", scope: "patient" }, "rulebook/missing-key facts.x.label"],
    ["a misspelt key", { ...fact, labl: "x" }, "rulebook/unknown-key facts.x.labl"],
    ["a code without values", { ...fact, type: "code" }, "rulebook/missing-key facts.x"],
    ["an empty list of codes", { ...fact, type: "code", values: [] }, "rulebook/empty-list facts.x.values"],
    ["a step of nothing", { ...fact, type: "number", step: 0 }, "rulebook/wrong-type facts.x.step"],
    ["a list when absent", { ...fact, absent: [] }, "rulebook/wrong-type facts.x.absent"],
    ["another type when absent", { ...fact, absent: "no" }, "rulebook/value-does-not-fit facts.x.absent"],
    [
      "a value beyond its range when absent",
      { ...fact, type: "number", max: 9, absent: 10 },
      "rulebook/value-does-not-fit facts.x.absent",
    ],
    [
      "a settled value of another type",
      { ...fact, settled: [{ when: always, as: 1 }] },
      "rulebook/value-does-not-fit facts.x.settled[0].as",
    ],
    [
      "a constant of another type",
      { ...fact, derive: { constant: 1 } },
      "rulebook/value-does-not-fit facts.x.derive.constant",
    ],
    [
      "settled by nothing",
      { ...fact, settled: [{ when: null, as: true }] },
      "rulebook/wrong-type facts.x.settled[0].when",
    ],
    ["an unknown derivation", { ...fact, derive: { sum: [] } }, "rulebook/wrong-type facts.x.derive"],
    ["a derivation from nothing", { ...fact, derive: { condition: null } }, "rulebook/wrong-type facts.x.derive"],
    [
      "a derivation from an empty list",
      { ...fact, derive: { condition: { all: [] } } },
      "rulebook/empty-list facts.x.derive.condition.all",
    ],
    [
      "a comparison with a list",
      { ...fact, derive: { compare: { fact: "patient.ageYears", operator: "in", toFact: "patient.ageYears" } } },
      "rulebook/wrong-type facts.x.derive",
    ],
    [
      "a derivation from an unknown fact",
      { ...fact, derive: { condition: { not: { ...always, fact: "patient.pregnat" } } } },
      "rulebook/unknown-fact facts.x.derive.condition.not.fact",
    ],
    [
      "a derivation from a value that does not fit",
      { ...fact, derive: { condition: { ...always, value: "yes" } } },
      "rulebook/value-does-not-fit facts.x.derive.condition.value",
    ],
    [
      "a rest of an unknown slot",
      {
        ...fact,
        type: "number",
        derive: { remaining: { slot: "sessions", key: "min", elapsed: "previousSession.weeksAgo" } },
      },
      "rulebook/unknown-slot facts.x.derive.remaining.slot",
    ],
  ];
  test.each(wrong)("is refused for a fact with %s", (_, declaration, issue) => {
    expect(found(vocabulary({ x: declaration }))).toEqual([issue]);
  });

  test("needs the id of a vein, by which cases name their veins", () => {
    const { "vein.id": _, ...others } = facts;
    const file: RulebookFile = { name: "vocabulary.json", json: { facts: others, contradictions } };
    expect(found(file)).toEqual(["rulebook/missing-key facts"]);
  });

  test("is refused for contradictions of unknown facts, or of no condition", () => {
    const contradiction = { fact: "patient.sex", message: "expected a, received b", help: "correct it" };
    expect(found(vocabulary({}, [{ ...contradiction, when: { ...always, fact: "alwys" } }]))).toEqual([
      `rulebook/unknown-fact contradictions[${contradictions.length}].when.fact`,
    ]);
    expect(found(vocabulary({}, [{ ...contradiction, fact: "patient.sx", when: always }]))).toEqual([
      `rulebook/unknown-fact contradictions[${contradictions.length}].fact`,
    ]);
    expect(found(vocabulary({}, [{ ...contradiction, when: [] }]))).toEqual([
      `rulebook/wrong-type contradictions[${contradictions.length}].when`,
    ]);
  });
});

describe("slots of one's own", () => {
  const slot = {
    scope: "patient",
    label: "X",
    type: "code",
    values: ["a", "b"],
    merge: { kind: "order", policy: "p" },
    disagreeBy: "slot",
  };
  const range = {
    ...slot,
    type: "range",
    keys: ["min", "max"],
    merge: { kind: "rank", policy: "p", prefer: "highest", keys: ["min"] },
  };

  test("can be set by rules", () => {
    const rule = smallRule({}, { slot: "x", value: "b" });
    const advisor = createAdvisor({ rulebook: [slotFile({ x: slot }), ruleFile([rule])] });
    expect(advisor.recommendSync({ patient: { pregnant: true } }).plan.patient["x"]?.value).toBe("b");
  });

  const wrong: readonly (readonly [what: string, slot: object, issue: string])[] = [
    ["an unknown merge", { ...slot, merge: { kind: "first", policy: "p" } }, "rulebook/wrong-type slots.x.merge"],
    ["a code without values", { ...slot, values: undefined }, "rulebook/missing-key slots.x"],
    ["a list without values", { ...slot, type: "list", values: undefined }, "rulebook/missing-key slots.x"],
    ["a range without keys", { ...range, keys: undefined }, "rulebook/missing-key slots.x"],
    ["options without fields", { ...slot, type: "options" }, "rulebook/missing-key slots.x"],
    ["a default that is no value of it", { ...slot, default: "c" }, "rulebook/not-in-list slots.x.default"],
    [
      "a range compared by nothing",
      { ...range, merge: { ...range.merge, keys: undefined } },
      "rulebook/missing-key slots.x.merge",
    ],
    [
      "a range compared by another key",
      { ...range, merge: { ...range.merge, keys: ["plan"] } },
      "rulebook/not-in-list slots.x.merge.keys",
    ],
    [
      "an unknown slot to withdraw",
      { ...range, type: "range-or-none", merge: { ...range.merge, kind: "none-wins", withdraws: ["constructor"] } },
      "rulebook/unknown-slot slots.x.merge",
    ],
  ];
  test.each(wrong)("are refused for %s", (_, declaration, issue) => {
    expect(found(slotFile({ x: declaration }))).toEqual([issue]);
  });
});

describe("sources of one's own", () => {
  test("an authority names a source that exists, not one that every object inherits", () => {
    for (const source of ["no-such-label", "constructor", "__proto__"]) {
      const row = { source, status: "confirmed", topic: "caution" };
      const file: RulebookFile = { name: "authorities.json", json: { authorities: { ...authorities, "A-999": row } } };
      expect(found(file)).toEqual(["rulebook/unknown-source authorities.A-999.source"]);
    }
  });
});

describe("the slots with which a report begins", () => {
  const { eligibility, triage, ...others } = slots;
  const issuesWith = (given: object) => found({ name: "slots.json", json: { slots: given } });

  test("have to be there: no report could be made without", () => {
    expect(issuesWith({ ...others, triage })).toContain("rulebook/missing-key slots");
    expect(issuesWith({ ...others, eligibility })).toContain("rulebook/missing-key slots");
  });

  test("have to be of their scope", () => {
    expect(issuesWith({ ...slots, eligibility: { ...eligibility, scope: "vein" } })).toContain(
      "rulebook/missing-key slots",
    );
  });
});
