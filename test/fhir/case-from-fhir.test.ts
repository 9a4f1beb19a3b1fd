import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { type CaseFromFhirOptions, caseFromFhir, type ReadCase } from "../../src/fhir/case-from-fhir.ts";
import { questionnaireResponse } from "../../src/fhir/write/questionnaire-response.ts";
import { AdapterError } from "../../src/issues/errors.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { createRandomCases } from "../support/random-case.ts";
import { type FhirFixture, fhirFixtures } from "./read/fixtures.ts";

describe("the rules of reading", () => {
  test.each(fhirFixtures)("$name: $fixture.title", ({ fixture }) => {
    const read = caseFromFhir(fixture.input, fixture.options);
    expect(read.case).toEqual(fixture.expect.case);
    expect(read.origins).toEqual(fixture.expect.origins);
    expect(read.issues.map(({ code, path }) => ({ code, path }))).toEqual(fixture.expect.issues);
    if (fixture.expect.absence !== undefined) expect(read.absence).toMatchObject(fixture.expect.absence);
  });
});

const advisor = createAdvisor();
const asOf = "2026-11-20";
const fixtureNamed = (name: string): FhirFixture => {
  const found = fhirFixtures.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found.fixture;
};

describe("the report of a record", () => {
  const { input, options } = fixtureNamed("warfarin-old-pregnancies-migraine-without-aura--anticoagulant");
  const read = caseFromFhir(input, options);
  const report = advisor.recommendSync(read.case, read);

  test("names the resources that its reasons rest on", () => {
    const reasons = report.recommendations.flatMap(({ because }) => because);
    const anticoagulant = reasons.filter(({ fact }) => fact === "medications.anticoagulant");
    expect(anticoagulant.length).toBeGreaterThan(0);
    for (const { origin } of anticoagulant) expect(origin).toMatchObject({ resource: "MedicationRequest/m1" });
  });

  test("asks what the record leaves open, and takes none of it for false", () => {
    const asked = report.questions.map(({ fact }) => fact);
    expect(asked).toContain("patient.pregnant");
    expect(asked).toContain("conditions.migraineWithAura");
    expect(report.eligibility.couldBecome).not.toBeNull();
  });

  test("repeats the issues of the reading", () => {
    expect(report.issues).toEqual(read.issues);
    expect(report.issues.map(({ code }) => code)).toEqual(["fhir/implausible"]);
  });

  test("shows that absence was assumed, and by whom", () => {
    const absent = fixtureNamed("absence-stated--false");
    const assumed = caseFromFhir(absent.input, absent.options);
    expect(assumed.originOf("medications.minocycline", { kind: "patient" })).toEqual({
      absenceOf: ["MedicationRequest", "MedicationStatement"],
      statedBy: "caller",
    });
    const repeated = advisor.recommendSync(assumed.case, assumed).issues[0];
    expect(repeated?.code).toBe("fhir/absence-assumed");
    expect(repeated?.message).toContain("`medications.minocycline`");
  });

  test("an origin is null for what the caller gave", () => {
    expect(read.originOf("clinic.jurisdiction", { kind: "patient" })).toBeNull();
    expect(read.originOf("vein.type", { kind: "vein", id: "none" })).toBeNull();
  });
});

describe("every fixture", () => {
  test.each(fhirFixtures)("$name: parses, reports, and neither holds nor changes its input", ({ fixture }) => {
    const before = structuredClone(fixture.input);
    const read = caseFromFhir(fixture.input, fixture.options);
    expect(fixture.input).toEqual(before);
    expect(() => advisor.recommendSync(read.case, read)).not.toThrow();
    expect(JSON.parse(JSON.stringify(read.case))).toEqual(read.case);
    for (const part of [read, read.case, read.origins, read.issues, read.counts, read.absence])
      expect(Object.isFrozen(part)).toBe(true);
  });

  test.each(fhirFixtures)("$name: the order of a collection does not matter", ({ fixture }) => {
    const input = fixture.input as { type?: string; entry?: unknown[] };
    // In a history the order tells the versions; veins keep the order of their conditions.
    if (input.type === "history" || input.entry === undefined) return;
    const turned = caseFromFhir({ ...input, entry: [...input.entry].reverse() }, fixture.options);
    const read = caseFromFhir(input, fixture.options);
    expect({ ...turned.case, veins: 0 }).toEqual({ ...read.case, veins: 0 });
    const codes = (one: ReadCase): string[] => one.issues.map(({ code }) => code).sort();
    expect(codes(turned)).toEqual(codes(read));
  });

  test("stands in docs/fhir.md, and every record named there exists", () => {
    const docs = readFileSync("docs/fhir.md", "utf8");
    const named = [...docs.matchAll(/`([a-z0-9-]+--[a-z0-9-]+)`/g)].map(([, name]) => name);
    expect([...new Set(named)].sort()).toEqual(fhirFixtures.map(({ name }) => name).sort());
  });
});

