import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { examples, titleOfExample } from "../../playground/examples.ts";
import { choicesFor, chosenKey } from "../../playground/form/choices.ts";
import { formOf } from "../../playground/form/sections.ts";
import { canBeGiven } from "../../playground/state/case.ts";
import { createAdvisor } from "../../src/index.ts";
import type { Fact } from "../../src/rulebook/vocabulary.ts";

const advisor = createAdvisor();
const { facts } = advisor.rulebook;
const given = [...facts.values()].filter(canBeGiven);

function fact(name: string): Fact {
  const found = facts.get(name);
  if (found === undefined) throw new Error(`no fact ${name}`);
  return found;
}

describe("the full form", () => {
  test("has every fact that a case can hold, once", () => {
    const { sections, vein } = formOf(advisor.rulebook);
    const names = [...sections, ...vein].flatMap((section) => section.facts.map(({ name }) => name));
    expect(names.sort()).toEqual(given.map(({ name }) => name).sort());
  });
});

describe("the answers to a fact", () => {
  test("always have unknown among them, and it is null, never false", () => {
    for (const one of given) {
      const unknown = choicesFor(one).filter(({ key }) => key === "unknown");
      expect([one.name, unknown.map(({ value }) => value)]).toEqual([one.name, [null]]);
    }
  });

  test("say what a fact counts as that is not recorded, where it counts as something", () => {
    expect(choicesFor(fact("assessment.duplexDone")).at(-1)).toEqual({
      key: "absent",
      text: "Not recorded, counts as no",
      value: undefined,
    });
    expect(choicesFor(fact("conditions.smoking")).map(({ key }) => key)).toEqual(["true", "false", "unknown"]);
  });

  test("show what the case says: nothing recorded is unknown unless it counts as something", () => {
    const smoking = choicesFor(fact("conditions.smoking"));
    expect([undefined, null, true, false].map((value) => chosenKey(smoking, value))).toEqual([
      "unknown",
      "unknown",
      "true",
      "false",
    ]);
    expect(chosenKey(choicesFor(fact("assessment.duplexDone")), undefined)).toBe("absent");
  });
});

describe("the examples", () => {
  test.each(examples.map((example) => [titleOfExample(example), example.case] as const))("can be read: %s", (_, of) => {
    expect(advisor.recommendSync(of).complete).toBe(true);
  });

  test("show a decision of each kind of use: to proceed, to wait, and after a session", () => {
    const decisions = examples.map(({ case: of }) => advisor.recommendSync(of));
    expect(decisions.map(({ eligibility }) => eligibility.decision)).toEqual(
      expect.arrayContaining(["proceed", "proceed-with-caution", "assess-first", "defer"]),
    );
    expect(decisions.some(({ triage }) => triage?.level === "emergency")).toBe(true);
  });

  test("say in their titles what the library decides", () => {
    // What a title names is a value of the decision that it is about.
    const values = examples.map(({ case: of }) => {
      const { eligibility, triage, plan } = advisor.recommendSync(of);
      const veins = Object.values(plan.veins);
      return [
        eligibility.decision,
        triage?.level,
        ...veins.flatMap((vein) => [vein["form"]?.value, vein["approach"]?.value, vein["strength.band"]?.value]),
      ];
    });
    const named: readonly (readonly string[])[] = [
      ["foam", "proceed-with-caution"],
      ["liquid", "proceed-with-caution"],
      ["proceed", "liquid", "foam"],
      ["dilute", "foam"],
      ["treat-source-first"],
      ["defer"],
      ["assess-first"],
      ["emergency"],
    ];
    expect(named.map((some, index) => some.filter((one) => !values[index]?.includes(one)))).toEqual(
      named.map(() => []),
    );
  });

  test("are told apart by their titles, and name the file that each of them is", () => {
    expect(new Set(examples.map(titleOfExample)).size).toBe(examples.length);
    for (const { file, case: of } of examples) {
      const json = JSON.parse(readFileSync(file, "utf8")) as { case?: unknown };
      expect(json.case ?? json).toEqual(of);
    }
  });
});
