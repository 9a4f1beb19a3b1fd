import { Engine } from "json-rules-engine";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { createProgram } from "../../src/advisor/run.ts";
import { createCaseParser } from "../../src/case/parse.ts";
import { prepareEngine } from "../../src/evaluate/json-rules-engine.ts";
import { outcomeName } from "../../src/evaluate/outcome.ts";
import { FactStore } from "../../src/facts/store.ts";
import { patientSubject } from "../../src/facts/subject.ts";
import { CaseError } from "../../src/issues/errors.ts";
import { type Cell, unknownCell } from "../../src/logic/cell.ts";
import type { Condition } from "../../src/logic/condition.ts";
import type { Rule } from "../../src/rulebook/rule.ts";
import { withLateFacts } from "../support/late-facts.ts";
import { refusals } from "../support/loading.ts";
import { createRandomCases, randomFrom } from "../support/random-case.ts";
import { always, leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

// One group for each behaviour of json-rules-engine that must not reach a clinician, by its number in the list of hazards.

/** A rule that no loader has seen, straight on the engine. */
async function onEngine(conditions: unknown, cells: Readonly<Record<string, Cell>>) {
  const unchecked = {
    ...rule("unchecked", always),
    topic: "technique",
    fromDocuments: true,
    stage: 0,
    conditions,
  } as Rule;
  const engine = prepareEngine({ scope: "patient", stage: 0, rules: [unchecked] });
  return [...(await engine.evaluate((fact) => cells[fact] ?? unknownCell))].map(outcomeName);
}

function caseIssues(input: unknown): { code: string; path: string }[] {
  try {
    createAdvisor().recommendSync(input);
    return [];
  } catch (error) {
    if (!(error instanceof CaseError)) throw error;
    return error.issues.map(({ code, path }) => ({ code, path }));
  }
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("H1: a path in a rule reaches code that evaluates it", () => {
  const hostile = { ...leaf("conditions.smoking"), path: "$..[?(@.constructor.constructor('return 1')())]" };

  test("a rule with a path is refused at load", () => {
    expect(refusals([rule("h1", { all: [hostile] })])).toEqual([
      { code: "rulebook/unknown-key", path: "rules[0].conditions.all[0].path" },
    ]);
  });

  test("an engine that is given a path all the same refuses to resolve it", async () => {
    await expect(onEngine({ all: [hostile] }, {})).rejects.toThrow("paths are not part of a rule");
  });

  test("parameters, priorities and named conditions are refused at load", () => {
    expect(
      refusals([rule("h1", { all: [{ ...leaf("conditions.smoking"), params: {}, priority: 2 } as Condition] })]),
    ).toEqual([
      { code: "rulebook/unknown-key", path: "rules[0].conditions.all[0].params" },
      { code: "rulebook/unknown-key", path: "rules[0].conditions.all[0].priority" },
    ]);
    expect(refusals([rule("h1", { all: [{ condition: "named" } as unknown as Condition] })])).toContainEqual({
      code: "rulebook/unknown-key",
      path: "rules[0].conditions.all[0].condition",
    });
  });
});

describe("H2: runs that overlap on one engine lose rules", () => {
  test("50 concurrent calls with facts that come late answer as the compiled rulebook does", async () => {
    const advisor = createAdvisor();
    const cases = createRandomCases(advisor.rulebook);
    const seeds = Array.from({ length: 50 }, (_, index) => index + 1);
    const inputs = seeds.map((seed) => cases.make(seed, { veins: 2, followUp: true }));
    const answers = await Promise.all(
      inputs.map((input, index) => advisor.recommend(withLateFacts(input, randomFrom(index)))),
    );
    const differing = seeds.filter(
      (_, index) => JSON.stringify(answers[index]) !== JSON.stringify(advisor.recommendSync(inputs[index])),
    );
    expect(differing).toEqual([]);
    expect(answers.every(({ complete }) => complete)).toBe(true);
  });

  test("of the engines that a burst of calls needs only a few are kept", async () => {
    const conditions = { all: [leaf("conditions.smoking")] };
    const checked = { ...rule("one", conditions), topic: "technique", fromDocuments: true, stage: 0 } as Rule;
    const prepared = prepareEngine({ scope: "patient", stage: 0, rules: [checked] });
    const used = new Set<Engine>();
    const run = Engine.prototype.run;
    vi.spyOn(Engine.prototype, "run").mockImplementation(function (this: Engine, ...given) {
      used.add(this);
      return run.apply(this, given);
    });
    const burst = async (): Promise<number> => {
      const before = used.size;
      await Promise.all(Array.from({ length: 50 }, () => prepared.evaluate(() => true)));
      return used.size - before;
    };
    expect(await burst()).toBe(50);
    // Sixteen were kept, the others are made anew.
    expect(await burst()).toBe(34);
  });

  test("a rule that the engine loses all the same is failed, the others go on", async () => {
    const run = Engine.prototype.run;
    vi.spyOn(Engine.prototype, "run").mockImplementation(async function (this: Engine, ...given) {
      const result = await run.apply(this, given);
      return { ...result, results: result.results.filter(({ name }) => name !== "lost") };
    });
    // The rule has conditions of its own: the engine is asked once for rules that share theirs.
    const itsOwn = { all: [always, always] };
    const advisor = smallAdvisor([rule("lost", itsOwn, { slot: "eligibility", value: "defer" }), rule("kept", always)]);
    const report = await advisor.recommend({});
    expect(report.complete).toBe(false);
    expect(report.recommendations.map(({ id }) => id)).toEqual(["kept"]);
    // What the lost rule would have said is still possible.
    expect(report.eligibility).toEqual({ decision: "proceed", couldBecome: "defer", because: [] });
  });

  test("rules that share their conditions are one rule to the engine, and each has its outcome", async () => {
    const addRule = vi.spyOn(Engine.prototype, "addRule");
    const smokes = { all: [leaf("conditions.smoking")] };
    const same = structuredClone(smokes);
    const advisor = smallAdvisor([rule("first", smokes), rule("other", { not: smokes }), rule("second", same)]);
    const said = async (smoking: boolean | null) =>
      (await advisor.recommend({ conditions: { smoking } })).recommendations;
    expect((await said(true)).map(({ id }) => id)).toEqual(["first", "second"]);
    expect((await said(false)).map(({ id }) => id)).toEqual(["other"]);
    expect(await said(null)).toEqual([]);
    expect(addRule).toHaveBeenCalledTimes(2);
  });
});

describe("H3: `not` fires on absent facts", () => {
  const conditions: Condition = { not: leaf("conditions.smoking") };
  const { rulebook } = smallAdvisor([rule("h3", conditions)]);
  const program = createProgram(rulebook, "all");
  const parser = createCaseParser(rulebook);

  test.each<[string, unknown, string]>([
    ["absent", {}, "cannot-tell"],
    ["null", { conditions: { smoking: null } }, "cannot-tell"],
    ["false", { conditions: { smoking: false } }, "applies"],
    ["true", { conditions: { smoking: true } }, "does-not-apply"],
  ])("`not` on a fact that is %s: both evaluators agree", async (_name, input, outcome) => {
    const compiled = program.run(new FactStore(rulebook, parser.parse(input)));
    const engine = await program.runOnEngine(new FactStore(rulebook, parser.parse(input)));
    expect(compiled.outcomes.get("h3", patientSubject)).toBe(outcome);
    expect(engine.outcomes.get("h3", patientSubject)).toBe(outcome);
  });

  test.each(["notEqual", "notIn", "doesNotContain", "contains"])(
    "%s is refused at load, with `not` as the way out",
    (operator) => {
      expect(refusals([rule("h3", leaf("conditions.smoking", true, operator as "equal"))])).toEqual([
        { code: "rulebook/negative-operator", path: "rules[0].conditions.all[0].operator" },
      ]);
    },
  );
});

test.each(["all", "any"])("H4: an empty `%s` would be true for everyone: refused at load", (key) => {
  expect(refusals([rule("h4", { [key]: [] } as unknown as Condition)])).toEqual([
    { code: "rulebook/empty-list", path: `rules[0].conditions.${key}` },
  ]);
});

describe("H5: a condition with two boolean keys keeps one silently", () => {
  test("refused at load", () => {
    const both = { all: [leaf("conditions.smoking")], any: [leaf("patient.pregnant")] } as Condition;
    expect(refusals([rule("h5", both)])).toEqual([
      { code: "rulebook/ambiguous-condition", path: "rules[0].conditions" },
    ]);
  });

  test("a key that is none is refused too", () => {
    const stray = { all: [leaf("conditions.smoking")], some: [] } as Condition;
    expect(refusals([rule("h5", stray)])).toEqual([{ code: "rulebook/unknown-key", path: "rules[0].conditions.some" }]);
  });
});

describe("H6: an unknown operator takes down the rules after it", () => {
  test("refused at load", () => {
    expect(refusals([rule("h6", leaf("patient.ageYears", 18, "atLeast" as "equal"))])).toEqual([
      { code: "rulebook/unknown-operator", path: "rules[0].conditions.all[0].operator" },
    ]);
  });

  test("one bad rule is refused alone: the issues name no other", () => {
    const paths = refusals([rule("good", always), rule("bad", leaf("no.such.fact")), rule("fine", always)]).map(
      ({ path }) => path,
    );
    expect(paths).toEqual(["rules[1].conditions.all[0].fact"]);
  });
});

describe("H7: numbers are read out of strings", () => {
  test.each<[string, unknown, string, string]>([
    ["a string for a number", { patient: { ageYears: "3" } }, "case/wrong-type", "patient.ageYears"],
    ["a number for a boolean", { patient: { pregnant: 1 } }, "case/wrong-type", "patient.pregnant"],
    ["a string with a unit", { veins: [{ id: "a", diameterMm: "3 mm" }] }, "case/wrong-type", "veins[0].diameterMm"],
    ["a number for a code", { veins: [{ id: "a", type: 3 }] }, "case/wrong-type", "veins[0].type"],
  ])("%s is refused", (_name, input, code, path) => {
    expect(caseIssues(input)).toEqual([{ code, path }]);
  });

  test("a string for a number in a rule is refused at load", () => {
    expect(refusals([rule("h7", leaf("patient.ageYears", "18", "lessThan"))])).toEqual([
      { code: "rulebook/value-does-not-fit", path: "rules[0].conditions.all[0].value" },
    ]);
  });

  test("`in` with a text instead of a list is refused at load", () => {
    expect(refusals([rule("h7", leaf("clinic.jurisdiction", "US", "in"))])).toEqual([
      { code: "rulebook/value-does-not-fit", path: "rules[0].conditions.all[0].value" },
    ]);
  });

  test("the engine knows no operator but the library's own", async () => {
    for (const operator of ["notEqual", "notIn", "contains", "doesNotContain"])
      await expect(onEngine({ all: [leaf("a", "x", operator as "equal")] }, { a: "x" })).rejects.toThrow(/operator/i);
  });

  test("the library's operators do not coerce either", async () => {
    expect(await onEngine({ all: [leaf("a", 3)] }, { a: "3" })).toEqual(["does-not-apply"]);
  });
});

test("H8: the order of results does not depend on the timing of facts", async () => {
  const advisor = createAdvisor();
  const input = createRandomCases(advisor.rulebook).make(7, { unknownShare: 0.1, veins: 3, followUp: true });
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map(async (seed) =>
      JSON.stringify(await advisor.recommend(withLateFacts(input, randomFrom(seed)))),
    ),
  );
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toBe(JSON.stringify(advisor.recommendSync(input)));
});

describe("H9: traces hold the caller's own objects", () => {
  const advisor = smallAdvisor([rule("h9", leaf("clinic.jurisdiction", ["US", "UK"], "in"), {}, { scope: "patient" })]);
  const input = { clinic: { jurisdiction: "US" } };

  test.each(["recommend", "recommendSync"] as const)(
    "%s: reasons are copies, frozen, and the input is not touched",
    async (call) => {
      const before = structuredClone(input);
      const [reason] = (await advisor[call](input)).recommendations[0]?.because ?? [];
      expect(reason).toMatchObject({ fact: "clinic.jurisdiction", expected: ["US", "UK"], found: "US" });
      expect([reason, reason?.expected].every(Object.isFrozen)).toBe(true);
      expect(input).toEqual(before);
      expect(Object.isFrozen(input.clinic)).toBe(false);
    },
  );

  test.each(["recommend", "recommendSync"] as const)(
    "%s: an origin is copied, the caller's own stays as it was",
    async (call) => {
      const origin = { resource: "Observation/1", coding: [{ code: "1" }] };
      const report = await advisor[call](input, { originOf: () => origin });
      origin.resource = "Observation/2";
      origin.coding.push({ code: "2" });
      expect(report.recommendations[0]?.because[0]?.origin).toEqual({
        resource: "Observation/1",
        coding: [{ code: "1" }],
      });
    },
  );

  test("a frozen case is answered", () => {
    const frozen = Object.freeze({ clinic: Object.freeze({ jurisdiction: "US" }) });
    expect(advisor.recommendSync(frozen).recommendations).toHaveLength(1);
  });
});

describe("H10: names, events and inherited properties", () => {
  test("a rule name that stands twice is refused at load, in one file and over two", () => {
    expect(refusals([rule("twice", always), rule("twice", always)])).toEqual([
      { code: "rulebook/duplicate-rule-name", path: "rules[1].name" },
    ]);
  });

  test.each(["error", "success", "failure"])("the event type `%s` is refused at load", (type) => {
    const odd = { ...rule("odd", always), event: { type, params: { strength: "must", summary: "Odd" } } };
    expect(refusals([odd])).toEqual([{ code: "rulebook/not-in-list", path: "rules[0].event.type" }]);
  });

  test("inherited properties are no facts", () => {
    const heir = (parent: object): object => Object.create(parent, { ageYears: { value: 40, enumerable: true } });
    expect(caseIssues({ patient: heir({ pregnant: true }) })).toEqual([{ code: "case/wrong-type", path: "patient" }]);
    const bare = heir(Object.assign(Object.create(null), { pregnant: true }));
    expect(createAdvisor().outcomes({ patient: bare })["contraindication.pregnancy"]).toBe("cannot-tell");
  });

  test("what is put on the prototype of all objects is no fact", () => {
    const everyone = Object.prototype as Record<string, unknown>;
    everyone["pregnant"] = true;
    try {
      expect(createAdvisor().outcomes({ patient: {} })["contraindication.pregnancy"]).toBe("cannot-tell");
    } finally {
      delete everyone["pregnant"];
    }
  });

  test("a key `__proto__` is an unknown key", () => {
    const input: unknown = JSON.parse('{ "patient": { "__proto__": { "pregnant": true } } }');
    expect(caseIssues(input)).toEqual([{ code: "case/unknown-key", path: "patient.__proto__" }]);
  });
});
