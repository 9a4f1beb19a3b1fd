import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { advisorsOf, baselineOf } from "../../scripts/assurance/seeded/baseline.ts";
import { byCases, byEvaluators, byProperties, byRegression } from "../../scripts/assurance/seeded/checks.ts";
import { patched } from "../../scripts/assurance/seeded/code-fault.ts";
import { faultKinds, readFaults } from "../../scripts/assurance/seeded/fault.ts";
import { caughtBy, isCaughtTwice, type SeededRow, seededTable } from "../../scripts/assurance/seeded/table.ts";
import { faultyRulebook } from "../../scripts/verify/faulty-rulebook.ts";
import { contentOf } from "../../src/rulebook/assemble.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";

const { rules, code } = readFaults();
const rulebook = embeddedRulebook();

describe("the faults that are seeded", () => {
  test("are several of every kind, each told once", () => {
    const all = [...rules, ...code];
    for (const kind of faultKinds) expect(all.filter((fault) => fault.kind === kind).length).toBeGreaterThanOrEqual(5);
    expect(new Set(all.map(({ kind, title }) => `${kind}: ${title}`)).size).toBe(all.length);
  });

  test.each(rules.map((fault) => [fault.title, fault] as const))("in the rules: %s", (_, fault) => {
    const faulty = faultyRulebook({ ...fault, foundBy: "" });
    expect(JSON.stringify(contentOf(faulty))).not.toBe(JSON.stringify(contentOf(rulebook)));
  });

  // Fails where the code has changed: then the place of the fault has to be found again.
  test.each(code.map((fault) => [fault.title, fault] as const))("in the code: %s", (_, { patch }) => {
    const { file, source } = patched(patch);
    expect(source).not.toBe(readFileSync(file, "utf8"));
  });

  test("have to have a place", () => {
    expect(() => patched({ file: "src/logic/truth.ts", find: "no such text", put: "" })).toThrow("expected this once");
  });
});

describe("the kinds of check", () => {
  const pregnancy = rules.find(({ title }) => title === "the rule on pregnancy is dropped");
  const faulty = pregnancy === undefined ? rulebook : faultyRulebook({ ...pregnancy, foundBy: "" });
  const baseline = baselineOf(rulebook, 40).slice(0, 60);

  test("find a rule that is missing, by what the cases expect and by the answers before", async () => {
    expect(byCases(faulty, ["contraindication.pregnancy"])).toContain(".json: ");
    expect(await byRegression(advisorsOf(faulty), baseline, 0)).not.toBeNull();
  });

  test("find nothing where two evaluators read the same faulty rules", async () => {
    expect(await byEvaluators(faulty, advisorsOf(faulty), 10)).toBeNull();
  });

  test("find nothing where there is no fault", async () => {
    const advisors = advisorsOf(rulebook);
    expect(await byEvaluators(rulebook, advisors, 10)).toBeNull();
    expect(await byProperties(rulebook, advisors, 10)).toBeNull();
    expect(await byRegression(advisors, baseline, 5)).toBeNull();
  });
});

describe("the table of seeded faults", () => {
  const row = (found: SeededRow["found"]): SeededRow => ({ kind: "threshold", title: "t", in: "rules", found });

  test("counts the kinds that caught a fault, and no check that was not run", () => {
    expect(caughtBy(row({ cases: "a.json", solver: null, regression: "seed 1" }))).toEqual(["cases", "regression"]);
    expect(isCaughtTwice(row({ cases: "a.json", solver: null }))).toBe(false);
    expect(isCaughtTwice(row({ cases: "a.json", sql: "x" }))).toBe(true);
  });

  test("marks what was caught, what was not, and what was not run", () => {
    const [, line] = seededTable([row({ cases: "a.json", solver: null })]);
    expect(line).toBe("threshold: t | - | x | - | . | - | - | - | -");
  });
});
