import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { readFeedback } from "../../src/cds-hooks/schema/feedback.ts";
import { readRequest } from "../../src/cds-hooks/schema/request.ts";
import { caseFromFhir } from "../../src/fhir/index.ts";
import { CaseError } from "../../src/issues/errors.ts";
import type { Issue } from "../../src/issues/issue.ts";
import { embeddedContent, embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { readRulebook } from "../../src/rulebook/load.ts";
import { checkFixture } from "../../src/testing/run-fixture.ts";
import { readProperties } from "../../src/verify/read-properties.ts";

/** More than a call can take as arguments: what hands issues on with `push(...issues)` fails at it. */
const many = 150_000;

const advisor = createAdvisor();
const list = <T>(make: (index: number) => T): T[] => Array.from({ length: many }, (_, index) => make(index));
const record = (value: unknown): Record<string, unknown> =>
  Object.fromEntries(list((index) => [`name${index}`, value]));

function issuesOfCase(input: unknown): readonly Issue[] {
  try {
    advisor.outcomes(input);
  } catch (error) {
    if (error instanceof CaseError) return error.issues;
    throw error;
  }
  return [];
}

const codesOf = (issues: readonly Issue[]): string[] => [...new Set(issues.map(({ code }) => code))];

describe("a case with very many faults is refused with all of them", () => {
  test("veins that are none", () => {
    const issues = issuesOfCase({ veins: list(() => null) });
    expect(issues).toHaveLength(many);
    expect(codesOf(issues)).toEqual(["case/wrong-type"]);
    expect(issues.at(-1)?.path).toMatch(/^veins\[\d+\]$/);
  });

  test("veins with a value out of range", () => {
    const issues = issuesOfCase({ veins: list((index) => ({ id: `v${index}`, diameterMm: -1 })) });
    expect(issues).toHaveLength(many);
    expect(codesOf(issues)).toEqual(["case/out-of-range"]);
    expect(issues.map(({ path }) => path)).toContain(`veins[${many - 1}].diameterMm`);
  });

  test("veins of one id", () => {
    const issues = issuesOfCase({ veins: list(() => ({ id: "a" })) });
    expect(issues).toHaveLength(many - 1);
    expect(codesOf(issues)).toEqual(["case/duplicate-vein-id"]);
  });

  test("veins without an id, beside a wrong fact of the patient", () => {
    const issues = issuesOfCase({ patient: { pregnant: "yes" }, veins: list(() => ({})) });
    expect(codesOf(issues).sort()).toEqual(["case/missing-vein-id", "case/wrong-type"]);
    expect(issues).toHaveLength(many + 1);
  });

  test("functions where none can be", () => {
    const issues = issuesOfCase({ veins: list((index) => ({ id: `v${index}`, type: () => "reticular" })) });
    expect(codesOf(issues)).toEqual(["case/asynchronous-fact"]);
    expect(issues).toHaveLength(many);
  });

  test("unknown keys", () => {
    expect(issuesOfCase({ patient: record(1) })).toHaveLength(many);
    expect(issuesOfCase({ veins: [{ id: "a", ...record(1) }] })).toHaveLength(many);
  });
});

describe("a rule file with very many faults is refused", () => {
  const [rule] = embeddedContent.topics.flatMap(({ rules }) => rules);
  const issuesOfFile = (name: string, json: unknown) => readRulebook([{ name, json }], embeddedContent).issues;
  const issuesOfRule = (more: object) =>
    issuesOfFile("technique.json", { topic: "technique", rules: [{ ...rule, ...more }] });
  const { params } = rule?.event ?? { params: {} };

  // Rows are read one by one: each says what is wrong with it.
  test.each([
    ["slots.json", "slots", "slots.name7"],
    ["statements.json", "statements", "statements.name7"],
  ])("%s with rows that are none", (name, key, path) => {
    const issues = issuesOfFile(name, { [key]: record(1) });
    expect(issues).toHaveLength(many);
    expect(codesOf(issues)).toEqual(["rulebook/wrong-type"]);
    expect(issues.map((issue) => issue.path)).toContain(path);
  });

  test("facts and contradictions that are none", () => {
    const issues = issuesOfFile("vocabulary.json", { facts: record(1), contradictions: list(() => 1) });
    expect(issues).toHaveLength(2 * many);
    expect(issues.map(({ path }) => path)).toContain(`contradictions[${many - 1}]`);
  });

  test("rules that are none", () => {
    expect(issuesOfFile("technique.json", { topic: "technique", rules: list(() => null) })).toHaveLength(many);
  });

  test("conditions that are none", () => {
    expect(issuesOfRule({ conditions: { all: list(() => 1) } })).toHaveLength(many);
  });

  // What is wrong somewhere in a single rule of that size is said of the whole.
  test.each([
    [
      "entries that a rule sets besides",
      { event: { type: "recommendation", params: { ...params, also: list(() => 1) } } },
    ],
    ["rows that a rule cites", { sources: list(() => 1) }],
    ["resolutions that a rule names", { resolution: list(() => null) }],
  ])("%s", (_, more) => {
    expect(issuesOfRule(more)).toMatchObject([{ code: "rulebook/wrong-type", path: "rules[0]" }]);
  });

  test("topics of the manifest, and conditions of the vocabulary", () => {
    const manifest = { ...embeddedContent.manifest, topics: list(() => 1) };
    expect(issuesOfFile("rulebook.json", manifest)).toMatchObject([{ code: "rulebook/wrong-type", path: "" }]);
    const fact = { type: "boolean", scope: "patient", label: "x", derive: { condition: { all: list(() => 1) } } };
    const issues = issuesOfFile("vocabulary.json", { facts: { fact }, contradictions: [] });
    expect(issues).toMatchObject([{ code: "rulebook/wrong-type", path: "facts.fact" }]);
  });

  test("a file of that size with nothing wrong in it is taken", () => {
    const row = { kind: "document", title: "t", publisher: "p", edition: "e", locator: "l" };
    const sources = { ...embeddedContent.sources, ...record(row) };
    expect(issuesOfFile("sources.json", { sources }).map(({ code }) => code)).toEqual(["rulebook/missing-file"]);
  });
});

describe("other files with very many faults are refused", () => {
  test("case fixtures", () => {
    const fixture = { title: "t", case: {}, expect: { asks: list(() => 1) } };
    expect(checkFixture(fixture, "a.json")).toMatchObject([{ code: "fixture/invalid", path: "" }]);
  });

  test("properties", () => {
    const files = [{ name: "p.json", json: { properties: list(() => 1) } }];
    const { issues } = readProperties(files, embeddedRulebook());
    expect(codesOf(issues)).toEqual(["verify/invalid-property"]);
  });

  test.each([
    ["codings of a condition", { resourceType: "Condition", code: { coding: list(() => 1) } }],
    ["issues of a server", { resourceType: "OperationOutcome", issue: list(() => 1) }],
    ["components of an observation", { resourceType: "Observation", status: "final", component: list(() => 1) }],
  ])("%s", (_, resource) => {
    const of = { ...resource, subject: { reference: "Patient/p" } };
    const entry = [{ resource: { resourceType: "Patient", id: "p" } }, { resource: of }];
    const { issues } = caseFromFhir({ resourceType: "Bundle", type: "collection", entry }, { asOf: "2026-11-20" });
    expect(issues).toContainEqual(
      expect.objectContaining({ code: "fhir/wrong-type", path: "Bundle.entry[1].resource" }),
    );
    expect(issues.length).toBeLessThan(3);
  });

  // Only where the caller raises the limit: some hundred thousand findings of one fact, and versions of one resource.
  test.each([
    ["findings", (index: number) => `c${index}`],
    ["versions", () => "c"],
  ])("a record with very many %s is read", { timeout: 300_000 }, (_, idOf) => {
    const coding = [{ system: "http://snomed.info/sct", code: "77386006" }];
    const entry = list((index) => ({
      resource: { resourceType: "Condition", id: idOf(index), subject: { reference: "Patient/p" }, code: { coding } },
    }));
    const patient = { resource: { resourceType: "Patient", id: "p" } };
    const record = { resourceType: "Bundle", type: "collection", entry: [patient, ...entry] };
    const read = caseFromFhir(record, { asOf: "2026-11-20", limits: { resources: 2 * many } });
    expect(read.issues.length).toBeGreaterThan(0);
  });

  test("calls of a service", () => {
    const context = { userId: "Practitioner/1", patientId: "p" };
    const call = { hook: "patient-view", hookInstance: "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", context };
    expect(readRequest({ ...call, prefetch: record(1) }, "patient-view").issues).toMatchObject([
      { code: "cds-hooks/wrong-type", path: "" },
    ]);
    expect(readFeedback({ feedback: list(() => 1) }).issues).toMatchObject([
      { code: "cds-hooks/wrong-type", path: "" },
    ]);
  });
});
