import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { deepFreeze } from "../../src/rulebook/freeze.ts";
import { codes, issuesOf, parser } from "./reading.ts";

const whole = () => ({
  asOf: "2026-11-20",
  patient: { ageYears: 45, pregnant: null, breastfeeding: undefined },
  veins: [{ id: "a", type: "reticular", proposal: { form: "foam" } }, { id: "b" }],
  followUp: { fever: false },
});

describe("the input", () => {
  test("is not touched, and may be frozen", async () => {
    const input = deepFreeze(whole());
    const advisor = createAdvisor();
    advisor.recommendSync(input);
    await advisor.recommend(input);
    advisor.explain(input, "contraindication.pregnancy");
    advisor.whatIf(input, {
      "patient.pregnant": true,
      "veins.a.proposal.form": "liquid",
      "veins.b.proposal.form": "foam",
    });
    expect(input).toEqual(whole());
  });

  test("is not touched when it holds functions", async () => {
    const call = () => false;
    const input = deepFreeze({ patient: { pregnant: call }, followUp: { fever: call } });
    await createAdvisor().recommend(input);
    expect(input.patient.pregnant).toBe(call);
    expect(input.followUp.fever).toBe(call);
  });

  test("is read once: a later change does not reach the parsed case", () => {
    const input = whole();
    const parsed = parser.parse(input);
    input.patient.ageYears = 99;
    expect(parsed.patient.given.get("patient.ageYears")).toBe(45);
  });
});

describe("objects that are no JSON", () => {
  class Patient {
    pregnant = true;
  }
  test.each([
    ["a date", new Date(0)],
    ["a map", new Map([["pregnant", true]])],
    ["a set", new Set(["pregnant"])],
    ["an instance of a class", new Patient()],
    ["a regular expression", /pregnant/],
    ["an error", new Error("pregnant")],
    ["an object that inherits from another", Object.create({ pregnant: true })],
    ["a boxed boolean", Object(true)],
  ])("%s is no group", (_, patient) => {
    expect(codes({ patient })).toEqual(["case/wrong-type patient"]);
    expect(issuesOf({ patient })[0]?.message).toBe("expected an object, received something that is no JSON");
  });

  test("an object without a prototype is one like any other", () => {
    const patient = Object.assign(Object.create(null), { pregnant: true });
    expect(parser.parse({ patient }).patient.given.get("patient.pregnant")).toBe(true);
  });
});

describe("keys that every object has", () => {
  test.each([
    ['{"__proto__": {"patient": {"pregnant": true}}}', "__proto__"],
    ['{"patient": {"__proto__": {"pregnant": true}}}', "patient.__proto__"],
    ['{"patient": {"constructor": {"prototype": {"pregnant": true}}}}', "patient.constructor"],
    ['{"veins": [{"id": "a", "__proto__": {"size": "large"}}]}', "veins[0].__proto__"],
    ['{"veins": [{"id": "a", "proposal": {"toString": "foam"}}]}', "veins[0].proposal.toString"],
    ['{"hasOwnProperty": true}', "hasOwnProperty"],
  ])("%s is an unknown key", (json, path) => {
    expect(codes(JSON.parse(json))).toEqual([`case/unknown-key ${path}`]);
    expect(({} as { pregnant?: unknown }).pregnant).toBeUndefined();
  });

  test("inherited properties are not read", () => {
    const properties = { pregnant: true, patient: { pregnant: true } };
    const inheriting = Object.create(Object.assign(Object.create(null), properties)) as Record<string, unknown>;
    expect(parser.parse(inheriting).patient.given.size).toBe(0);
    expect(parser.parse({ patient: inheriting }).patient.given.size).toBe(0);
  });

  test("properties put into Object.prototype are not read", () => {
    const prototype = Object.prototype as Record<string, unknown>;
    try {
      prototype["patient"] = { pregnant: true };
      prototype["pregnant"] = true;
      expect(parser.parse({}).patient.given.size).toBe(0);
      expect(parser.parse({ patient: {} }).patient.given.size).toBe(0);
    } finally {
      delete prototype["patient"];
      delete prototype["pregnant"];
    }
  });

  test("hidden and symbol keys are not read", () => {
    const patient = Object.defineProperty({ [Symbol("pregnant")]: true }, "pregnant", {
      value: true,
      enumerable: false,
    });
    expect(parser.parse({ patient }).patient.given.size).toBe(0);
  });
});

describe("very deep input", () => {
  const nested = (open: string, close: string, depth: number) => JSON.parse(open.repeat(depth) + close.repeat(depth));

  test("is refused where it gets too deep", () => {
    const lists = { patient: nested("[", "]", 100_000) };
    expect(issuesOf(lists)).toContainEqual({
      code: "case/too-deep",
      severity: "error",
      path: "patient[0][0][0][0][0][0]",
      message: "expected at most 6 levels",
      help: "a case is flat: groups of facts, and a list of veins",
    });
    const objects: unknown = JSON.parse(`${'{"patient":'.repeat(50_000)}{}${"}".repeat(50_000)}`);
    expect(codes(objects)).toContain(`case/too-deep ${Array(7).fill("patient").join(".")}`);
  });

  test("and a circle ends there too", () => {
    const patient: Record<string, unknown> = {};
    patient["patient"] = patient;
    expect(codes({ patient })).toContain(`case/too-deep ${Array(7).fill("patient").join(".")}`);
  });
});

describe("whatever comes in", () => {
  test("is a case or refused with issues; nothing else is thrown", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withSparseArray: true,
        }),
        fc.constantFrom("", "patient", "veins", "asOf", "followUp"),
        fc.boolean(),
        (value, key, redact) => {
          for (const issue of issuesOf(key === "" ? value : { [key]: value }, { redact }))
            expect(issue.code).toMatch(/^case\//);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("functions in place of facts", () => {
  const input = {
    asOf: () => "2026-11-20",
    patient: { pregnant: () => true },
    veins: [{ id: "a", size: () => "large" }],
  };

  test("are refused where nothing can wait for them, each with its path", () => {
    expect(codes(input)).toEqual([
      "case/asynchronous-fact asOf",
      "case/asynchronous-fact patient.pregnant",
      "case/asynchronous-fact veins[0].size",
    ]);
    const advisor = createAdvisor();
    expect(() => advisor.recommendSync(input)).toThrow("expected a value, received a function");
    expect(() => advisor.outcomes(input)).toThrow("expected a value, received a function");
    expect(() => advisor.explain(input, "contraindication.pregnancy")).toThrow("expected a value, received a function");
    expect(() => advisor.whatIf(input, {})).toThrow("expected a value, received a function");
  });

  test("are kept apart from values where they are allowed, and not called", () => {
    let calls = 0;
    const pregnant = () => {
      calls += 1;
      return true;
    };
    const { patient } = parser.parse({ patient: { pregnant } }, { allowFunctions: true });
    expect(patient.given.has("patient.pregnant")).toBe(false);
    expect(patient.deferred.get("patient.pregnant")).toBe(pregnant);
    expect(calls).toBe(0);
  });

  test("cannot stand for a group, a list, an id or an unknown key", () => {
    const allowed = { allowFunctions: true };
    expect(codes({ patient: () => ({}) }, allowed)).toEqual(["case/wrong-type patient"]);
    expect(codes({ veins: () => [] }, allowed)).toEqual(["case/wrong-type veins"]);
    expect(codes({ veins: [{ id: () => "a" }] }, allowed)).toEqual(["case/wrong-type veins[0].id"]);
    expect(codes({ patient: { pregnat: () => true } }, allowed)).toEqual(["case/unknown-key patient.pregnat"]);
  });
});
