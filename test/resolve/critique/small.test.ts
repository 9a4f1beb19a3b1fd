import { describe, expect, test } from "vitest";
import type { RuleDefinition } from "../../../src/rulebook/rule.ts";
import { always, leaf, rule, smallAdvisor } from "../../support/small-rulebook.ts";

// Proposals held against a few rules of a test's own: who is named, and which of several figures counts.

const onVein = { scope: "vein" } as const;
const polidocanol = "polidocanol";
const tetradecyl = "sodium-tetradecyl-sulfate";

/** A rule that gives one or more options of a slot, all from one label. */
function label(name: string, slot: string, source: string, options: readonly object[]): RuleDefinition {
  const value = options.map((option) => ({ form: "liquid", ...option, source })) as never;
  return rule(name, always, { slot, value }, { ...onVein, sources: [source] });
}

const strength = (agent: string, minPercent: number, maxPercent: number, more: object = {}) => ({
  agent,
  minPercent,
  maxPercent,
  jurisdiction: "US",
  ...more,
});

const report = (rules: readonly RuleDefinition[], proposals: readonly object[]) =>
  smallAdvisor(rules).recommendSync({
    veins: proposals.map((proposal, index) => ({ id: `v${index}`, proposal })),
  });
const entries = (rules: readonly RuleDefinition[], ...proposals: object[]) => report(rules, proposals).critique;

const form = rule("form", always, { slot: "form", value: "liquid", rank: "general" }, onVein);

describe("the agent to take instead", () => {
  const agents = (levels: readonly (readonly [slot: string, value: string])[]) =>
    levels.map(([slot, value], index) => rule(`agent-${index}`, always, { slot: `agent.${slot}`, value }, onVein));
  const instead = (levels: Parameters<typeof agents>[0], agent = polidocanol) =>
    entries(agents(levels), { agent }).map(({ advised, severity }) => [advised, severity]);

  test("the best of those that are better, in whatever order they stand", () => {
    const others = [
      ["sodiumTetradecylSulfate", "caution"],
      ["hypertonicSaline", "alternative"],
    ] as const;
    expect(instead([["polidocanol", "contraindicated"], ...others])).toEqual([["hypertonic-saline", "critical"]]);
    expect(
      instead(
        [
          ["hypertonicSaline", "contraindicated"],
          ["polidocanol", "caution"],
          ["sodiumTetradecylSulfate", "first-line"],
        ],
        "hypertonic-saline",
      ),
    ).toEqual([[tetradecyl, "critical"]]);
  });

  test("none of which no rule says anything", () => {
    expect(instead([["polidocanol", "contraindicated"]])).toEqual([[null, "critical"]]);
  });

  test("none where no other one is better", () => {
    const all = ["polidocanol", "sodiumTetradecylSulfate", "hypertonicSaline"];
    expect(instead(all.map((slot) => [slot, "contraindicated"] as const))).toEqual([[null, "critical"]]);
  });
});