describe("options are the programmer's", () => {
  const pathsOf = (options: unknown): string[] => {
    try {
      caseFromFhir([], options as CaseFromFhirOptions);
      return [];
    } catch (error) {
      if (error instanceof AdapterError) return error.issues.map(({ path }) => path);
      throw error;
    }
  };

  test.each<[string, unknown, string[]]>([
    ["none", undefined, ["options.asOf"]],
    ["no date", { asOf: "today" }, ["options.asOf"]],
    ["an impossible date", { asOf: "2026-02-30" }, ["options.asOf"]],
    ["a type that holds no facts", { asOf, absenceMeansFalse: ["Patient"] }, ["options.absenceMeansFalse[0]"]],
    ["absence as a flag", { asOf, absenceMeansFalse: true }, ["options.absenceMeansFalse"]],
    [
      "limits of nothing",
      { asOf, limits: { resources: 0, depth: 1.5 } },
      ["options.limits.resources", "options.limits.depth"],
    ],
    ["a patient that is no reference", { asOf, patient: 3 }, ["options.patient"]],
    ["a date of answers that is none", { asOf, questionnaire: { since: "lately" } }, ["options.questionnaire.since"]],
    ["a base with a wrong type", { asOf, base: { patient: { pregnant: "yes" } } }, ["options.base.patient.pregnant"]],
    ["a base with an unknown key", { asOf, base: { patient: { colour: 1 } } }, ["options.base.patient.colour"]],
    ["a base with another asOf", { asOf, base: { asOf: "2020-01-01" } }, ["options.base.asOf"]],
    ["a base that is no object", { asOf, base: [] }, ["options.base"]],
    [
      "a session after asOf",
      { asOf, base: { previousSession: { date: "2027-01-01" } } },
      ["options.base.previousSession.date"],
    ],
    ["a misspelt option", { asOf, absenceMeansFals: [] }, ["options.absenceMeansFals"]],
    ["a misspelt limit", { asOf, limits: { resource: 5 } }, ["options.limits.resource"]],
    ["a misspelt key of the questionnaire", { asOf, questionnaire: { uri: "x" } }, ["options.questionnaire.uri"]],
    ["a rulebook that is its files", { asOf, rulebook: [] }, ["options.rulebook"]],
    ["codes that are a text", { asOf, codes: "all" }, ["options.codes"]],
    ["limits that are null", { asOf, limits: null }, ["options.limits"]],
    ["a text", "2026-11-20", ["options.asOf", "options"]],
    ["all at once", { patient: 1, base: 2 }, ["options.asOf", "options.patient", "options.base"]],
  ])("%s", (_name, options, paths) => {
    expect(pathsOf(options)).toEqual(paths);
  });

  test("a misspelt option is told with the nearest name", () => {
    const read = () => caseFromFhir([], { asOf, absenceMeansFals: [] } as CaseFromFhirOptions);
    expect(read).toThrow(
      expect.objectContaining({
        issues: [expect.objectContaining({ code: "fhir/wrong-type", help: "did you mean `absenceMeansFalse`?" })],
      }),
    );
  });

  test("a limit that is left out has its default", () => {
    expect(pathsOf({ asOf, limits: { resources: undefined, depth: 2 } })).toEqual([]);
  });

  test("the caller's base is copied and stays open to change", () => {
    const base = { clinic: { jurisdiction: "DE" }, veins: [{ id: "v", proposal: { form: "foam" } }] };
    const read = caseFromFhir([], { asOf, base });
    expect(read.case).toEqual({ asOf, ...base });
    expect(Object.isFrozen(base.veins[0]?.proposal)).toBe(false);
  });
});

test("a case that is written as answers is read back as it was", () => {
  const rulebook = embeddedRulebook();
  const cases = createRandomCases(rulebook);
  for (let seed = 1; seed <= 200; seed += 1) {
    const facts = { ...cases.make(seed), asOf };
    const read = caseFromFhir([questionnaireResponse(facts, rulebook)], { asOf });
    expect(filled(read.case), `seed ${seed}`).toEqual(filled(facts));
  }
});

/** A case without empty groups: they say nothing, but that there is a follow-up. */
function filled(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((part) => filled(part)).filter((_part, _index, list) => list.length > 0);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, part]) => {
    const inner = filled(part, name);
    const isEmpty = typeof inner === "object" && inner !== null && Object.keys(inner).length === 0;
    return inner === undefined || (isEmpty && name !== "followUp") || (inner === null && isGroup(name, key))
      ? []
      : [[name, inner]];
  });
  return Object.fromEntries(entries);
}

function isGroup(name: string, within: string): boolean {
  return within === "" && ["veins", "followUp", "proposal"].includes(name);
}
