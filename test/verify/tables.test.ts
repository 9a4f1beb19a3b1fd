import { describe, expect, test } from "vitest";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";
import type { RuleDefinition } from "../../src/rulebook/rule.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import type { OptionValue } from "../../src/rulebook/slots.ts";
import { createFixtureRunner } from "../../src/testing/run-fixture.ts";
import type { Property } from "../../src/verify/index.ts";
import { always, leaf, rule, smallFile } from "../support/small-rulebook.ts";
import { found, useZ3 } from "./support/z3.ts";

const verify = useZ3();
const small = (...rules: readonly RuleDefinition[]): Rulebook => loadRulebook([smallFile(rules)], embeddedContent);
/** The small rulebook with another merge policy for a slot. */
const merging = (slot: "foam.maxMl" | "strength.options", merge: object, ...rules: readonly RuleDefinition[]) => {
  const slots = { ...embeddedContent.slots, [slot]: { ...embeddedContent.slots[slot], merge } };
  return loadRulebook([smallFile(rules)], { ...embeddedContent, slots } as typeof embeddedContent);
};
const vein = { scope: "vein" } as const;
const migraine = leaf("conditions.migraineWithAura");
const smoker = leaf("conditions.smoking");

describe("limits", () => {
  const limits: Property = {
    name: "p",
    title: "p",
    kind: "limits",
    evidence: ["all"],
    slot: "foam.maxMl",
    binds: "lowest",
    rows: [
      { title: "Migraine", sources: ["A-46"], when: migraine, documents: null, all: 4 },
      { title: "Smoking", sources: ["A-46"], when: smoker, documents: null, all: 8 },
    ],
  };
  const four = rule("four", migraine, { slot: "foam.maxMl", value: 4 });
  const eight = rule("eight", smoker, { slot: "foam.maxMl", value: 8 });

  test("hold where the lowest of those that apply binds", async () => {
    expect(found(await verify(small(four, eight), limits))).toEqual([]);
  });

  test("a figure that is too high, in the patient who gets it", async () => {
    const six = rule("six", migraine, { slot: "foam.maxMl", value: 6 });
    const [result] = await verify(small(six, eight), limits);
    const [finding] = result?.findings ?? [];
    expect(finding).toMatchObject({ kind: "broken", about: "Migraine: at most 4" });
    expect(finding?.fixture?.case).toMatchObject({ conditions: { migraineWithAura: true } });
    expect(found([result].flatMap((one) => one ?? []))).toEqual([
      "broken: Migraine: at most 4",
      "broken: Migraine, unknown: at most 4 or could become it",
      "broken: no other limit of foam.maxMl",
    ]);
  });

  test("a figure that is too low is one that no row names", async () => {
    const two = rule("two", migraine, { slot: "foam.maxMl", value: 2 });
    expect(found(await verify(small(two, eight), limits))).toEqual(["broken: no other limit of foam.maxMl"]);
  });

  test("a dropped rule", async () => {
    expect(found(await verify(small(four), limits))).toContain("broken: Smoking: at most 8");
  });

  test("a rule that is too wide gives its figure where its row is false, or could", async () => {
    const wide = rule("four", { any: [migraine, leaf("patient.pregnant")] }, { slot: "foam.maxMl", value: 4 });
    expect(found(await verify(small(wide, eight), limits))).toEqual(["broken: no other limit of foam.maxMl"]);
  });

  test("a policy by which the higher one wins", async () => {
    const highest = { kind: "rank", policy: "highest", prefer: "highest" };
    const rulebook = merging("foam.maxMl", highest, four, eight);
    expect(found(await verify(rulebook, limits))).toContain("broken: Migraine: at most 4");
    const longest: Property = { ...limits, binds: "highest" };
    expect(found(await verify(rulebook, longest))).toEqual([]);
    expect(found(await verify(small(four, eight), longest))).toContain("broken: Smoking: at least 8");
  });

  test("a row about nobody; while it is unknown no rule could bring its limit either", async () => {
    const nobody = { all: [migraine, leaf("conditions.migraineWithAura", false)] };
    const rows = [...limits.rows, { title: "Nobody", sources: ["A-46"], when: nobody, documents: null, all: 1 }];
    expect(found(await verify(small(four, eight), { ...limits, rows }))).toEqual([
      "broken: Nobody, unknown: at most 1 or could become it",
      "nobody: Nobody: some patient has it",
    ]);
  });

  test("where the evidence knows no limit there is none", async () => {
    const documents: Property = { ...limits, evidence: ["documents"] };
    const label = { sources: ["A-46"] };
    expect(found(await verify(small({ ...four, ...label }, { ...eight, ...label }), documents))).toEqual([]);
    expect(found(await verify(small(four, { ...eight, ...label }), documents))).toEqual([
      "broken: no other limit of foam.maxMl",
    ]);
  });
});

