import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import type { ExplainedNode } from "../../src/explain/explanation.ts";
import { RulebookError } from "../../src/issues/errors.ts";
import type { Condition } from "../../src/logic/condition.ts";
import { always, leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

const pregnant = leaf("patient.pregnant");
const smoker = leaf("conditions.smoking");
const cancer = leaf("conditions.activeCancer");

/** The facts that decided a rule, with the truth of each leaf. */
const because = (condition: Condition, input: unknown) =>
  smallAdvisor([rule("one", condition)])
    .explain(input, "one")[0]
    ?.because.map(({ fact, truth }) => `${fact} ${truth}`);

describe("because: only the leaves that decide", () => {
  const known = { patient: { pregnant: true }, conditions: { smoking: false } };
  test.each<[string, Condition, unknown, readonly string[]]>([
    [
      "all that hold",
      { all: [pregnant, { not: smoker }] },
      known,
      ["patient.pregnant true", "conditions.smoking false"],
    ],
    ["any: the one that holds", { any: [smoker, pregnant, cancer] }, known, ["patient.pregnant true"]],
    ["all that is false: the false ones", { all: [pregnant, smoker, cancer] }, known, ["conditions.smoking false"]],
    ["all that is open: the unknown ones", { all: [pregnant, cancer] }, known, ["conditions.activeCancer unknown"]],
    ["any that is open: the unknown ones", { any: [smoker, cancer] }, known, ["conditions.activeCancer unknown"]],
    [
      "any that is false: every one",
      { any: [smoker, { not: pregnant }] },
      known,
      ["conditions.smoking false", "patient.pregnant true"],
    ],
    [
      "nested",
      { all: [pregnant, { any: [smoker, { all: [{ not: smoker }, pregnant] }] }] },
      known,
      ["patient.pregnant true", "conditions.smoking false", "patient.pregnant true"],
    ],
    ["what holds for everyone is no reason", always, known, []],
  ])("%s", (_name, condition, input, reasons) => {
    expect(because(condition, input)).toEqual(reasons);
  });

  test("a reason holds the leaf, what was found, and words", () => {
    const advisor = smallAdvisor([rule("one", leaf("patient.bodyMassIndex", 30, "greaterThanInclusive"))]);
    expect(advisor.recommendSync({ patient: { bodyMassIndex: 31.5 } }).recommendations[0]?.because).toEqual([
      {
        fact: "patient.bodyMassIndex",
        label: "Body mass index",
        operator: "greaterThanInclusive",
        expected: 30,
        found: 31.5,
        unit: "kg/m2",
        truth: "true",
        text: "body mass index is 31.5 kg/m² (limit: at least 30 kg/m²)",
        origin: null,
      },
    ]);
  });

  test("origin: what the caller says of a fact and its subject", () => {
    const advisor = smallAdvisor([
      rule("one", { all: [smoker, leaf("vein.type", "reticular")] }, {}, { scope: "vein" }),
    ]);
    const report = advisor.recommendSync(
      { conditions: { smoking: true }, veins: [{ id: "a", type: "reticular" }] },
      { originOf: (fact, subject) => `${fact} of ${subject.kind}` },
    );
    expect(report.recommendations[0]?.because.map(({ origin }) => origin)).toEqual([
      expect.stringMatching(/^conditions\.smoking of /),
      "vein.type of vein",
    ]);
  });

  test("an interval and one of several values are shown as such", () => {
    const advisor = smallAdvisor([
      rule("count", leaf("derived.thrombosisFactors", 2, "greaterThanInclusive")),
      rule("recommended", always, { slot: "ultrasound", value: "recommended" }),
      rule("required", smoker, { slot: "ultrasound", value: "required" }),
      rule("reads", leaf("decided.ultrasound", "required")),
    ]);
    expect(advisor.explain({ veins: [] }, "count")[0]?.because[0]?.found).toEqual({ min: 0, max: 7 });
    expect(advisor.explain({}, "reads")[0]?.because[0]?.found).toEqual({ oneOf: ["recommended", "required"] });
  });
});

describe("parts: what made a derived fact what it is", () => {
  test("a condition: its own deciding leaves", () => {
    const advisor = smallAdvisor([rule("one", leaf("derived.anySymptom"))]);
    const parts = advisor.explain({ symptoms: { aching: true, pain: false } }, "one")[0]?.because[0]?.parts;
    expect(parts?.map(({ fact }) => fact)).toEqual(["symptoms.aching"]);
  });

  test("a count: the conditions that hold", () => {
    const advisor = smallAdvisor([rule("one", leaf("derived.thrombosisFactors", 2, "greaterThanInclusive"))]);
    const input = { conditions: { smoking: true }, patient: { bodyMassIndex: 40 }, veins: [] };
    const parts = advisor.explain(input, "one")[0]?.because[0]?.parts;
    expect(parts?.map(({ fact, truth }) => [fact, truth])).toEqual([
      ["patient.bodyMassIndex", "true"],
      ["conditions.smoking", "true"],
    ]);
  });

  test("some vein: the veins that make it so, each named", () => {
    const advisor = smallAdvisor([rule("one", leaf("veins.anyTrunk"))]);
    const veins = [
      { id: "a", type: "reticular" },
      { id: "b", type: "saphenous-trunk" },
    ];
    expect(advisor.explain({ veins }, "one")[0]?.because[0]?.parts?.map(({ vein }) => vein)).toEqual(["b"]);
  });

  test("every vein: those that spoil it", () => {
    const advisor = smallAdvisor([rule("one", leaf("veins.allTelangiectasias"))]);
    const veins = [
      { id: "a", type: "reticular" },
      { id: "b", type: "telangiectasia" },
    ];
    expect(advisor.explain({ veins }, "one")[0]?.because[0]?.parts?.map(({ vein }) => vein)).toEqual(["a"]);
  });
});

describe("the explained condition", () => {
  /** The tree as text: `*all true(*a true, b unknown)`, the star marking what decides. */
  const drawn = (node: ExplainedNode): string => {
    const mark = `${node.decides ? "*" : ""}${node.kind === "leaf" ? node.fact : node.kind} ${node.truth}`;
    return node.kind === "leaf" ? mark : `${mark}(${node.parts.map(drawn).join(", ")})`;
  };
  const tree = (condition: Condition, input: unknown) => {
    const [found] = smallAdvisor([rule("one", condition)]).explain(input, "one");
    return found === undefined ? "" : drawn(found.tree);
  };

  test.each<[string, Condition, unknown, string]>([
    [
      "every node has its truth, and a star where it decides",
      { all: [pregnant, { any: [smoker, cancer] }] },
      { patient: { pregnant: true }, conditions: { smoking: true } },
      "*all true(*patient.pregnant true, *any true(*conditions.smoking true, conditions.activeCancer unknown))",
    ],
    [
      "nothing below a part that does not decide is starred",
      { all: [{ not: pregnant }, { any: [smoker, cancer] }] },
      { patient: { pregnant: true }, conditions: { smoking: true } },
      "*all false(*not false(*patient.pregnant true), any true(conditions.smoking true, conditions.activeCancer unknown))",
    ],
  ])("%s", (_name, condition, input, expected) => {
    expect(tree(condition, input)).toBe(expected);
  });
});

describe("whom it explains", () => {
  const advisor = createAdvisor();
  const veinRule = advisor.rulebook.rules.find(({ scope }) => scope === "vein")?.name ?? "";
  const followUpRule = advisor.rulebook.rules.find(({ scope }) => scope === "followUp")?.name ?? "";
  const veins = [{ id: "a" }, { id: "b.c" }];

  test("a vein rule once for each vein, or for the one that is named", () => {
    expect(advisor.explain({ veins }, veinRule).map(({ subject }) => subject)).toEqual([
      { kind: "vein", id: "a" },
      { kind: "vein", id: "b.c" },
    ]);
    expect(advisor.explain({ veins }, `${veinRule}@b.c`).map(({ subject }) => subject)).toEqual([
      { kind: "vein", id: "b.c" },
    ]);
  });

  test("a follow-up rule of a case without a follow-up has no subject", () => {
    expect(advisor.explain({}, followUpRule)).toEqual([]);
    expect(advisor.explain({ followUp: {} }, followUpRule)).toHaveLength(1);
  });

  test("a name that is no rule is refused, with the nearest one", () => {
    const explain = () => advisor.explain({}, "contraindication.pregnacy");
    expect(explain).toThrow(RulebookError);
    expect(explain).toThrow(
      expect.objectContaining({
        issues: [
          expect.objectContaining({
            code: "rule/unknown-name",
            path: "contraindication.pregnacy",
            help: "did you mean `contraindication.pregnancy`?",
          }),
        ],
      }),
    );
  });
});
