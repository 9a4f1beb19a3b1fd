import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import type { Condition } from "../../src/logic/condition.ts";
import type { RuleDefinition } from "../../src/rulebook/rule.ts";
import type { SlotValue } from "../../src/rulebook/slots.ts";
import { createRandomCases } from "../support/random-case.ts";
import { always, leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

const smoker = leaf("conditions.smoking");
const cancer = leaf("conditions.activeCancer");
const pregnant = leaf("patient.pregnant");
const vein = { scope: "vein" } as const;

const eligibility = (name: string, value: string, condition: Condition) =>
  rule(name, condition, { slot: "eligibility", value });
const asked = (rules: readonly RuleDefinition[], input: unknown = {}): string[] =>
  smallAdvisor(rules)
    .recommendSync(input)
    .questions.map(({ fact, vein: of }) => (of === undefined ? fact : `${fact}@${of}`));

describe("which facts are asked", () => {
  test.each<[string, readonly RuleDefinition[], unknown, readonly string[]]>([
    ["an unknown fact that decides", [eligibility("one", "defer", smoker)], {}, ["conditions.smoking"]],
    ["not a known one", [eligibility("one", "defer", smoker)], { conditions: { smoking: false } }, []],
    [
      "not one that another fact makes idle",
      [eligibility("one", "defer", { all: [smoker, cancer] })],
      { conditions: { smoking: false } },
      [],
    ],
    [
      "two that matter only together: both",
      [eligibility("one", "defer", { all: [smoker, cancer] })],
      {},
      ["conditions.activeCancer", "conditions.smoking"],
    ],
    [
      "not one whose rule could bring nothing worse",
      [eligibility("one", "defer", smoker), eligibility("two", "contraindicated", always)],
      {},
      [],
    ],
    [
      "not one whose rule would only say the same",
      [eligibility("one", "defer", smoker), eligibility("two", "defer", always)],
      {},
      [],
    ],
    ["not one whose rule would only bring what stands by default", [eligibility("one", "proceed", smoker)], {}, []],
    ["one that would add advice", [rule("one", smoker, { strength: "may" })], {}, ["conditions.smoking"]],
    ["not one that would add mere information", [rule("one", smoker, { strength: "info" })], {}, []],
    [
      "not one that would add a mere position",
      [rule("one", smoker, { strength: "info", position: { slot: "eligibility", value: "defer" } })],
      {},
      [],
    ],
    [
      "one behind a derived condition",
      [eligibility("one", "defer", leaf("derived.earlyPostpartum"))],
      {},
      ["patient.weeksPostpartum"],
    ],
    [
      "one behind a decided slot",
      [
        rule("form", leaf("vein.type", "reticular"), { slot: "form", value: "foam", rank: "general" }, vein),
        eligibility("one", "defer", leaf("veins.anyFoam")),
      ],
      { veins: [{ id: "a" }] },
      ["vein.type@a"],
    ],
    [
      "for each vein by itself",
      [rule("one", leaf("vein.type", "reticular"), {}, vein)],
      { veins: [{ id: "b" }, { id: "a" }, { id: "c", type: "reticular" }] },
      ["vein.type@a", "vein.type@b"],
    ],
    [
      "a patient's fact once for all veins",
      [rule("one", { all: [smoker, leaf("vein.type", "reticular")] }, {}, vein)],
      {
        veins: [
          { id: "a", type: "reticular" },
          { id: "b", type: "reticular" },
        ],
      },
      ["conditions.smoking"],
    ],
    [
      "none of a follow-up that is not given",
      [rule("one", leaf("followUp.fever"), { slot: "triage", value: "urgent" }, { scope: "followUp" })],
      {},
      [],
    ],
  ])("%s", (_name, rules, input, facts) => {
    expect(asked(rules, input)).toEqual(facts);
  });

  test("an exclusion that matters only beside another open one is asked too", () => {
    const form = (name: string, value: string, rank: string, condition: Condition) =>
      rule(name, condition, { slot: "form", value, rank }, vein);
    const rules = [
      form("liquid.preferred", "liquid", "specific", always),
      form("foam.excluding", "foam", "exclusion", smoker),
      // On its own it changes nothing, since liquid is used anyway; beside the other exclusion it decides.
      form("liquid.excluding", "liquid", "exclusion", cancer),
    ];
    expect(asked(rules, { veins: [{ id: "a" }] })).toEqual(["conditions.activeCancer", "conditions.smoking"]);
  });

  test("a date or the figure itself, where a figure can be worked out", () => {
    const rules = [eligibility("one", "defer", leaf("previousSession.weeksAgo", 4, "lessThan"))];
    expect(asked(rules)).toContain("previousSession.weeksAgo");
  });
});

describe("what is open behind a decided slot", () => {
  const form = (value: string, rank: string, condition: Condition) =>
    rule(`${value}.${rank}`, condition, { slot: "form", value, rank }, vein);
  const reads = rule("reads", leaf("decided.form", "liquid"), { strength: "may" }, vein);
  const veins = [{ id: "a" }];

  test("is asked for the rules that could still change it, and for no others", () => {
    const specific = form("foam", "specific", always);
    expect(asked([specific, form("liquid", "general", pregnant), reads], { veins })).toEqual([]);
    expect(
      asked([specific, form("liquid", "general", pregnant), form("liquid", "exclusion", smoker), reads], { veins }),
    ).toEqual(["conditions.smoking"]);
  });
});

describe("in which order", () => {
  test("the worst change of eligibility or triage first, then the number of slots, then the name", () => {
    const rules = [
      rule("two-slots", leaf("symptoms.pain"), {
        slot: "ultrasound",
        value: "required",
        also: [{ slot: "risk.recurrence", value: true }],
      }),
      rule("one-slot.b", leaf("symptoms.itching"), { slot: "indication", value: "possibly-medical" }),
      rule("one-slot.a", leaf("symptoms.aching"), { slot: "coverage", value: "possible" }),
      eligibility("worst", "contraindicated", cancer),
      eligibility("mild", "proceed-with-caution", smoker),
      eligibility("middle", "defer", pregnant),
    ];
    expect(asked(rules)).toEqual([
      "conditions.activeCancer",
      "patient.pregnant",
      "conditions.smoking",
      "symptoms.pain",
      "symptoms.aching",
      "symptoms.itching",
    ]);
  });

  test("triage weighs as eligibility does", () => {
    const followUp = { scope: "followUp" } as const;
    const rules = [
      eligibility("mild", "proceed-with-caution", smoker),
      rule("emergency", leaf("followUp.fever"), { slot: "triage", value: "emergency" }, followUp),
      rule("visit", leaf("followUp.itching"), { slot: "triage", value: "book-visit" }, followUp),
    ];
    expect(asked(rules, { followUp: {} })).toEqual(["followUp.fever", "conditions.smoking", "followUp.itching"]);
  });

  test("a fact of several rules weighs by the worst of them, which is the one that is shown", () => {
    const rules = [
      eligibility("a", "proceed-with-caution", smoker),
      eligibility("b", "defer", smoker),
      eligibility("c", "assess-first", smoker),
    ];
    expect(smallAdvisor(rules).recommendSync({}).questions).toEqual([
      {
        fact: "conditions.smoking",
        ask: "Does the patient currently smoke?",
        couldChange: [{ slot: "eligibility", to: "defer" }],
      },
    ]);
  });

  test.each<[string, string, readonly SlotValue[], SlotValue]>([
    ["the lowest ceiling", "foam.maxMl", [15, 10, 12], 10],
    ["the longest wait", "aftercare.noStrenuousDays", [2, 7, 5], 7],
    [
      "the range that the policy prefers",
      "sessions.count",
      [
        { min: 1, max: 3, plan: 2 },
        { min: 2, max: 4, plan: 2 },
      ],
      { min: 2, max: 4, plan: 2 },
    ],
    ["none before any range", "compression.pressureMmHg", [{ min: 30, max: 40 }, "none", { min: 20, max: 30 }], "none"],
  ])("of several figures of one slot the one that would win is shown: %s", (_name, slot, values, to) => {
    for (const order of [values, [...values].reverse()]) {
      const rules = order.map((value, index) => rule(`rule-${index}`, smoker, { slot, value }));
      expect(smallAdvisor(rules).recommendSync({}).questions[0]?.couldChange).toEqual([{ slot, to }]);
    }
  });

  test("on the embedded rules: no question stands before one with a worse change", () => {
    const advisor = createAdvisor();
    const weight = (slot: string, to: unknown) => advisor.rulebook.slots.get(slot)?.values?.indexOf(String(to)) ?? 0;
    const { questions } = advisor.recommendSync({ veins: [{ id: "a" }], followUp: {} });
    const keys = questions.map(({ fact, couldChange }) => {
      const heads = couldChange.flatMap((one) =>
        "slot" in one && ["eligibility", "triage"].includes(one.slot) ? [one] : [],
      );
      const slots = new Set(couldChange.flatMap((one) => ("slot" in one ? [one.slot] : [])));
      return { fact, worst: Math.max(0, ...heads.map(({ slot, to }) => weight(slot, to))), slots: slots.size };
    });
    const sorted = [...keys].sort(
      (a, b) => b.worst - a.worst || b.slots - a.slots || (a.fact < b.fact ? -1 : a.fact > b.fact ? 1 : 0),
    );
    expect(keys.length).toBeGreaterThan(50);
    expect(keys).toEqual(sorted);
  });
});

describe("a fact is asked if, and only if, knowing it could change the answer", () => {
  const names = [
    "conditions.smoking",
    "conditions.activeCancer",
    "patient.pregnant",
    "symptoms.pain",
    "symptoms.aching",
  ];
  const [a, b, c, d, e] = names.map((name) => leaf(name));
  const form = (name: string, value: string, rank: string, condition: Condition) =>
    rule(name, condition, { slot: "form", value, rank }, vein);
  const leafOf = (one: Condition | undefined): Condition => one ?? always;

  const rulebooks: Record<string, readonly RuleDefinition[]> = {
    "ordered levels": [
      eligibility("one", "defer", { all: [leafOf(a), leafOf(b)] }),
      eligibility("two", "contraindicated", leafOf(c)),
      eligibility("three", "proceed-with-caution", { any: [leafOf(d), { not: leafOf(e) }] }),
    ],
    "advice and flags": [
      rule("advice", { all: [leafOf(a), { not: leafOf(b) }] }),
      rule("information", leafOf(e), { strength: "info" }),
      rule("flag", { any: [leafOf(c), leafOf(d)] }, { slot: "risk.recurrence", value: true }),
      rule("flag-too", leafOf(b), { slot: "risk.recurrence", value: true }),
    ],
    "form by precedence": [
      form("general", "liquid", "general", always),
      form("specific", "foam", "specific", leafOf(a)),
      form("specific-too", "liquid", "specific", { all: [leafOf(b), leafOf(c)] }),
      form("exclusion", "liquid", "exclusion", { not: leafOf(d) }),
      form("exclusion-too", "foam", "exclusion", leafOf(e)),
    ],
    "a decided slot read by a later rule": [
      form("general", "liquid", "general", always),
      form("exclusion", "foam", "exclusion", { all: [leafOf(a), leafOf(b)] }),
      eligibility("foam", "assess-first", { all: [leaf("veins.anyFoam"), leafOf(c)] }),
      eligibility("worse", "defer", leafOf(d)),
    ],
  };

  const caseOf = (values: readonly (boolean | null)[]) => {
    const groups: Record<string, Record<string, boolean | null>> = {};
    names.forEach((name, index) => {
      const [group = "", key = ""] = name.split(".");
      groups[group] = { ...groups[group], [key]: values[index] ?? null };
    });
    return { ...groups, veins: [{ id: "v" }] };
  };

  function* every<T>(choices: readonly T[], length: number): Generator<T[]> {
    if (length === 0) yield [];
    else for (const rest of every(choices, length - 1)) for (const one of choices) yield [...rest, one];
  }

  test.each(Object.entries(rulebooks))("%s, over every partly known case", (_name, rules) => {
    const advisor = smallAdvisor(rules);
    /** What is to be done: decisions and advice, without mere information. */
    const answer = (values: readonly boolean[]): string => {
      const { eligibility: level, plan, recommendations } = advisor.recommendSync(caseOf(values));
      const valuesOf = (entries: object) => Object.entries(entries).map(([slot, { value }]) => [slot, value]);
      const advice = recommendations
        .filter(({ slot, strength }) => slot === undefined && strength !== "info")
        .map(({ id }) => id);
      return JSON.stringify([level.decision, valuesOf(plan.patient), valuesOf(plan.veins["v"] ?? {}), advice]);
    };
    const answers = new Map([...every([true, false], names.length)].map((values) => [values.join(), answer(values)]));
    const wrong: string[] = [];
    for (const partly of every([true, false, null], names.length)) {
      const questions = advisor.recommendSync(caseOf(partly)).questions.map(({ fact }) => fact);
      const completions = [...every([true, false], names.length)].filter((values) =>
        values.every((value, index) => partly[index] === null || partly[index] === value),
      );
      names.forEach((name, index) => {
        const turned = (values: readonly boolean[]) => values.map((value, at) => (at === index ? !value : value));
        const matters =
          partly[index] === null &&
          completions.some((values) => answers.get(values.join()) !== answers.get(turned(values).join()));
        if (matters !== questions.includes(name))
          wrong.push(`${partly.join()}: ${name} ${matters ? "is missing" : "changes nothing"}`);
      });
    }
    expect(wrong).toEqual([]);
  });
});

test("no question asks for a known fact, and each says what it could change", () => {
  const advisor = createAdvisor();
  const cases = createRandomCases(advisor.rulebook);
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const input = cases.make(seed, { unknownShare: 0.6, veins: 2, followUp: true });
    const { questions } = advisor.recommendSync(input);
    expect(questions.length).toBeGreaterThan(0);
    const groups = input as Record<string, Record<string, unknown>>;
    const known = questions.filter(({ fact, vein: of }) => {
      const keys = fact.split(".").slice(1);
      const veins = input["veins"] as Record<string, unknown>[];
      let found: unknown = of === undefined ? groups[fact.split(".")[0] ?? ""] : veins.find(({ id }) => id === of);
      for (const key of keys) found = (found as Record<string, unknown> | null | undefined)?.[key];
      return found != null && fact !== "asOf";
    });
    expect(known.map(({ fact }) => fact)).toEqual([]);
    expect(questions.filter(({ couldChange, ask }) => couldChange.length === 0 || !ask.endsWith("?"))).toEqual([]);
  }
});

