import { describe, expect, test } from "vitest";
import { ruleSets, rulesUnder } from "../../src/evaluate/program.ts";
import type { Condition } from "../../src/logic/condition.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { always, leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

const onVein = { scope: "vein" } as const;
const form = { slot: "form", value: "foam", rank: "general" } as const;
const afterForm: Condition = leaf("decided.form", "foam");

const { rulebook } = smallAdvisor([
  rule("when.called", leaf("followUp.fever"), {}, { scope: "followUp" }),
  rule("form.reticular", leaf("vein.type", "reticular"), form, onVein),
  rule("for.everyone", always),
  rule("form.feeder", leaf("vein.feedsCluster"), form, onVein),
  rule("reads.form", afterForm, {}, onVein),
]);

describe("rules that are evaluated together", () => {
  test("are of one stage and one scope, in the order of the rulebook; no set is empty", () => {
    const sets = ruleSets(rulebook, rulebook.rules).map(({ scope, stage, rules }) => [
      stage,
      scope,
      rules.map(({ name }) => name),
    ]);
    const [first, last] = [0, rulebook.stages - 1];
    expect(last).toBeGreaterThan(first);
    expect(sets).toEqual([
      [first, "patient", ["for.everyone"]],
      [first, "vein", ["form.reticular", "form.feeder"]],
      [first, "followUp", ["when.called"]],
      [last, "vein", ["reads.form"]],
    ]);
  });

  test("are all the rules of a rulebook, each once", () => {
    const whole = embeddedRulebook();
    const names = ruleSets(whole, whole.rules).flatMap(({ rules }) => rules.map(({ name }) => name));
    expect(names.toSorted()).toEqual(whole.rules.map(({ name }) => name).toSorted());
  });
});

describe("the evidence", () => {
  test("documents leave in what a document says, and nothing else", () => {
    const whole = embeddedRulebook();
    const left = rulesUnder(whole, "documents");
    expect(left).toEqual(whole.rules.filter(({ fromDocuments }) => fromDocuments));
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(whole.rules.length);
  });

  test("all leaves in every rule", () => {
    const whole = embeddedRulebook();
    expect(rulesUnder(whole, "all")).toEqual(whole.rules);
  });
});
