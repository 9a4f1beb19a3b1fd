import { describe, expect, test } from "vitest";
import type { Condition } from "../../src/logic/condition.ts";
import { always, leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

const vein = { scope: "vein" } as const;
const smoker = leaf("conditions.smoking");
const pregnant = leaf("patient.pregnant");

const eligibility = (value: string) => ({ slot: "eligibility", value });

describe("what a slot could still become", () => {
  const advisor = smallAdvisor([
    rule("caution", smoker, eligibility("proceed-with-caution")),
    rule("defer", pregnant, eligibility("defer")),
    rule("never", leaf("conditions.activeCancer"), eligibility("contraindicated")),
  ]);
  const of = (smoking: boolean | null, isPregnant: boolean | null, activeCancer: boolean | null) =>
    advisor.recommendSync({ patient: { pregnant: isPregnant }, conditions: { smoking, activeCancer } }).eligibility;

  test.each<[string, [boolean | null, boolean | null, boolean | null], string, string | null]>([
    ["nothing known: the most restrictive of all", [null, null, null], "proceed", "contraindicated"],
    ["the most restrictive that is still open", [null, null, false], "proceed", "defer"],
    ["beyond what applies", [true, null, false], "proceed-with-caution", "defer"],
    ["nothing beyond what applies", [null, true, false], "defer", null],
    ["nothing beyond the most restrictive", [null, null, true], "contraindicated", null],
    ["all known", [true, false, false], "proceed-with-caution", null],
  ])("%s", (_name, known, decision, couldBecome) => {
    expect(of(...known)).toMatchObject({ decision, couldBecome });
  });

  test("a slot without a value can become one", () => {
    const small = smallAdvisor([rule("scan", smoker, { slot: "ultrasound", value: "required" })]);
    expect(small.recommendSync({}).plan.patient["ultrasound"]).toEqual({
      value: null,
      couldBecome: "required",
      from: [],
    });
    expect(small.recommendSync({ conditions: { smoking: false } }).plan.patient["ultrasound"]).toBeUndefined();
  });

  test("a rule of one vein leaves the patient's slot open", () => {
    const small = smallAdvisor([
      rule("trunk", leaf("vein.type", "saphenous-trunk"), eligibility("assess-first"), vein),
    ]);
    expect(small.recommendSync({ veins: [{ id: "a" }] }).eligibility.couldBecome).toBe("assess-first");
    expect(small.recommendSync({ veins: [{ id: "a", type: "reticular" }] }).eligibility.couldBecome).toBeNull();
  });

  test("an open exclusion shows over a preference, an open preference not over an exclusion", () => {
    const liquid = (rank: string, condition: Condition) =>
      rule("liquid", condition, { slot: "form", value: "liquid", rank }, vein);
    const foam = (rank: string, condition: Condition) =>
      rule("foam", condition, { slot: "form", value: "foam", rank }, vein);
    const form = (rules: Parameters<typeof smallAdvisor>[0]) =>
      smallAdvisor(rules).recommendSync({ veins: [{ id: "a" }] }).plan.veins["a"]?.["form"];
    expect(form([foam("general", always), liquid("exclusion", smoker)])).toMatchObject({
      value: "foam",
      couldBecome: "liquid",
    });
    expect(form([liquid("exclusion", always), foam("general", smoker)])).toMatchObject({
      value: "liquid",
      couldBecome: null,
    });
  });
});

describe("a decided slot as a fact of later rules", () => {
  const decides = (value: string, condition: Condition, rank = "general") =>
    rule(`form.${value}`, condition, { slot: "form", value, rank }, vein);
  const reads = (value: string) => rule(`reads.${value}`, leaf("decided.form", value), {}, vein);
  const outcomes = (rules: Parameters<typeof smallAdvisor>[0], input: object = {}) => {
    const found = smallAdvisor([...rules, reads("foam"), reads("liquid")]).outcomes({ veins: [{ id: "a" }], ...input });
    return [found["reads.foam@a"], found["reads.liquid@a"]];
  };

  test.each<[string, Parameters<typeof smallAdvisor>[0], string, string]>([
    ["settled", [decides("foam", always)], "applies", "does-not-apply"],
    [
      "an open rule could change it",
      [decides("foam", always), decides("liquid", smoker, "exclusion")],
      "cannot-tell",
      "cannot-tell",
    ],
    [
      "an open rule of lower rank could not",
      [decides("foam", always, "specific"), decides("liquid", smoker)],
      "applies",
      "does-not-apply",
    ],
    ["only an open rule sets it", [decides("foam", smoker)], "cannot-tell", "does-not-apply"],
    ["no rule sets it", [decides("foam", { not: always })], "does-not-apply", "does-not-apply"],
  ])("%s", (_name, rules, foam, liquid) => {
    expect(outcomes(rules)).toEqual([foam, liquid]);
  });

  test("an open rule that says the same leaves it settled", () => {
    const same = rule("form.foam.too", smoker, { slot: "form", value: "foam", rank: "exclusion" }, vein);
    expect(outcomes([decides("foam", always), same])).toEqual(["applies", "does-not-apply"]);
  });

  test("an ordered slot: only what lies above it is open", () => {
    const advisor = smallAdvisor([
      rule("recommended", always, { slot: "ultrasound", value: "recommended" }),
      rule("optional", smoker, { slot: "ultrasound", value: "optional" }),
      rule("required", pregnant, { slot: "ultrasound", value: "required" }),
      rule("reads.optional", leaf("decided.ultrasound", "optional")),
      rule("reads.recommended", leaf("decided.ultrasound", "recommended")),
      rule("reads.at-least-recommended", leaf("decided.ultrasound", ["recommended", "required"], "in")),
    ]);
    expect(advisor.outcomes({})).toMatchObject({
      "reads.optional": "does-not-apply",
      "reads.recommended": "cannot-tell",
      "reads.at-least-recommended": "applies",
    });
  });

  test.each<[string, object, string]>([
    ["set", { conditions: { smoking: true } }, "applies"],
    ["open", {}, "cannot-tell"],
    ["not set", { conditions: { smoking: false } }, "does-not-apply"],
  ])("a flag that is %s", (_name, input, outcome) => {
    const advisor = smallAdvisor([
      rule("flag", smoker, { slot: "risk.recurrence", value: true }),
      rule("reads", leaf("decided.risk.recurrence")),
    ]);
    expect(advisor.outcomes(input)["reads"]).toBe(outcome);
  });

  test("a number that an open rule could lower is open on both sides of a limit between", () => {
    const advisor = smallAdvisor([
      rule("fifteen", always, { slot: "foam.maxMl", value: 15 }),
      rule("ten", smoker, { slot: "foam.maxMl", value: 10 }),
      rule("below-twelve", leaf("decided.foam.maxMl", 12, "lessThan")),
      rule("below-twenty", leaf("decided.foam.maxMl", 20, "lessThan")),
    ]);
    expect(advisor.outcomes({})).toMatchObject({ "below-twelve": "cannot-tell", "below-twenty": "applies" });
  });

  test("what is left of a decided interval is open as far as the interval is", () => {
    const interval = (name: string, min: number, condition: Condition) =>
      rule(name, condition, { slot: "sessions.intervalWeeks", value: { min, max: 8, default: 8 } });
    const advisor = smallAdvisor([
      interval("four", 4, always),
      interval("six", 6, smoker),
      rule("more-than-two", leaf("derived.weeksUntilNextSession", 2, "greaterThan")),
      rule("more-than-four", leaf("derived.weeksUntilNextSession", 4, "greaterThan")),
      rule("more-than-five", leaf("derived.weeksUntilNextSession", 5, "greaterThan")),
    ]);
    // One week after a session 3 weeks are left, or 5 if the longer interval applies.
    expect(advisor.outcomes({ previousSession: { weeksAgo: 1 } })).toMatchObject({
      "more-than-two": "applies",
      "more-than-four": "cannot-tell",
      "more-than-five": "does-not-apply",
    });
  });

  test("a fact over veins waits for each vein's decision", () => {
    const advisor = smallAdvisor([
      rule("foam", leaf("vein.type", "reticular"), { slot: "form", value: "foam", rank: "general" }, vein),
      rule("some-foam", leaf("veins.anyFoam")),
    ]);
    const outcome = (...types: (string | null)[]) =>
      advisor.outcomes({ veins: types.map((type, index) => ({ id: `v${index}`, type })) })["some-foam"];
    expect(outcome("telangiectasia", "reticular")).toBe("applies");
    expect(outcome("telangiectasia", null)).toBe("cannot-tell");
    expect(outcome("telangiectasia")).toBe("does-not-apply");
    expect(outcome()).toBe("does-not-apply");
  });
});
