import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { createCaseParser } from "../../src/case/parse.ts";
import { pathOfFact } from "../../src/explain/explain.ts";
import type { ExplainedNode } from "../../src/explain/explanation.ts";
import { type TruthTree, truthTree } from "../../src/explain/tree.ts";
import { FactStore } from "../../src/facts/store.ts";
import { followUpSubject, patientSubject } from "../../src/facts/subject.ts";
import type { Condition } from "../../src/logic/condition.ts";
import { truthName } from "../../src/logic/truth.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { createRandomCases } from "../support/random-case.ts";
import { leaf } from "../support/small-rulebook.ts";

const rulebook = embeddedRulebook();
const advisor = createAdvisor();
const parser = createCaseParser(rulebook);
const storeOf = (input: unknown): FactStore => new FactStore(rulebook, parser.parse(input));

describe("a condition with the truth of each node", () => {
  const store = storeOf({ conditions: { smoking: true }, symptoms: { pain: false } });
  const [yes, no, open] = [leaf("conditions.smoking"), leaf("symptoms.pain"), leaf("symptoms.aching")];
  const drawn = (tree: TruthTree): string =>
    tree.kind === "leaf"
      ? `${tree.leaf.fact} ${truthName(tree.truth)}`
      : `${tree.kind} ${truthName(tree.truth)}(${tree.parts.map(drawn).join(", ")})`;
  const [isYes, isNo, isOpen] = ["conditions.smoking true", "symptoms.pain false", "symptoms.aching unknown"];

  test.each<[Condition, string]>([
    [yes, isYes],
    [{ not: no }, `not true(${isNo})`],
    [{ not: open }, `not unknown(${isOpen})`],
    [{ all: [yes, yes] }, `all true(${isYes}, ${isYes})`],
    [{ all: [yes, open] }, `all unknown(${isYes}, ${isOpen})`],
    [{ all: [open, no, yes] }, `all false(${isOpen}, ${isNo}, ${isYes})`],
    [{ any: [no, no] }, `any false(${isNo}, ${isNo})`],
    [{ any: [no, open] }, `any unknown(${isNo}, ${isOpen})`],
    [{ any: [open, yes, no] }, `any true(${isOpen}, ${isYes}, ${isNo})`],
    [{ all: [{ any: [no, { not: no }] }] }, `all true(any true(${isNo}, not true(${isNo})))`],
  ])("%j", (condition, expected) => {
    expect(drawn(truthTree(condition, store, patientSubject))).toBe(expected);
  });

  test("a leaf holds what was found", () => {
    expect(truthTree(yes, store, patientSubject)).toEqual({ kind: "leaf", leaf: yes, cell: true, truth: 2 });
  });
});

describe("the path under which a change names a fact", () => {
  test.each([
    ["patient.pregnant", patientSubject, "patient.pregnant"],
    ["followUp.fever", followUpSubject, "followUp.fever"],
    ["vein.size", { kind: "vein", id: "a.b" } as const, "veins.a.b.size"],
    ["vein.proposal.form", { kind: "vein", id: "$&" } as const, "veins.$&.proposal.form"],
    ["patient.pregnant", { kind: "vein", id: "a" } as const, "patient.pregnant"],
  ])("%s", (fact, subject, path) => {
    expect(pathOfFact(fact, subject)).toBe(path);
  });
});

describe("an explanation", () => {
  test("of any rule on any case: its outcome is the root's truth, and what decides carries it down", () => {
    const cases = createRandomCases(rulebook);
    const named = { "does-not-apply": "false", "cannot-tell": "unknown", applies: "true" } as const;
    for (const seed of [1, 2, 3]) {
      const input = cases.make(seed, { veins: 1, followUp: true });
      const found = advisor.outcomes(input);
      for (const { name } of rulebook.rules.filter((_, index) => index % 25 === seed))
        for (const { subject, outcome, tree, because } of advisor.explain(input, name)) {
          expect(found[subject.kind === "vein" ? `${name}@${subject.id}` : name]).toBe(outcome);
          expect(tree.truth).toBe(named[outcome as keyof typeof named]);
          expect(tree.decides).toBe(true);
          const leaves = decidingLeaves(tree);
          for (const { fact } of because) expect(leaves).toContain(fact);
        }
    }
  });

  test("names what it rests on: the rows of the rule, then its resolutions", () => {
    const resolved = rulebook.rules.find(({ resolution, scope }) => resolution !== undefined && scope === "patient");
    const [explanation] = advisor.explain({}, resolved?.name ?? "");
    expect(explanation).toMatchObject({ rule: resolved?.name, title: resolved?.title, subject: patientSubject });
    expect(explanation?.sources.map(({ id }) => id)).toEqual([
      ...(resolved?.sources ?? []),
      ...(resolved?.resolution ?? []),
    ]);
  });

  test("has no way to make a rule apply that applies already", () => {
    const [explanation] = advisor.explain({ patient: { pregnant: true } }, "contraindication.pregnancy");
    expect(explanation).toMatchObject({ outcome: "applies", whyNot: [] });
  });
});

function decidingLeaves(node: ExplainedNode): string[] {
  if (!node.decides) return [];
  return node.kind === "leaf" ? [node.fact] : node.parts.flatMap(decidingLeaves);
}
