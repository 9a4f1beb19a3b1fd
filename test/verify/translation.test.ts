import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { faultyRulebook } from "../../scripts/verify/faulty-rulebook.ts";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { caseFromValues, type PlainCase, valuesFromCase } from "../../src/verify/case-values.ts";
import { crossCheck } from "../../src/verify/cross-check.ts";
import { Evaluation } from "../../src/verify/evaluate.ts";
import { RulebookModel } from "../../src/verify/model.ts";
import { createRandomCases } from "../support/random-case.ts";

const rulebook = embeddedRulebook();
const cases = createRandomCases(rulebook);
const given = (values: ReadonlyMap<string, unknown>) => [...values].filter(([, value]) => value !== false).sort();

describe("the formulas and the advisor say the same of random cases, unknown facts included", () => {
  for (const evidence of ["all", "documents"] as const)
    test.each([0, 1, 2, 3])(`with %i veins under ${evidence}`, (veins) => {
      const advisor = createAdvisor({ evidence });
      const model = new RulebookModel(rulebook, {
        evidence,
        veins: Array.from({ length: veins }, (_, index) => `vein-${index}`),
      });
      for (let seed = 0; seed < 12; seed += 1) {
        const input = cases.make(seed * 10 + veins, { veins });
        const values = valuesFromCase(model, input);
        const evaluation = new Evaluation(values);
        expect(evaluation.holds(model.legal)).toBe(true);
        expect(crossCheck(model, evaluation, input, advisor)).toEqual([]);
        // A case that is written down and read again is the same case; without `asOf` dates count from another day.
        const again = valuesFromCase(model, caseFromValues(model, evaluation));
        if (typeof input["asOf"] === "string") expect(isDeepStrictEqual(given(again), given(values))).toBe(true);
      }
    });
});

describe("the comparison sees what differs", () => {
  const model = new RulebookModel(rulebook, { evidence: "all", veins: ["a"] });
  const differences = (input: PlainCase, edit: Parameters<typeof faultyRulebook>[0]["edit"]): string[] => {
    const advisor = createAdvisor({ rulebook: faultyRulebook({ title: "", foundBy: "", edit }) });
    return crossCheck(model, new Evaluation(valuesFromCase(model, input)), input, advisor);
  };

  test("an outcome", () => {
    const edit = { rule: "caution.under-18", path: ["conditions", "all", 0, "value"], value: 16 };
    expect(differences({ patient: { ageYears: 17 }, veins: [{ id: "a" }] }, edit)).toContain(
      "caution.under-18: the formulas say applies, the advisor does-not-apply",
    );
  });

  test("a value, though all outcomes are the same", () => {
    const edit = { slot: "sessions.intervalWeeks", path: ["merge", "prefer"], value: "lowest" };
    const input = { veins: [{ id: "a", type: "telangiectasia" }] };
    expect(differences(input, edit)).toContain("sessions.intervalWeeks: the advisor's value is not the formulas'");
  });

  test("a list, though all outcomes and statuses are the same", () => {
    const edit = { rule: "volume.polidocanol.us-session", path: ["event", "params", "value", 0, "max"], value: 100 };
    expect(differences({ veins: [{ id: "a" }] }, edit)).toEqual([
      "volume.sessionMaxMl@a: the advisor's list is not the formulas'",
    ]);
  });

  test("a status, though the value is the same", () => {
    const edit = { rule: "technique.liquid.reticular", path: ["event", "params", "rank"], value: "exclusion" };
    const input = { veins: [{ id: "a", type: "reticular", size: "large" }] };
    expect(differences(input, edit).some((line) => line.startsWith("technique.foam.reticular-large@a"))).toBe(true);
  });
});
