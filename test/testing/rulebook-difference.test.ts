import { describe, expect, test } from "vitest";
import { embeddedContent, embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";
import type { RuleDefinition, RuleParameters } from "../../src/rulebook/rule.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { comparePatients } from "../../src/testing/rulebook-difference.ts";
import { leaf, rule } from "../support/small-rulebook.ts";

const before = embeddedRulebook();

/** A copy of the rules in which each is what the change makes of it; nothing takes it out. */
function withRules(change: (rule: RuleDefinition) => RuleDefinition | undefined): Rulebook {
  const files = embeddedContent.topics.map(({ topic, rules }) => ({
    name: `${topic}.json`,
    json: { topic, rules: rules.map(change).filter((one) => one !== undefined) },
  }));
  return loadRulebook(files, embeddedContent);
}

/** A copy in which one rule says something else. */
function saying(name: string, params: Partial<RuleParameters>): Rulebook {
  return withRules((one) =>
    one.name === name ? { ...one, event: { ...one.event, params: { ...one.event.params, ...params } } } : one,
  );
}

type Patient = readonly [where: string, input: unknown];
const changes = (after: Rulebook, patients: readonly Patient[], evidence: "all" | "documents" = "all") =>
  comparePatients(
    before,
    after,
    patients.map(([where, input]) => ({ where, input, evidence })),
  );
const rulesByPatient = (...args: Parameters<typeof changes>) =>
  Object.fromEntries(changes(...args).map(({ where, rules }) => [where, rules]));

const calf = { id: "a", type: "telangiectasia", zone: "calf" };

describe("a rule that is retired", () => {
  const after = withRules((one) => (one.name === "contraindication.pregnancy" ? undefined : one));
  const patients: readonly Patient[] = [
    ["pregnant", { patient: { pregnant: true } }],
    ["pregnant and breastfeeding", { patient: { pregnant: true, breastfeeding: true } }],
    ["not pregnant", { patient: { pregnant: false } }],
    ["male", { patient: { sex: "male" } }],
    // It could have applied: it is no longer asked for.
    ["unknown", {}],
  ];

  test("changes those to whom it applied or could have, and is the only cause", () => {
    const rules = ["contraindication.pregnancy"];
    expect(rulesByPatient(after, patients)).toEqual({
      pregnant: rules,
      "pregnant and breastfeeding": rules,
      unknown: rules,
    });
  });

  test("the difference says what changes", () => {
    const [pregnant, both, unknown] = changes(after, patients).map(({ difference }) => difference);
    expect(pregnant?.eligibility).toMatchObject({ from: { decision: "defer" }, to: { decision: "proceed" } });
    expect(both?.eligibility).toMatchObject({
      from: { decision: "defer", because: ["contraindication.breastfeeding", "contraindication.pregnancy"] },
      to: { decision: "defer", because: ["contraindication.breastfeeding"] },
    });
    expect(both?.recommendations.removed.map(({ id }) => id)).toEqual(["contraindication.pregnancy"]);
    expect(unknown?.questions.removed.map(({ fact }) => fact)).toEqual(["patient.pregnant"]);
  });
});

describe("a value that is changed", () => {
  const seven = { min: 7, max: 7, default: 7 };
  const name = "compression.telangiectasia.daytime";
  const after = saying(name, { value: { min: 8, max: 8, default: 8 } });
  const patients: readonly Patient[] = [
    ["leg", { veins: [calf] }],
    ["leg with a reticular vein", { veins: [calf, { ...calf, id: "b", type: "reticular" }] }],
    ["reticular", { veins: [{ ...calf, type: "reticular" }] }],
    ["nose", { veins: [{ ...calf, zone: "nose" }] }],
    ["of no known type", { veins: [{ id: "a", zone: "calf" }] }],
    ["without a vein", {}],
  ];

  test("changes those whom the rule concerns, even where it is overruled", () => {
    expect(rulesByPatient(after, patients)).toEqual({
      leg: [name],
      "leg with a reticular vein": [name],
    });
    expect(changes(after, patients)[0]?.difference?.plan).toEqual([
      {
        slot: "compression.daytimeDays",
        value: { from: seven, to: { min: 8, max: 8, default: 8 } },
        couldBecome: { from: { min: 14, max: 14, default: 14 }, to: { min: 14, max: 14, default: 14 } },
      },
    ]);
  });

  test("a rule that merely takes its place is an effect, no cause", () => {
    // With four days the labels' seven win.
    const reticular = "compression.reticular.daytime";
    const shorter = saying(reticular, { value: { min: 4, max: 4, default: 4 } });
    const [changed] = changes(shorter, [["reticular", { veins: [{ ...calf, type: "reticular" }] }]]);
    expect(changed?.difference?.recommendations.changed.map(({ id }) => id)).toContain(
      "compression.reticular.label-us@a",
    );
    expect(changed?.rules).toEqual([reticular]);
  });

  test("a rule on authorities alone changes nothing for those answered by documents", () => {
    const label = saying("compression.telangiectasia.label-us", { value: { min: 2, max: 4, default: 4 } });
    const leg: readonly Patient[] = [["leg", { veins: [calf] }]];
    expect(rulesByPatient(label, leg)).toEqual({ leg: ["compression.telangiectasia.label-us"] });
    expect(changes(label, leg, "documents")).toEqual([]);
  });

  test("two changes: each patient is told the one that bears on them", () => {
    const both = withRules((one) =>
      one.name === "contraindication.pregnancy" || one.name === name
        ? { ...one, event: { ...one.event, params: { ...one.event.params, summary: "Something else" } } }
        : one,
    );
    const rules = rulesByPatient(both, [
      ["leg of a man", { patient: { sex: "male" }, veins: [calf] }],
      ["nose, pregnant", { patient: { pregnant: true }, veins: [{ ...calf, zone: "nose" }] }],
      ["leg, pregnant", { patient: { pregnant: true }, veins: [calf] }],
    ]);
    expect(rules).toEqual({
      "leg of a man": [name],
      "nose, pregnant": ["contraindication.pregnancy"],
      "leg, pregnant": [name, "contraindication.pregnancy"],
    });
  });
});

describe("what changes outside the plan", () => {
  test("a text", () => {
    const after = saying("contraindication.pregnancy", { summary: "Wait until after the delivery" });
    expect(rulesByPatient(after, [["pregnant", { patient: { pregnant: true } }]])).toEqual({
      pregnant: ["contraindication.pregnancy"],
    });
  });

  test("the time of an expectation, in the timeline", () => {
    const timeline = { kind: "expect", unit: "h", from: 24, to: 96 } as const;
    const after = saying("expectation.days-2-3.itch", { timeline });
    expect(
      rulesByPatient(after, [
        ["leg", { veins: [calf] }],
        ["none", {}],
      ]),
    ).toEqual({
      leg: ["expectation.days-2-3.itch"],
    });
  });

  test("a rule that comes", () => {
    const added = rule("our.smoking", leaf("conditions.smoking"), { summary: "Advise to stop smoking" });
    const files = embeddedContent.topics.map(({ topic, rules }) => ({
      name: `${topic}.json`,
      json: { topic, rules: topic === "candidacy" ? [...rules, added] : rules },
    }));
    const after = loadRulebook(files, embeddedContent);
    expect(
      rulesByPatient(after, [
        ["smokes", { conditions: { smoking: true } }],
        ["does not", { conditions: { smoking: false } }],
      ]),
    ).toEqual({ smokes: ["our.smoking"] });
  });

  test("what the rules share, with no rule as its cause", () => {
    const slot = { ...embeddedContent.slots["compression.daytimeDays"], label: "Stocking by day" };
    const after = loadRulebook(
      [
        { name: "slots.json", json: { slots: { ...embeddedContent.slots, "compression.daytimeDays": slot } } },
        ...embeddedContent.topics.map((topic) => ({ name: `${topic.topic}.json`, json: topic })),
      ],
      embeddedContent,
    );
    expect(
      rulesByPatient(after, [
        ["leg", { veins: [calf] }],
        ["none", {}],
      ]),
    ).toEqual({ leg: [] });
  });

  test("a case that one rulebook refuses", () => {
    const age = { ...embeddedContent.facts["patient.ageYears"], max: 50 };
    const narrower = loadRulebook(
      [
        {
          name: "vocabulary.json",
          json: {
            facts: { ...embeddedContent.facts, "patient.ageYears": age },
            contradictions: embeddedContent.contradictions,
          },
        },
        ...embeddedContent.topics.map((topic) => ({ name: `${topic.topic}.json`, json: topic })),
      ],
      embeddedContent,
    );
    const patients = [
      { where: "of 51", input: { patient: { ageYears: 51 } }, evidence: "all" as const },
      { where: "of 50", input: { patient: { ageYears: 50 } }, evidence: "all" as const },
      { where: "of 121", input: { patient: { ageYears: 121 } }, evidence: "all" as const },
    ];
    expect(comparePatients(before, narrower, patients)).toEqual([{ where: "of 51", refusedBy: "after", rules: [] }]);
    expect(comparePatients(narrower, before, patients)).toEqual([{ where: "of 51", refusedBy: "before", rules: [] }]);
  });
});

describe("what changes nobody", () => {
  const patients: readonly Patient[] = [
    ["leg", { veins: [calf] }],
    ["none", {}],
  ];

  test("the same rulebook, loaded again", () => {
    expect(
      changes(
        withRules((one) => one),
        patients,
      ),
    ).toEqual([]);
  });

  test("a new version of it", () => {
    const manifest = { ...embeddedContent.manifest, version: "9.9.9" };
    const files = embeddedContent.topics.map((topic) => ({ name: `${topic.topic}.json`, json: topic }));
    expect(
      changes(loadRulebook([{ name: "rulebook.json", json: manifest }, ...files], embeddedContent), patients),
    ).toEqual([]);
  });

  test("a rule for others", () => {
    expect(
      changes(saying("contraindication.pregnancy", { summary: "Wait" }), [["m", { patient: { sex: "male" } }]]),
    ).toEqual([]);
  });
});