describe("who is named", () => {
  const two = [strength(polidocanol, 0.25, 0.5), strength(tetradecyl, 0.1, 0.2)];

  test("a label that gives strengths of several agents", () => {
    const [entry] = entries([form, label("both", "strength.options", "A-01", two)], {
      agent: polidocanol,
      form: "liquid",
      concentrationPercent: 1,
    });
    expect(entry).toMatchObject({ field: "concentrationPercent", advised: 0.5, because: ["both@v0"] });
  });

  test("only labels of the agent and form that are proposed", () => {
    const rules = [
      form,
      label("mine", "strength.options", "A-01", [strength(polidocanol, 0.25, 0.5)]),
      label("other", "strength.options", "A-37", [strength(tetradecyl, 0.1, 0.2, { jurisdiction: "UK" })]),
    ];
    const [entry] = entries(rules, { agent: polidocanol, form: "liquid", concentrationPercent: 1 });
    expect(entry?.because).toEqual(["mine@v0"]);
  });

  test("of one agent's labels only that of the form that is proposed", () => {
    const rules = [
      label("liquid", "strength.options", "A-01", [strength(polidocanol, 0.25, 0.5)]),
      label("foam", "strength.options", "A-37", [strength(polidocanol, 1, 3, { form: "foam", jurisdiction: "UK" })]),
    ];
    const [entry] = entries(rules, { agent: polidocanol, form: "liquid", concentrationPercent: 1 });
    expect(entry).toMatchObject({ advised: 0.5, because: ["liquid@v0"] });
  });

  test("of several rules, in the order of their names", () => {
    const rules = ["b", "a"].map((name) =>
      rule(name, always, { slot: "agent.polidocanol", value: "contraindicated" }, onVein),
    );
    expect(entries(rules, { agent: polidocanol })[0]?.because).toEqual(["a@v0", "b@v0"]);
  });

  test("without a label for the form, those of the other form that bound it", () => {
    const rules = [label("liquid-only", "strength.options", "A-01", [strength(polidocanol, 0.25, 0.5)])];
    expect(entries(rules, { agent: polidocanol, form: "foam", concentrationPercent: 0.3 })).toMatchObject([
      { advised: null, severity: "info", because: ["liquid-only@v0"] },
    ]);
    expect(entries(rules, { agent: polidocanol, form: "foam", concentrationPercent: 2 })).toMatchObject([
      { advised: 0.5, severity: "warning", because: ["liquid-only@v0"] },
    ]);
  });

  test("a ceiling that is passed names the rule for the veins of its sum, and for no other", () => {
    const most = label("most", "volume.sessionMaxMl", "A-01", [
      { agent: polidocanol, max: 10 },
      { agent: tetradecyl, max: 10 },
    ]);
    const over = entries(
      [form, most],
      { agent: polidocanol, form: "liquid", volumeMl: 11 },
      { agent: tetradecyl, form: "liquid", volumeMl: 1 },
    );
    expect(over.filter(({ severity }) => severity === "critical")).toMatchObject([
      { vein: "v0", proposed: 11, advised: 10, because: ["most@v0"] },
    ]);
  });

  test("a ceiling of the patient names the rule itself", () => {
    const ceiling = rule("foam", always, { slot: "foam.maxMl", value: 10 });
    const over = entries([ceiling], { agent: polidocanol, form: "foam", volumeMl: 11 });
    expect(over.filter(({ severity }) => severity === "critical")).toMatchObject([{ because: ["foam"] }]);
  });
});

describe("the form to take instead", () => {
  const liquid = (name: string, rank: "general" | "exclusion") =>
    rule(name, always, { slot: "form", value: "liquid", rank }, onVein);
  const severity = (rules: readonly RuleDefinition[]) =>
    entries(rules, { form: "foam" }).map((entry) => entry.severity);

  test("is critical where one of those who advise it excludes the other, whatever the others say", () => {
    expect(severity([liquid("a", "general")])).toEqual(["warning"]);
    expect(severity([liquid("a", "general"), liquid("b", "exclusion")])).toEqual(["critical"]);
    expect(severity([liquid("a", "exclusion"), liquid("b", "general")])).toEqual(["critical"]);
  });
});

describe("of several labelled strengths", () => {
  const foamOnly = { form: "foam" };
  const ranges = (...options: readonly (readonly [min: number, max: number, more?: object])[]) =>
    label(
      "ranges",
      "strength.options",
      "A-01",
      options.map(([min, max, more]) => strength(polidocanol, min, max, more)),
    );
  const said = (rules: readonly RuleDefinition[], concentrationPercent: number) =>
    entries(rules, { agent: polidocanol, form: "liquid", concentrationPercent }).map(({ advised, severity, text }) => [
      advised,
      severity,
      text,
    ]);
  const two = ranges([0.25, 0.5], [1, 1]);

  test("one that allows what is proposed is enough", () => {
    expect(said([form, two], 0.3)).toEqual([]);
    expect(said([form, two], 1)).toEqual([]);
  });

  test("the nearest end is named between them, of two as near the lower", () => {
    const words = (nearest: number, value: number) =>
      `${value} % lies outside the labelled strengths, the nearest is ${nearest} %`;
    expect(said([form, two], 0.9)).toEqual([[1, "info", words(1, 0.9)]]);
    expect(said([form, two], 0.75)).toEqual([[0.5, "info", words(0.5, 0.75)]]);
    expect(said([form, two], 0.1)).toEqual([[0.25, "info", words(0.25, 0.1)]]);
  });

  test("the highest bounds all", () => {
    expect(said([form, two], 2)).toEqual([[1, "warning", "2 % is above every labelled strength, the highest is 1 %"]]);
  });

  test("the lowest is advised where the lowest is to be picked", () => {
    const dilute = rule("dilute", always, { slot: "strength.band", value: "dilute" }, onVein);
    expect(said([form, two, dilute], 1)).toEqual([
      [0.25, "warning", "The lowest labelled strength, 0.25 %, is advised here, 1 % is proposed"],
    ]);
    expect(said([form, two, dilute], 0.1)).toEqual([
      [0.25, "info", "0.1 % is below every labelled strength, the lowest is 0.25 %"],
    ]);
    expect(said([form, two, dilute], 0.25)).toEqual([]);
  });

  test("in the other form the highest of all bounds, and nothing does where the agent has none", () => {
    const foam = ranges([0.5, 0.5, foamOnly], [1, 1, foamOnly]);
    const none = "No label in use gives a strength for this agent, form and vein";
    expect(said([form, foam], 0.7)).toEqual([[null, "info", none]]);
    expect(said([form, foam], 2)).toEqual([
      [1, "warning", "2 % is above every labelled strength of the agent for this vein, the highest is 1 %"],
    ]);
    const ofOther = label("other", "strength.options", "A-01", [strength(tetradecyl, 0.1, 0.2)]);
    expect(said([form, ofOther], 2)).toEqual([[null, "info", none]]);
  });
});