describe("options that are excluded already", () => {
  const advisor = createAdvisor();
  const both = { polidocanol: true, sodiumTetradecylSulfate: true };
  const web = { id: "web", type: "telangiectasia", zone: "calf" };
  /** The options that the answer to a question about the diameter could bring. */
  const byDiameter = (allergies: object) =>
    advisor
      .recommendSync({ allergies, veins: [web] })
      .questions.filter(({ fact }) => fact === "vein.diameterMm")
      .flatMap(({ couldChange }) => couldChange)
      .flatMap((change) => ("slot" in change && change.slot === "strength.options" ? [change.to] : []))
      .flat() as { agent: string }[];

  test("of an agent that is contraindicated no strength is offered, and none asked for", () => {
    expect(new Set(byDiameter({}).map(({ agent }) => agent))).toEqual(
      new Set(["polidocanol", "sodium-tetradecyl-sulfate"]),
    );
    expect(new Set(byDiameter({ sodiumTetradecylSulfate: true }).map(({ agent }) => agent))).toEqual(
      new Set(["polidocanol"]),
    );
    // What is left of the other agent, its label gives at any diameter.
    expect(byDiameter({ polidocanol: true })).toEqual([]);
    expect(byDiameter(both)).toEqual([]);
  });

  test("whatever the case, and none is offered that stands already", () => {
    const cases = createRandomCases(advisor.rulebook);
    let offered = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const { questions, plan } = advisor.recommendSync(cases.make(seed, { unknownShare: 0.4 }));
      for (const { couldChange } of questions)
        for (const change of couldChange) {
          if (!("slot" in change) || change.vein === undefined) continue;
          if (!["strength.options", "volume.perInjectionMl", "volume.sessionMaxMl"].includes(change.slot)) continue;
          offered += 1;
          const slots = plan.veins[change.vein] ?? {};
          const isBarred = ({ agent }: { agent: string }): boolean =>
            (agent === "polidocanol" && slots["agent.polidocanol"]?.value === "contraindicated") ||
            (agent === "sodium-tetradecyl-sulfate" &&
              slots["agent.sodiumTetradecylSulfate"]?.value === "contraindicated");
          expect((change.to as { agent: string }[]).filter(isBarred)).toEqual([]);
          expect(change.to).not.toEqual(slots[change.slot]?.value ?? []);
        }
    }
    expect(offered).toBeGreaterThan(50);
  });
});
