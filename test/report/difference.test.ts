import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { type Changes, changeCase } from "../../src/case/change.ts";
import { caseShape } from "../../src/case/schema.ts";
import { CaseError } from "../../src/issues/errors.ts";
import { differenceOf } from "../../src/report/difference.ts";
import type { PlanEntry, Report } from "../../src/report/report.ts";
import { differenceText } from "../../src/report/text/difference-text.ts";
import { canonicalJson } from "../../src/rulebook/digest.ts";
import { isCaseFact } from "../../src/rulebook/vocabulary.ts";
import { createRandomCases, pick, randomFrom } from "../support/random-case.ts";
import { leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);
const nothing = {
  plan: [],
  recommendations: { added: [], removed: [], changed: [] },
  questions: { added: [], removed: [] },
};

describe("as text", () => {
  const advisor = smallAdvisor([
    rule("stockings", leaf("conditions.smoking"), {
      slot: "compression.pressureMmHg",
      value: { min: 20, max: 30 },
    }),
    rule("bare", leaf("patient.pregnant"), { slot: "compression.pressureMmHg", value: "none" }),
    rule("scan", leaf("vein.type", "reticular"), { slot: "guidance", value: "ultrasound" }, { scope: "vein" }),
    rule("call", leaf("followUp.fever"), { slot: "triage", value: "urgent" }, { scope: "followUp" }),
  ]);
  const told = (input: unknown, changes: Changes): string =>
    differenceText(advisor.whatIf(input, changes), advisor.rulebook);
  const settled = { patient: { pregnant: false }, conditions: { smoking: false } };

  test("a slot that nothing decides reads otherwise than one that is decided as none", () => {
    const label = advisor.rulebook.slots.get("compression.pressureMmHg")?.label;
    expect(told(settled, { "patient.pregnant": true })).toContain(`  ${label}: not set -> none\n`);
    const worn = { ...settled, conditions: { smoking: true } };
    expect(told(worn, { "conditions.smoking": false })).toContain(`  ${label}: 20 to 30 mmHg -> not set\n`);
  });

  test("what a slot could become reads as in the decision: nothing else", () => {
    const label = advisor.rulebook.slots.get("guidance")?.label;
    const input = { ...settled, veins: [{ id: "a" }] };
    expect(told(input, { "veins.a.type": "telangiectasia" })).toContain(
      `  [vein a] ${label}: not set, could become: ultrasound -> nothing else\n`,
    );
  });

  test("without a follow-up a triage is not set", () => {
    expect(told(settled, { "followUp.fever": true })).toContain("TRIAGE: not set -> urgent\n");
  });
});

describe("what-if on a few rules", () => {
  const advisor = smallAdvisor([
    rule("defer", leaf("patient.pregnant"), { slot: "eligibility", value: "defer" }),
    rule("caution", leaf("conditions.smoking"), { slot: "eligibility", value: "proceed-with-caution" }),
    rule("scan", leaf("vein.type", "reticular"), { slot: "guidance", value: "ultrasound" }, { scope: "vein" }),
  ]);
  const input = { patient: { pregnant: false }, conditions: { smoking: true }, veins: [{ id: "a.b" }] };

  test("a change that changes nothing: every part is empty or absent", () => {
    expect(advisor.whatIf(input, { "patient.deskJob": true })).toEqual(nothing);
    expect(advisor.whatIf(input, {})).toEqual(nothing);
  });

  test("what came and what was overruled", () => {
    const difference = advisor.whatIf(input, { "patient.pregnant": true });
    expect(difference.eligibility).toEqual({
      from: { decision: "proceed-with-caution", couldBecome: null, because: ["caution"] },
      to: { decision: "defer", couldBecome: null, because: ["defer"] },
    });
    expect(difference.recommendations.added.map(({ id }) => id)).toEqual(["defer"]);
    expect(difference.recommendations.removed).toEqual([]);
    expect(difference.recommendations.changed).toEqual([
      { id: "caution", status: { from: "active", to: "superseded" } },
    ]);
    expect(difference.plan).toEqual([]);
    expect(difference).not.toHaveProperty("triage");
  });

  test("a vein's slot, its rule and its question; an id may hold dots", () => {
    const difference = advisor.whatIf(input, { "veins.a.b.type": "reticular" });
    expect(difference.plan).toEqual([
      {
        slot: "guidance",
        vein: "a.b",
        value: { from: null, to: "ultrasound" },
        couldBecome: { from: "ultrasound", to: null },
      },
    ]);
    expect(difference.recommendations.added.map(({ id }) => id)).toEqual(["scan@a.b"]);
    expect(difference.questions.removed.map(({ fact, vein }) => [fact, vein])).toEqual([["vein.type", "a.b"]]);
    expect(difference).not.toHaveProperty("eligibility");
  });

  test("null makes a fact unknown: what could become of it, and a new question", () => {
    const difference = advisor.whatIf(input, { "patient.pregnant": null });
    expect(difference.eligibility?.to).toEqual({
      decision: "proceed-with-caution",
      couldBecome: "defer",
      because: ["caution"],
    });
    expect(difference.questions.added.map(({ fact }) => fact)).toEqual(["patient.pregnant"]);
  });

  test("a follow-up that begins brings a triage", () => {
    expect(advisor.whatIf(input, { "followUp.fever": true }).triage).toMatchObject({
      from: null,
      to: { level: "expected" },
    });
  });

  test("the case is not touched, and the difference is frozen", () => {
    const before = structuredClone(input);
    const difference = advisor.whatIf(input, { "patient.pregnant": true });
    expect(input).toEqual(before);
    expect(Object.isFrozen(difference.recommendations.changed)).toBe(true);
  });

  test.each<[string, string | undefined]>([
    ["patient.pregnat", "`patient.pregnant`"],
    ["veins.b.type", "`a.b`"],
    ["veins.a.b.typ", undefined],
    ["veins.a.b.id", undefined],
    ["patient", undefined],
    ["derived.anySymptom", undefined],
    ["__proto__.pregnant", undefined],
  ])("the path %s names no fact", (path, near) => {
    const change = () => advisor.whatIf(input, { [path]: true });
    expect(change).toThrow(CaseError);
    const issue = {
      code: "change/unknown-path",
      path,
      ...(near === undefined ? {} : { help: expect.stringContaining(near) }),
    };
    expect(change).toThrow(expect.objectContaining({ issues: [expect.objectContaining(issue)] }));
  });

  test("a value that does not fit is refused, as in the case itself", () => {
    expect(() => advisor.whatIf(input, { "patient.pregnant": "yes" })).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ code: "case/wrong-type", path: "patient.pregnant" })],
      }),
    );
  });
});