describe("of several labels", () => {
  const liquid = (volumeMl: number) => ({ agent: polidocanol, form: "liquid", volumeMl });

  test("the lowest volume of one injection counts", () => {
    const rules = [
      form,
      label("half", "volume.perInjectionMl", "A-01", [{ agent: polidocanol, max: 0.5 }]),
      label("whole", "volume.perInjectionMl", "A-37", [{ agent: polidocanol, max: 1 }]),
    ];
    expect(entries(rules, liquid(3)).map(({ text }) => text)).toEqual([
      "3 mL for the vein needs at least 6 injections of at most 0.5 mL",
      "No label in use gives a ceiling for a session of polidocanol liquid",
    ]);
    expect(entries(rules, liquid(0.5)).map(({ severity }) => severity)).toEqual(["info"]);
  });

  test("the lowest ceiling of the session counts, by its own source and rule", () => {
    const rules = [
      form,
      label("ten", "volume.sessionMaxMl", "A-01", [{ agent: polidocanol, max: 10 }]),
      label("five", "volume.sessionMaxMl", "A-37", [{ agent: polidocanol, max: 5 }]),
    ];
    const [sum] = report(rules, [liquid(7)]).doses ?? [];
    expect(sum?.ceilings).toEqual([{ amount: 5, sources: ["A-37"], rules: ["five"], exceededBy: 2 }]);
  });

  test("a ceiling of the other form or of another agent is none", () => {
    const options = [
      { agent: polidocanol, max: 10 },
      { agent: polidocanol, form: "foam", max: 5 },
    ];
    const ceilings = (rules: readonly RuleDefinition[], proposal: object) =>
      report(rules, [proposal])
        .doses?.find(({ agent }) => agent !== undefined)
        ?.ceilings.map(({ amount }) => amount);
    const rules = [form, label("both", "volume.sessionMaxMl", "A-01", options)];
    expect(ceilings(rules, liquid(7))).toEqual([10]);
    expect(ceilings(rules, { ...liquid(7), agent: tetradecyl })).toEqual([]);
  });
});

describe("what is not known of a share", () => {
  const sums = (...proposals: object[]) =>
    Object.fromEntries(
      (report([rule("unrelated", leaf("conditions.smoking"))], proposals).doses ?? []).map((sum) => [
        [sum.agent, sum.form, sum.unit].filter((part) => part !== undefined).join(" "),
        [sum.total, sum.atLeast],
      ]),
    );

  test("an agent of which no volume is known has no sum of its own", () => {
    expect(sums({ agent: polidocanol, form: "liquid", volumeMl: 2 }, { agent: tetradecyl, form: "liquid" })).toEqual({
      "polidocanol liquid mL": [2, false],
    });
  });

  test("a form that is neither proposed nor decided could be any", () => {
    expect(sums({ agent: polidocanol, form: "liquid", volumeMl: 2 }, { agent: polidocanol, volumeMl: 1 })).toEqual({
      "polidocanol liquid mL": [2, true],
    });
  });

  test("a weight of substance is at least what is known of it", () => {
    expect(
      sums(
        { agent: polidocanol, form: "liquid", volumeMl: 2, concentrationPercent: 0.5 },
        { agent: polidocanol, form: "liquid", concentrationPercent: 1 },
      ),
    ).toEqual({ "polidocanol liquid mL": [2, true], "polidocanol mg": [10, true] });
  });
});
