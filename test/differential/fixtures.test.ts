import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { listJson } from "../../src/cli/files.ts";
import { CaseError } from "../../src/issues/errors.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { Fixture } from "../../src/testing/fixture.ts";
import { createFixtureRunner } from "../../src/testing/run-fixture.ts";

/** How often each evaluator evaluated a set of rules: proof that it ran, and that the other one did not. */
const calls = vi.hoisted(() => ({ compiled: 0, engine: 0 }));

vi.mock("../../src/evaluate/compiled.ts", async (load) => {
  const original = await load<typeof import("../../src/evaluate/compiled.ts")>();
  return {
    ...original,
    compileRules: (...given: Parameters<typeof original.compileRules>) => {
      const { evaluate } = original.compileRules(...given);
      return {
        evaluate: (...args: Parameters<typeof evaluate>) => {
          calls.compiled += 1;
          evaluate(...args);
        },
      };
    },
  };
});

vi.mock("json-rules-engine", async (load) => {
  const original = await load<typeof import("json-rules-engine")>();
  class CountedEngine extends original.Engine {
    override run(...args: Parameters<InstanceType<typeof original.Engine>["run"]>) {
      calls.engine += 1;
      return super.run(...args);
    }
  }
  return { ...original, Engine: CountedEngine };
});

beforeEach(() => {
  calls.compiled = 0;
  calls.engine = 0;
});

const runner = createFixtureRunner(embeddedRulebook());
const patients = listJson("fixtures/cases", true).flatMap((file) => {
  const fixture = JSON.parse(readFileSync(file, "utf8")) as Fixture;
  return runner.patients(fixture).map((patient) => ({ file, ...patient }));
});

describe("the two evaluators", () => {
  test("give the same bytes for every patient of every fixture", { timeout: 300_000 }, async () => {
    const advisors = { all: createAdvisor(), documents: createAdvisor({ evidence: "documents" }) };
    const differing: string[] = [];
    for (const { file, where, input, evidence } of patients) {
      const advisor = advisors[evidence];
      const answers = await Promise.all([
        settled(async () => JSON.stringify(advisor.recommendSync(input))),
        settled(async () => JSON.stringify(await advisor.recommend(input))),
      ]);
      if (answers[0] !== answers[1]) differing.push(`${file} ${where}`);
    }
    expect(patients.length).toBeGreaterThan(1000);
    expect(differing).toEqual([]);
  });

  test("recommend runs on json-rules-engine and not on the compiled rules", async () => {
    await createAdvisor().recommend({ patient: { pregnant: true } });
    expect(calls.engine).toBeGreaterThan(0);
    expect(calls.compiled).toBe(0);
  });

  test("recommendSync runs on the compiled rules and not on json-rules-engine", () => {
    createAdvisor().recommendSync({ patient: { pregnant: true } });
    expect(calls.compiled).toBeGreaterThan(0);
    expect(calls.engine).toBe(0);
  });
});

/** The answer, or the issues of a case that is refused: the evaluators must refuse alike too. */
async function settled(answer: () => Promise<string>): Promise<string> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof CaseError) return JSON.stringify(error.issues);
    throw error;
  }
}
