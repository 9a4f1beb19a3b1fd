import { describe, expect, test } from "vitest";
import { differencesOf } from "../../scripts/regression/difference.ts";
import { differenceLines, ruleCounts } from "../../scripts/regression/text.ts";
import { commitOf } from "../../scripts/regression/tree.ts";
import { createAdvisor, embeddedRulebook } from "../../src/index.ts";
import { createRandomCases } from "../support/random-case.ts";

const plan = (form: unknown): unknown => ({ plan: { patient: {}, veins: { "a.b": { form } } } });
const foam = { value: "foam", couldBecome: null, from: ["technique.foam.feeder"] };

describe("the differences of two reports", () => {
  test("are none for the same case, and the digest of the rules is none", () => {
    const cases = createRandomCases(embeddedRulebook());
    const advisor = createAdvisor();
    for (const seed of [1, 2, 3]) {
      const report = advisor.recommendSync(cases.make(seed));
      const other = { ...report, rulebook: { ...report.rulebook, digest: "sha256-other" } };
      expect(differencesOf(report, other)).toEqual([]);
    }
  });

  test("name the slot of a vein, its changed fields and the rules before and after", () => {
    const liquid = { value: "liquid", couldBecome: null, from: ["technique.liquid.migraine-small-area"] };
    expect(differencesOf(plan(foam), plan(liquid))).toEqual([
      {
        part: "plan.veins.a.b.form",
        how: "changed",
        fields: ["value", "from"],
        rules: ["technique.foam.feeder", "technique.liquid.migraine-small-area"],
      },
    ]);
  });

  test("name all the rules of a part whose reasons stayed", () => {
    expect(differencesOf(plan(foam), plan({ ...foam, couldBecome: "liquid" }))).toEqual([
      { part: "plan.veins.a.b.form", how: "changed", fields: ["couldBecome"], rules: ["technique.foam.feeder"] },
    ]);
  });

  test("name recommendations that came, went and changed, not those beside them", () => {
    const item = (id: string, summary = ""): unknown => ({
      id,
      rule: id.split("@")[0],
      summary,
      because: [{ fact: "x" }],
    });
    const found = differencesOf(
      { recommendations: [item("a.one"), item("a.two@v"), item("a.three")] },
      { recommendations: [item("a.one"), item("a.three", "new words"), item("a.four")] },
    );
    expect(found.map(({ part, how, rules }) => [part, how, rules])).toEqual([
      ["recommendations.a.two@v", "removed", ["a.two"]],
      ["recommendations.a.three", "changed", ["a.three"]],
      ["recommendations.a.four", "added", ["a.four"]],
    ]);
  });

  test("see an order that changed and nothing else", () => {
    const [one, two] = [{ fact: "patient.pregnant" }, { fact: "patient.breastfeeding" }];
    expect(differencesOf({ questions: [one, two] }, { questions: [two, one] })).toEqual([
      { part: "questions", how: "other order", fields: [], rules: [] },
    ]);
    expect(differencesOf({ complete: true, asOf: null }, { asOf: null, complete: true })).toMatchObject([
      { part: "", how: "other order" },
    ]);
  });

  test("see parts that one version has and the other has not, and refusals", () => {
    expect(differencesOf({}, { doses: [] })).toMatchObject([{ part: "doses", how: "added" }]);
    const refused = { refused: [{ code: "case/unknown-key", path: "patient.x" }] };
    expect(differencesOf({ complete: true }, refused).map(({ part, how }) => [part, how])).toEqual([
      ["complete", "removed"],
      ["refused", "added"],
    ]);
  });

  test("hold every part that a retired rule changes, under its name", () => {
    const rule = "contraindication.pregnancy";
    const patient = { patient: { pregnant: true } };
    const before = createAdvisor().recommendSync(patient);
    const after = createAdvisor({ profile: { name: "without", retire: [rule] } }).recommendSync(patient);
    const found = differencesOf(before, after);
    expect(found).toContainEqual({ part: `recommendations.${rule}`, how: "removed", fields: [], rules: [rule] });
    const eligibility = found.find(({ part }) => part === "eligibility");
    expect(eligibility?.fields).toContain("decision");
    expect(eligibility?.rules).toContain(rule);
    // Nothing goes unseen: a part is listed exactly where its bytes differ.
    const parts = new Set(found.map(({ part }) => part.split(".")[0]));
    const differing = (Object.keys({ ...before, ...after }) as (keyof typeof before)[]).filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );
    expect(parts).toEqual(new Set(differing));
  });
});

describe("the list", () => {
  const found = [
    { patient: "one", evidence: "all", differences: differencesOf(plan(foam), plan(undefined)) },
    { patient: "two", evidence: "documents", differences: differencesOf(plan(undefined), plan(foam)) },
  ];

  test("gives each patient, part and rule on lines of their own", () => {
    expect(found.flatMap(differenceLines)).toEqual([
      "one",
      "  plan.veins.a.b.form removed [technique.foam.feeder]",
      "two (evidence documents)",
      "  plan.veins.a.b.form added [technique.foam.feeder]",
    ]);
  });

  test("counts patients by rule", () => {
    expect(ruleCounts(found)).toEqual(["by rule:", "  2 technique.foam.feeder"]);
    expect(ruleCounts([])).toEqual([]);
  });
});

test("a revision that git does not know is none, and an option is no revision", () => {
  expect(commitOf("no-such-revision")).toBeUndefined();
  expect(commitOf("--all")).toBeUndefined();
});