describe("options", () => {
  const option = (more: OptionValue = {}): OptionValue => ({
    agent: "polidocanol",
    form: "liquid",
    minPercent: 1,
    maxPercent: 1,
    jurisdiction: "US",
    source: "A-02",
    ...more,
  });
  const large = leaf("vein.size", "large");
  const sources = ["A-02", "A-48"];
  const strength = (name: string, ...value: readonly OptionValue[]): RuleDefinition =>
    rule(name, large, { slot: "strength.options", value }, { ...vein, sources });
  const allergy = leaf("allergies.polidocanol");
  const contraindicated = rule("allergy", allergy, { slot: "agent.polidocanol", value: "contraindicated" }, vein);
  const shunt = leaf("conditions.rightToLeftShunt", "symptomatic");
  const liquid = rule("shunt", shunt, { slot: "form", value: "liquid", rank: "exclusion" }, vein);
  const options: Property = {
    name: "p",
    title: "p",
    kind: "options",
    evidence: ["all"],
    slot: "strength.options",
    rows: [{ title: "Large", when: large, options: [option(), option({ form: "foam" })] }],
    without: [
      { title: "Allergy", sources: ["A-07"], when: allergy, options: { agent: "polidocanol" } },
      { title: "Shunt", sources: ["A-41"], when: shunt, options: { form: "foam" } },
    ],
  };
  const both = strength("both", option(), option({ form: "foam" }));

  test("hold where each is given just for its finding, but for what is excluded", async () => {
    expect(found(await verify(small(both, contraindicated, liquid), options))).toEqual([]);
    const apart = [strength("one", option()), strength("other", option({ form: "foam" }))];
    expect(found(await verify(small(...apart, contraindicated, liquid), options))).toEqual([]);
  });

  test("another figure is both a missing option and one of no row", async () => {
    const tenfold = strength("both", option({ maxPercent: 10 }), option({ form: "foam" }));
    const [result] = await verify(small(tenfold, contraindicated, liquid), options);
    expect(found([result].flatMap((one) => one ?? []))).toEqual([
      "broken: Large: polidocanol liquid 1 1 US A-02",
      "broken: nowhere else: polidocanol liquid 1 10 US A-02",
    ]);
    expect(result?.findings[0]?.fixture?.case).toEqual({ veins: [{ id: "a", size: "large" }] });
  });

  test.each([
    ["another agent", { agent: "sodium-tetradecyl-sulfate" }, "sodium-tetradecyl-sulfate foam 1 1 US A-02"],
    ["another country", { jurisdiction: "UK" }, "polidocanol foam 1 1 UK A-02"],
    ["another row", { source: "A-48" }, "polidocanol foam 1 1 US A-48"],
  ])("%s", async (_, more, text) => {
    const other = strength("both", option(), option({ form: "foam", ...more }));
    expect(found(await verify(small(other, contraindicated, liquid), options))).toEqual(
      expect.arrayContaining(["broken: Large: polidocanol foam 1 1 US A-02", `broken: nowhere else: ${text}`]),
    );
  });

  test("a rule that is too wide gives its option where its row is not true", async () => {
    const wide = rule(
      "both",
      always,
      { slot: "strength.options", value: both.event.params.value ?? [] },
      { ...vein, sources },
    );
    expect(found(await verify(small(wide, contraindicated, liquid), options))).toEqual([
      "broken: nowhere else: polidocanol liquid 1 1 US A-02",
      "broken: nowhere else: polidocanol foam 1 1 US A-02",
    ]);
  });

  test("what is excluded is given all the same", async () => {
    expect(found(await verify(small(both, liquid), options))).toEqual(["broken: Allergy: nothing of polidocanol"]);
    expect(found(await verify(small(both, contraindicated), options))).toEqual(["broken: Shunt: nothing of foam"]);
    const union = { kind: "union", policy: "all together" };
    expect(found(await verify(merging("strength.options", union, both, contraindicated, liquid), options))).toEqual([
      "broken: Allergy: nothing of polidocanol",
      "broken: Shunt: nothing of foam",
    ]);
  });

  test("what is not excluded by the table is missing where the rules exclude it", async () => {
    const [, shunted] = options.without ?? [];
    const without = shunted === undefined ? [] : [shunted];
    expect(found(await verify(small(both, contraindicated, liquid), { ...options, without }))).toEqual([
      "broken: Large: polidocanol liquid 1 1 US A-02",
      "broken: Large: polidocanol foam 1 1 US A-02",
    ]);
  });

  test("a row for which nobody is left", async () => {
    const row = { title: "Shunt and foam", when: { all: [large, shunt] }, options: [option({ form: "foam" })] };
    const rows = [...options.rows, row];
    expect(found(await verify(small(both, contraindicated, liquid), { ...options, rows }))).toEqual([
      "nobody: Shunt and foam: some patient gets it",
    ]);
  });
});

