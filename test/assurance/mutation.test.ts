import { describe, expect, test } from "vitest";
import { createJudge } from "../../scripts/mutation/judge.ts";
import type { Mutant } from "../../scripts/mutation/mutant.ts";
import { readPatients } from "../../scripts/mutation/patients.ts";
import { mutantsOf } from "../../scripts/mutation/rules.ts";
import { readSurvivors, staleEntries } from "../../scripts/mutation/survivors.ts";
import { embeddedContent, embeddedRulebook } from "../../src/rulebook/embedded.ts";

const mutants = mutantsOf(embeddedContent);
const explained = [...readSurvivors("equal"), ...readSurvivors("unasserted")];
const isExplained = new Set(explained.map(({ mutant }) => mutant));
const kinds = [...new Set(mutants.map(({ kind }) => kind))];

/** How many of each kind are judged here: `npm run mutate:rules` judges all. */
const sampled = 2;

/** A few of a kind, spread over the rulebook; none that the lists explain. */
function someOf(kind: string): Mutant[] {
  const own = mutants.filter((mutant) => mutant.kind === kind && !isExplained.has(mutant.id));
  const step = Math.max(1, Math.floor(own.length / sampled));
  return own.filter((_, index) => index % step === 0).slice(0, sampled);
}

describe("faults in the rules", () => {
  test("are of every kind, each with a name of its own", () => {
    expect(kinds).toEqual(
      expect.arrayContaining([
        "value",
        "slot value",
        "operator",
        "threshold",
        "all or any",
        "dropped part",
        "not",
        "policy",
      ]),
    );
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
  });

  test("change the rulebook, and leave the embedded one alone", () => {
    const before = JSON.stringify(embeddedContent);
    for (const kind of kinds)
      for (const { content } of someOf(kind)) expect(JSON.stringify(content())).not.toBe(before);
    expect(JSON.stringify(embeddedContent)).toBe(before);
  });

  test("that survive are faults that there are, each listed once with a reason", () => {
    const all = new Set(mutants.map(({ id }) => id));
    expect(staleEntries(explained, all, new Set(), new Set())).toEqual([]);
  });

  test("fail a case or are refused, and one that is none in meaning survives", { timeout: 600_000 }, () => {
    const rulebook = embeddedRulebook();
    const judge = createJudge(rulebook, readPatients("fixtures/cases", rulebook));
    for (const kind of kinds)
      for (const mutant of someOf(kind)) expect(judge(mutant), `${kind}: ${mutant.id}`).toMatch(/^(?:killed|refused)$/);
    const equal = mutants.find(({ id, change }) => isExplained.has(id) && change.kind === "condition");
    expect(equal).toBeDefined();
    if (equal !== undefined) expect(judge(equal), equal.id).toBe("survives");
  });
});
