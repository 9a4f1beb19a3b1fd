import { describe, expect, test } from "vitest";
import { contradictionFacts } from "../../src/advisor/contradictions.ts";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { datedFacts } from "../../src/case/date-issues.ts";
import type { Condition } from "../../src/logic/condition.ts";
import { critiqueFacts } from "../../src/resolve/critique/facts.ts";
import { factsReadBy } from "../../src/rulebook/stages.ts";
import { isCaseFact } from "../../src/rulebook/vocabulary.ts";
import { always, leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

const secret = "Jane Roe, born 1980";

/** Functions that do not give what they should. */
const failures: readonly (readonly [string, () => unknown])[] = [
  [
    "throws",
    () => {
      throw new Error(secret);
    },
  ],
  ["rejects", () => Promise.reject(new Error(secret))],
  ["rejects with no error at all", () => Promise.reject(secret)],
  ["gives another type", () => secret],
  ["gives an object", () => ({ value: true, note: secret })],
];

const eligibility = (value: string) => ({ slot: "eligibility", value });
const smoking: Condition = leaf("conditions.smoking");

describe.each(failures)("a function that %s", (_name, call) => {
  const advisor = smallAdvisor([
    rule("needs", smoking, eligibility("defer")),
    rule("needs.in-a-count", leaf("derived.thrombosisFactors", 1, "greaterThanInclusive")),
    rule("other", leaf("patient.pregnant"), eligibility("proceed-with-caution")),
    rule("decided-without", { any: [smoking, leaf("patient.pregnant")] }, eligibility("assess-first")),
    rule("ruled-out-without", { all: [smoking, leaf("patient.breastfeeding")] }, eligibility("contraindicated")),
  ]);
  const input = { patient: { pregnant: true, breastfeeding: false }, conditions: { smoking: call } };

  test("makes the report incomplete; the other rules go on", async () => {
    const report = await advisor.recommend(input);
    expect(report.complete).toBe(false);
    expect(report.recommendations.map(({ rule: name, status }) => [name, status])).toEqual([
      ["decided-without", "active"],
      ["other", "superseded"],
    ]);
  });

  test("leaves open what the failed rule could have said", async () => {
    const report = await advisor.recommend(input);
    expect(report.eligibility).toEqual({
      decision: "assess-first",
      couldBecome: "defer",
      because: ["decided-without"],
    });
  });

  test("gives one issue, without what it threw or gave", async () => {
    const report = await advisor.recommend(input);
    expect(report.issues.map(({ code, severity, path }) => ({ code, severity, path }))).toEqual([
      { code: "case/fact-failed", severity: "warning", path: "conditions.smoking" },
    ]);
    expect(JSON.stringify(report)).not.toContain("Roe");
  });

  test("does not make the report incomplete where all is decided without it", async () => {
    const decided = smallAdvisor([rule("decided-without", { any: [smoking, leaf("patient.pregnant")] })]);
    const report = await decided.recommend(input);
    expect(report.complete).toBe(true);
    expect(report.issues.map(({ code }) => code)).toEqual(["case/fact-failed"]);
  });
});

test("a fact over veins whose function failed for one vein: the rule is failed, its place is named", async () => {
  const advisor = smallAdvisor([
    rule("trunk", leaf("veins.anyTrunk")),
    rule("web", leaf("vein.type", "telangiectasia"), {}, { scope: "vein" }),
  ]);
  const veins = [
    { id: "a", type: "telangiectasia" },
    { id: "b", type: () => Promise.reject(new Error(secret)) },
  ];
  const report = await advisor.recommend({ veins });
  expect(report.complete).toBe(false);
  expect(report.recommendations.map(({ id }) => id)).toEqual(["web@a"]);
  expect(report.issues.map(({ path }) => path)).toEqual(["veins.b.type"]);
});

test("a decided slot that a failed rule could change is not settled for later rules", async () => {
  const advisor = smallAdvisor([
    rule(
      "form.foam",
      leaf("vein.type", "reticular"),
      { slot: "form", value: "foam", rank: "general" },
      { scope: "vein" },
    ),
    rule("form.liquid", smoking, { slot: "form", value: "liquid", rank: "exclusion" }, { scope: "vein" }),
    rule("foam.advice", leaf("decided.form", "foam"), {}, { scope: "vein" }),
  ]);
  const given = (call: () => unknown) => ({ conditions: { smoking: call }, veins: [{ id: "a", type: "reticular" }] });
  const ids = async (call: () => unknown) => (await advisor.recommend(given(call))).recommendations.map(({ id }) => id);
  expect(await ids(() => false)).toEqual(["foam.advice@a", "form.foam@a"]);
  expect(await ids(() => Promise.reject(new Error()))).toEqual(["form.foam@a"]);
});

test.each([null, undefined])("a function that gives %s: unknown, and nothing failed", async (value) => {
  const advisor = smallAdvisor([rule("needs", smoking, eligibility("defer"))]);
  const report = await advisor.recommend({ conditions: { smoking: async () => value } });
  expect(report.complete).toBe(true);
  expect(report.issues).toEqual([]);
  expect(report.eligibility.couldBecome).toBe("defer");
  expect(report.questions.map(({ fact }) => fact)).toEqual(["conditions.smoking"]);
});

test("a session date that comes late and lies after `asOf` is refused as one given at once is", async () => {
  const input = { asOf: () => "2026-11-20", followUp: { sessionDate: async () => "2026-11-21", fever: true } };
  await expect(createAdvisor().recommend(input)).rejects.toMatchObject({
    issues: [{ code: "case/session-after-as-of", path: "followUp.sessionDate" }],
  });
});

test("contradictions of facts that come late are warned of as those given at once are", async () => {
  const input = { patient: { neverDelivered: true, weeksPostpartum: 3 } };
  const late = { patient: { neverDelivered: async () => true, weeksPostpartum: async () => 3 } };
  const advisor = smallAdvisor([rule("unrelated", smoking)]);
  const report = await advisor.recommend(late);
  expect(report.issues.map(({ code, path }) => ({ code, path }))).toEqual([
    { code: "case/contradiction", path: "patient.weeksPostpartum" },
  ]);
  expect(report.issues).toEqual(advisor.recommendSync(input).issues);
});

test("a proposal that comes late is criticised as one given at once is", async () => {
  const vein = { id: "a", type: "telangiectasia" };
  const advisor = smallAdvisor([
    rule("form", always, { slot: "form", value: "liquid", rank: "exclusion" }, { scope: "vein" }),
  ]);
  const report = await advisor.recommend({ veins: [{ ...vein, proposal: { form: async () => "foam" } }] });
  expect(report.critique.map(({ field }) => field)).toEqual(["form"]);
  const atOnce = advisor.recommendSync({ veins: [{ ...vein, proposal: { form: "foam" } }] });
  expect(report.critique).toEqual(atOnce.critique);
});

test("a number that a rule takes over is waited for although no condition reads it", async () => {
  const taken = { slot: "foam.maxMl", valueFact: "patient.weightKg" };
  const advisor = smallAdvisor([rule("takes-over", leaf("patient.pregnant"), taken)]);
  const plan = async (weightKg: unknown) =>
    (await advisor.recommend({ patient: { pregnant: true, weightKg } })).plan.patient;
  expect((await plan(async () => 70))["foam.maxMl"]?.value).toBe(70);
  const failed = await advisor.recommend({ patient: { pregnant: true, weightKg: () => Promise.reject(new Error()) } });
  expect(failed.complete).toBe(false);
  expect(failed.plan.patient["foam.maxMl"]).toBeUndefined();
});

describe("how often a function is called", () => {
  const counting = (value: unknown) => {
    const counter = { calls: 0, call: async () => value };
    counter.call = async () => {
      counter.calls += 1;
      return value;
    };
    return counter;
  };

  test("once, however many rules and derived facts need it", async () => {
    const advisor = createAdvisor();
    const weeks = counting(5);
    const type = counting("reticular");
    // Early postpartum, recent delivery, the count of thrombosis factors and their two limits all rest on the weeks.
    const reading = advisor.rulebook.rules.filter((one) =>
      factsReadBy(one).some((fact) => reaches(fact, "patient.weeksPostpartum")),
    );
    expect(reading.length).toBeGreaterThan(2);
    await advisor.recommend({ patient: { weeksPostpartum: weeks.call }, veins: [{ id: "a", type: type.call }] });
    expect([weeks.calls, type.calls]).toEqual([1, 1]);
  });

  test("once for each report", async () => {
    const advisor = smallAdvisor([rule("needs", smoking)]);
    const smokes = counting(true);
    await advisor.recommend({ conditions: { smoking: smokes.call } });
    await advisor.recommend({ conditions: { smoking: smokes.call } });
    expect(smokes.calls).toBe(2);
  });

  const { rulebook } = createAdvisor();
  const reached = (fact: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(fact)) return seen;
    seen.add(fact);
    for (const input of rulebook.facts.get(fact)?.inputs ?? []) reached(input, seen);
    return seen;
  };
  const reaches = (from: string, to: string): boolean => reached(from).has(to);
  const readWith = (documents: boolean): Set<string> =>
    new Set(
      rulebook.rules
        .filter((one) => !documents || one.fromDocuments)
        .flatMap(factsReadBy)
        .flatMap((fact) => [...reached(fact)]),
    );
  const checked = [...datedFacts, ...contradictionFacts(rulebook), ...critiqueFacts(rulebook.proposal)].flatMap(
    (fact) => [...reached(fact)],
  );
  const [all, documents] = [readWith(false), readWith(true)];
  const onlyOfAuthorities = [...all].filter((name) => {
    const fact = rulebook.facts.get(name);
    return fact?.scope === "patient" && isCaseFact(fact) && !documents.has(name) && !checked.includes(name);
  });

  test("some facts are read by authorities only", () => {
    expect(onlyOfAuthorities.length).toBeGreaterThan(0);
  });

  test.each(onlyOfAuthorities)("not at all where no evaluated rule needs it: %s", async (name) => {
    const [group = "", key = ""] = name.split(".");
    const counter = counting(null);
    const input = { [group]: { [key]: counter.call }, veins: [{ id: "a" }] };
    await createAdvisor({ evidence: "documents" }).recommend(input);
    expect(counter.calls).toBe(0);
    await createAdvisor().recommend(input);
    expect(counter.calls).toBe(1);
  });

  test("a function is an error where nothing waits for it", () => {
    const input = { conditions: { smoking: () => true } };
    expect(() => createAdvisor().recommendSync(input)).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ code: "case/asynchronous-fact", path: "conditions.smoking" })],
      }),
    );
  });
});