describe("withdrawn", () => {
  const failure = leaf("conditions.heartFailureNyhaIV");
  const withdrawn: Property = {
    name: "p",
    title: "Heart failure",
    kind: "withdrawn",
    evidence: ["all"],
    slots: ["compression.garment"],
    when: failure,
  };
  const garment = rule("garment", always, { slot: "compression.garment", value: "knee-high" });
  const none = rule("none", failure, { slot: "compression.pressureMmHg", value: "none" });

  test("holds where the slot goes just for them", async () => {
    expect(found(await verify(small(garment, none), withdrawn))).toEqual([]);
  });

  test("a slot that stays, in a patient whose fixture fails", async () => {
    const rulebook = small(garment);
    const [result] = await verify(rulebook, withdrawn);
    const [finding] = result?.findings ?? [];
    expect(finding).toMatchObject({ kind: "broken", about: "compression.garment is withdrawn" });
    expect(finding?.fixture).toEqual({
      title: "Heart failure: compression.garment is withdrawn",
      case: { conditions: { heartFailureNyhaIV: true }, veins: [{ id: "a" }] },
      expect: { plan: { patient: { "compression.garment": null } } },
    });
    const fixture = finding?.fixture;
    if (fixture === undefined) throw new Error("no patient was found");
    expect(createFixtureRunner(rulebook).run(fixture)).toMatchObject([
      { part: "plan.patient.compression.garment", found: "knee-high" },
    ]);
    expect(createFixtureRunner(small(garment, none)).run(fixture)).toEqual([]);
  });

  test("a slot that goes for others too", async () => {
    const wide = rule("none", { any: [failure, smoker] }, { slot: "compression.pressureMmHg", value: "none" });
    expect(found(await verify(small(garment, wide), withdrawn))).toEqual([
      "broken: compression.garment is withdrawn nowhere else",
    ]);
  });

  test("nothing to withdraw says nothing, and that is told", async () => {
    expect(found(await verify(small(none), withdrawn))).toEqual([
      "nobody: compression.garment: there is something to withdraw",
    ]);
  });
});