test("on random cases: what-if is the difference of the two reports, and lists just what differs", () => {
  const advisor = createAdvisor();
  const cases = createRandomCases(advisor.rulebook);
  const shape = caseShape(advisor.rulebook);
  const facts = [...advisor.rulebook.facts.values()].filter((fact) => isCaseFact(fact) && fact.name !== "vein.id");
  let changing = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const random = randomFrom(seed);
      const input = cases.make(seed, { veins: 2, followUp: true });
      const changes = Object.fromEntries(
        [pick(facts, random), pick(facts, random)].map((fact) => [
          fact.name.replace(/^vein\./, "veins.vein-1."),
          random() < 0.3 ? null : cases.value(fact, random),
        ]),
      );
      const changed = changeCase(input, changes, shape);
      const before = advisor.recommendSync(input);
      let after: Report;
      try {
        after = advisor.recommendSync(changed);
      } catch (error) {
        if (!(error instanceof CaseError)) throw error;
        return;
      }
      const difference = advisor.whatIf(input, changes);
      expect(difference).toEqual(differenceOf(before, after));

      expect("eligibility" in difference).toBe(!same(before.eligibility, after.eligibility));
      expect("triage" in difference).toBe(!same(before.triage, after.triage));
      const entries = ({ plan }: Report): Map<string, PlanEntry> =>
        new Map(
          [["", plan.patient] as const, ...Object.entries(plan.veins)].flatMap(([vein, slots]) =>
            Object.entries(slots).map(([slot, entry]): [string, PlanEntry] => [`${vein} ${slot}`, entry]),
          ),
        );
      const [from, to] = [entries(before), entries(after)];
      const differing = [...new Set([...from.keys(), ...to.keys()])].filter(
        (key) =>
          !same(from.get(key)?.value, to.get(key)?.value) ||
          !same(from.get(key)?.couldBecome, to.get(key)?.couldBecome),
      );
      expect(difference.plan.map(({ vein, slot }) => `${vein ?? ""} ${slot}`).sort()).toEqual(differing.sort());
      const statuses = ({ recommendations }: Report) => new Map(recommendations.map(({ id, status }) => [id, status]));
      const [old, young] = [statuses(before), statuses(after)];
      const { added, removed, changed: turned } = difference.recommendations;
      expect(added.map(({ id }) => id).sort()).toEqual([...young.keys()].filter((id) => !old.has(id)).sort());
      expect(removed.map(({ id }) => id).sort()).toEqual([...old.keys()].filter((id) => !young.has(id)).sort());
      expect(turned.map(({ id }) => id).sort()).toEqual(
        [...old.keys()].filter((id) => young.has(id) && young.get(id) !== old.get(id)).sort(),
      );
      const questions = ({ questions: asked }: Report) => asked.map(({ fact, vein }) => `${vein ?? ""} ${fact}`);
      expect(difference.questions.added.map(({ fact, vein }) => `${vein ?? ""} ${fact}`)).toEqual(
        questions(after).filter((one) => !questions(before).includes(one)),
      );
      if (!same(difference, nothing)) changing += 1;
    }),
    { numRuns: 80, seed: 1 },
  );
  expect(changing).toBeGreaterThan(10);
});
