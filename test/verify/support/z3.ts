import { afterAll, beforeAll } from "vitest";
import { createAdvisor } from "../../../src/advisor/create-advisor.ts";
import { type LoadedZ3, loadZ3 } from "../../../src/cli/verify/z3.ts";
import type { Rulebook } from "../../../src/rulebook/rulebook.ts";
import { type Property, type PropertyResult, verifyProperties } from "../../../src/verify/index.ts";

/** Loads the solver for the tests of a file; returns how to verify properties of a rulebook with it. */
export function useZ3(): (rulebook: Rulebook, ...properties: readonly Property[]) => Promise<PropertyResult[]> {
  let z3: LoadedZ3 | undefined;
  beforeAll(async () => {
    z3 = await loadZ3();
  });
  afterAll(() => z3?.end());
  return (rulebook, ...properties) => {
    if (z3 === undefined) throw new Error("the solver is not loaded");
    const advisors = {
      all: createAdvisor({ rulebook }),
      documents: createAdvisor({ rulebook, evidence: "documents" }),
    } as const;
    return verifyProperties(properties, {
      rulebook,
      openSolver: z3.open,
      advisorOf: (evidence) => advisors[evidence],
      clock: () => 0,
    });
  };
}

/** What was found, by claim and kind. */
export function found(results: readonly PropertyResult[]): string[] {
  return results.flatMap(({ findings }) => findings.map(({ about, kind }) => `${kind}: ${about}`));
}
