import type { DetectedIssue, GuidanceResponse, RequestGroup, Task } from "fhir/r4.js";
import { describe, expect, test } from "vitest";
import { createAdvisorFor } from "../../../src/advisor/advisor.ts";
import type { Subject } from "../../../src/facts/subject.ts";
import { caseFromFhir } from "../../../src/fhir/case-from-fhir.ts";
import { carePlan } from "../../../src/fhir/write/care-plan.ts";
import { compact } from "../../../src/fhir/write/compact.ts";
import { fhirDateTime } from "../../../src/fhir/write/date-time.ts";
import { critiqueKeys, detectedIssues } from "../../../src/fhir/write/detected-issues.ts";
import { referencesOf } from "../../../src/fhir/write/evidence.ts";
import { guidanceResponse } from "../../../src/fhir/write/guidance-response.ts";
import { operationOutcome } from "../../../src/fhir/write/operation-outcome.ts";
import { reportBundle } from "../../../src/fhir/write/report-bundle.ts";
import { requestGroup } from "../../../src/fhir/write/request-group.ts";
import type { Issue } from "../../../src/issues/issue.ts";
import type { Report } from "../../../src/report/report.ts";
import { embeddedRulebook } from "../../../src/rulebook/embedded.ts";
import { findings } from "../../support/fhir-validator.ts";
import { createRandomCases } from "../../support/random-case.ts";
import { expectNothingIsLost, identifierOf, inBundle } from "./written.ts";

const rulebook = embeddedRulebook();
const advisor = createAdvisorFor(rulebook, "all");
const subject = "Patient/one";
/** A case in which every fact is known and nothing is wrong: no answer is missing. */
const known = createRandomCases(rulebook).make(4, { unknownShare: 0, veins: 1, followUp: false });

function actionsOf({ action = [] }: RequestGroup) {
  return action.flatMap(({ action: inner = [] }) => inner);
}

function byKey(issues: readonly DetectedIssue[], key: string): DetectedIssue | undefined {
  return issues.find((issue) => identifierOf(issue) === key);
}

describe("a GuidanceResponse", () => {
  test("is data-required while an answer could change eligibility: nothing known is not nothing that applies", () => {
    const response = guidanceResponse(advisor.recommendSync({}), rulebook, { subject });
    expect(response).toMatchObject({ status: "data-required", subject: { reference: subject } });
    expect(response.dataRequirement?.length).toBeGreaterThan(0);
    expect(response.occurrenceDateTime).toBeUndefined();
    expect(response.evaluationMessage).toBeUndefined();
  });

  test("is success where no question is left", () => {
    const report = advisor.recommendSync(known);
    expect(report.questions).toEqual([]);
    const response = guidanceResponse(report, rulebook, { subject });
    expect(response).toMatchObject({ status: "success", occurrenceDateTime: fhirDateTime(report.asOf) });
    expect(response.dataRequirement).toBeUndefined();
  });

  test("is success with questions that change neither eligibility nor triage, and still asks them", () => {
    const report = advisor.recommendSync(known);
    const question = (slot: string): Report["questions"][number] => ({
      fact: "patient.deskJob",
      ask: "Is it a desk job?",
      couldChange: [{ slot, to: "required" }],
    });
    const asking = (slot: string) => guidanceResponse({ ...report, questions: [question(slot)] }, rulebook);
    expect(asking("ultrasound")).toMatchObject({
      status: "success",
      dataRequirement: [{ type: "QuestionnaireResponse" }],
    });
    expect(asking("eligibility").status).toBe("data-required");
    expect(asking("triage").status).toBe("data-required");
  });

  test("of an incomplete report is data-required, with an error among its messages", async () => {
    const report = await advisor.recommend({
      ...known,
      patient: { ...(known["patient"] as object), pregnant: () => Promise.reject(new Error("no connection")) },
    });
    expect(report.complete).toBe(false);
    const response = guidanceResponse(report, rulebook, { subject });
    expect(response.status).toBe("data-required");
    expect(response.evaluationMessage).toEqual([{ reference: "#messages" }]);
    const [messages] = response.contained ?? [];
    expect(messages).toMatchObject({
      resourceType: "OperationOutcome",
      issue: expect.arrayContaining([expect.objectContaining({ severity: "error", code: "incomplete" })]),
    });
    expect(findings(response)).toEqual([]);
  });

  test("names the rulebook with its version, by URI or as a canonical, under the caller's base", () => {
    const report = advisor.recommendSync({});
    const url = `https://sclerotherapy-cds.example/PlanDefinition/sclerotherapy|${rulebook.version}`;
    expect(guidanceResponse(report, rulebook).moduleUri).toBe(url);
    const canonical = guidanceResponse(report, rulebook, { module: "canonical", base: "https://vein.example.org/" });
    expect(canonical.moduleUri).toBeUndefined();
    expect(canonical.moduleCanonical).toBe(`https://vein.example.org/PlanDefinition/sclerotherapy|${rulebook.version}`);
  });

  test("says what to fetch for a question where code lists are given: a filter only where all its codes can be listed", () => {
    const code = { system: "loinc", code: "82810-3", display: "Pregnancy status" };
    const family = { system: "icd10cm", code: "O09.-", display: "High-risk pregnancy" };
    const codes = {
      systems: {
        loinc: { title: "LOINC", url: "http://loinc.org", version: "1" },
        icd10cm: { title: "ICD-10-CM", url: "http://hl7.org/fhir/sid/icd-10-cm", version: "1" },
      },
      facts: [
        {
          fact: "patient.pregnant",
          readings: [
            { resource: "Observation", codes: [code], answers: [] },
            { resource: "Condition", time: "current", codes: [family], gives: true },
          ],
        },
      ],
    } as const;
    const response = guidanceResponse(advisor.recommendSync({}), rulebook, { codes });
    const asked = response.dataRequirement?.filter(({ extension = [] }) =>
      extension[0]?.extension?.some(({ valueString }) => valueString === "patient.pregnant"),
    );
    expect(asked?.map(({ type, codeFilter }) => ({ type, codeFilter }))).toEqual([
      { type: "QuestionnaireResponse", codeFilter: undefined },
      {
        type: "Observation",
        codeFilter: [
          { path: "code", code: [{ system: "http://loinc.org", code: "82810-3", display: "Pregnancy status" }] },
        ],
      },
      { type: "Condition", codeFilter: undefined },
    ]);
    expect(findings(response)).toEqual([]);
  });

  test("contains its recommendations, or refers to those that the caller names", () => {
    const report = advisor.recommendSync({});
    expect(guidanceResponse(report, rulebook).result).toEqual({ reference: "#recommendations" });
    const referring = guidanceResponse(report, rulebook, { result: "RequestGroup/one" });
    expect(referring.result).toEqual({ reference: "RequestGroup/one" });
    expect(referring.contained).toBeUndefined();
  });
});

describe("a RequestGroup", () => {
  const report = advisor.recommendSync({ patient: { pregnant: true }, followUp: { shortnessOfBreath: true } });
  const group = requestGroup(report, rulebook, { subject });

  test("proposes and orders nothing: draft, proposal, nobody has to take all of it", () => {
    expect(group).toMatchObject({ status: "draft", intent: "proposal", subject: { reference: subject } });
    for (const action of group.action ?? []) expect(action.selectionBehavior).toBe("any");
    for (const { requiredBehavior } of actionsOf(group))
      expect(["must-unless-documented", "could"]).toContain(requiredBehavior);
  });

  test("gives each action its strength, its reasons, its sources and a proposed task", () => {
    const action = actionsOf(group).find(
      ({ code = [] }) => code[0]?.coding?.[0]?.code === "contraindication.pregnancy",
    );
    expect(action).toMatchObject({
      prefix: "must",
      title: "Defer elective sclerotherapy until after the pregnancy",
      textEquivalent: "Defer elective sclerotherapy until after the pregnancy, because the patient is pregnant",
      priority: "routine",
      requiredBehavior: "must-unless-documented",
      precheckBehavior: "yes",
    });
    const rule = rulebook.ruleByName.get("contraindication.pregnancy");
    expect(action?.documentation?.map(({ label }) => label)).toEqual([
      ...(rule?.sources ?? []),
      ...(rule?.resolution ?? []),
    ]);
    const task = group.contained?.find(({ id }) => `#${id}` === action?.resource?.reference) as Task | undefined;
    expect(task).toMatchObject({
      status: "draft",
      intent: "proposal",
      reasonCode: { text: "the patient is pregnant" },
      identifier: [{ value: "contraindication.pregnancy" }],
      for: { reference: subject },
    });
    expect(task?.input).toContainEqual(expect.objectContaining({ valueString: "defer" }));
  });

  test("is as urgent as triage says, which for an emergency is at once", () => {
    expect(report.triage?.level).toBe("emergency");
    expect(group.priority).toBe("stat");
    expect(actionsOf(group).filter(({ priority }) => priority === "stat").length).toBe(
      report.recommendations.filter(({ slot, value }) => slot === "triage" && value === "emergency").length,
    );
    expect(requestGroup(advisor.recommendSync({}), rulebook).priority).toBe("routine");
  });

  test("groups by topic in the order of the report, or by whom the actions concern", () => {
    const two = advisor.recommendSync({
      veins: [
        { id: "a", type: "reticular" },
        { id: "b", type: "telangiectasia" },
      ],
    });
    const active = two.recommendations.filter(({ status }) => status === "active");
    expect(requestGroup(two, rulebook).action?.map(({ code = [] }) => code[0]?.coding?.[0]?.code)).toEqual([
      ...new Set(active.map(({ topic }) => topic)),
    ]);
    const titles = requestGroup(two, rulebook, { groupBy: "subject" }).action?.map(({ title }) => title);
    expect([...(titles ?? [])].sort()).toEqual(["Patient", "Vein a", "Vein b"]);
  });

  test("says of what was overruled by what, unless that is not wanted", () => {
    const overruled = report.recommendations.find(({ status }) => status === "superseded");
    expect(group.note).toContainEqual({
      text: `\`${overruled?.id}\`, "${overruled?.summary}": overruled by \`${overruled?.supersededBy?.id}\` (${overruled?.supersededBy?.policy})`,
    });
    expect(actionsOf(group).map(({ title }) => title)).not.toContain(overruled?.summary);
    expect(requestGroup(report, rulebook, { overruled: false }).note).toBeUndefined();
  });
});

describe("DetectedIssues", () => {
  const originOf = (fact: string, of: Subject): unknown =>
    fact === "patient.pregnant" && of.kind === "patient"
      ? {
          resource: "Condition/17",
          code: { system: "http://snomed.info/sct", code: "77386006", display: "Pregnant" },
          also: ["Observation/18"],
        }
      : null;
  const report = advisor.recommendSync(
    {
      asOf: "2026-11-20",
      patient: { pregnant: true },
      conditions: { migraineWithAura: true },
      allergies: { polidocanol: true },
      veins: [{ id: "a", type: "reticular", proposal: { agent: "polidocanol", form: "liquid" } }],
    },
    { originOf },
  );

  test("weigh as the levels of the rulebook do, whether a stricter finding decides or not", () => {
    const issues = detectedIssues(report, rulebook, { subject });
    const pregnancy = byKey(issues, "contraindication.pregnancy");
    expect(pregnancy).toMatchObject({
      status: "preliminary",
      severity: "high",
      patient: { reference: subject },
      identifiedDateTime: "2026-11-20",
      reference: "https://sclerotherapy-cds.example/PlanDefinition/sclerotherapy#contraindication.pregnancy",
    });
    const caution = report.recommendations.find(({ id }) => id === "caution.migraine-with-aura");
    expect(caution?.status).toBe("superseded");
    const found = byKey(issues, "caution.migraine-with-aura");
    expect(found?.severity).toBe("moderate");
    expect(found?.detail).toContain(`A stricter finding decides: ${caution?.supersededBy?.id}.`);
    const agent = report.recommendations.find(
      ({ slot, value }) => slot === "agent.polidocanol" && value === "contraindicated",
    );
    expect(byKey(issues, agent?.id ?? "")?.severity).toBe("high");
  });

  test("show what decided, with the code and the resources that it was read from", () => {
    const { evidence } = byKey(detectedIssues(report, rulebook), "contraindication.pregnancy") ?? {};
    expect(evidence).toEqual([
      {
        code: [
          { coding: [expect.objectContaining({ code: "patient.pregnant" })], text: "the patient is pregnant" },
          { coding: [{ system: "http://snomed.info/sct", code: "77386006", display: "Pregnant" }] },
        ],
        detail: [{ reference: "Condition/17" }, { reference: "Observation/18" }],
      },
    ]);
  });

  test("cover the critique of a proposal, each with its own key", () => {
    expect(report.critique.map(({ field, severity }) => [field, severity])).toContainEqual(["agent", "critical"]);
    const keys = critiqueKeys(report);
    expect(keys).toContain("critique:agent@a");
    expect(new Set(keys).size).toBe(keys.length);
    const issue = byKey(detectedIssues(report, rulebook), "critique:agent@a");
    expect(issue).toMatchObject({ severity: "high", detail: expect.stringContaining("Vein a: ") });
  });

  test("carry what was done about them: overrides with their reason, author and date", () => {
    const code = { coding: [{ system: "https://vein.example.org/reasons", code: "informed" }] };
    const issues = detectedIssues(report, rulebook, {
      mitigations: {
        "contraindication.pregnancy": {
          action: "Not pregnant: record is wrong",
          date: "2026-11-21",
          author: "Practitioner/2",
        },
        "critique:agent@a": [{ action: code }, { action: "second look" }],
      },
      idOf: (key) => key.replace(/[^a-z-]/g, "-"),
    });
    expect(byKey(issues, "contraindication.pregnancy")?.mitigation).toEqual([
      {
        action: { text: "Not pregnant: record is wrong" },
        date: "2026-11-21",
        author: { reference: "Practitioner/2" },
      },
    ]);
    expect(byKey(issues, "critique:agent@a")?.mitigation).toEqual([
      { action: code },
      { action: { text: "second look" } },
    ]);
    expect(byKey(issues, "caution.migraine-with-aura")?.mitigation).toBeUndefined();
    for (const issue of issues) expect(findings(issue)).toEqual([]);
  });

  test("name the resource of a health record that was read", () => {
    const read = caseFromFhir(
      {
        resourceType: "Condition",
        id: "17",
        subject: { reference: subject },
        clinicalStatus: { coding: [{ code: "active" }] },
        code: { coding: [{ system: "http://snomed.info/sct", code: "77386006" }] },
        onsetDateTime: "2026-09-01",
      },
      { asOf: "2026-11-20" },
    );
    const issues = detectedIssues(advisor.recommendSync(read.case, read), rulebook, { subject });
    const evidence = byKey(issues, "contraindication.pregnancy")?.evidence;
    expect(evidence?.[0]?.detail).toEqual([{ reference: "Condition/17" }]);
    expect(evidence?.[0]?.code?.[1]?.coding?.[0]).toMatchObject({ system: "http://snomed.info/sct", code: "77386006" });
  });

  test("are none where nothing restricts", () => {
    expect(detectedIssues(advisor.recommendSync({}), rulebook)).toEqual([]);
  });
});

describe("an origin", () => {
  test("becomes a reference where it names a resource, and words where it only says a place", () => {
    expect(referencesOf({ resource: "Condition/1" })).toEqual([{ reference: "Condition/1" }]);
    expect(referencesOf({ resource: "Condition/1/_history/2" })).toEqual([{ reference: "Condition/1/_history/2" }]);
    expect(referencesOf({ resource: "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0" })).toEqual([
      { reference: "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0" },
    ]);
    expect(referencesOf({ resource: "Bundle.entry[3].resource" })).toEqual([{ display: "Bundle.entry[3].resource" }]);
    expect(referencesOf({ reference: "Observation/2" })).toEqual([{ reference: "Observation/2" }]);
  });

  test("of any other shape becomes none", () => {
    for (const origin of [null, undefined, 1, "Condition/1", [], { resource: 1 }, { resource: " " }, { absenceOf: [] }])
      expect(referencesOf(origin)).toEqual([]);
  });
});

describe("an OperationOutcome", () => {
  const issue: Issue = {
    code: "case/unknown-key",
    severity: "error",
    path: "patient.pregnat",
    message: "unknown key `pregnat`",
    help: "did you mean `pregnant`?",
  };

  test("gives code, path and message of an issue, and FHIR's own type of it", () => {
    expect(operationOutcome([issue], { id: "one" })).toEqual({
      resourceType: "OperationOutcome",
      id: "one",
      issue: [
        {
          severity: "error",
          code: "structure",
          details: {
            coding: [{ system: "https://sclerotherapy-cds.example/CodeSystem/issues", code: "case/unknown-key" }],
            text: "did you mean `pregnant`?",
          },
          diagnostics: "unknown key `pregnat`",
          expression: ["patient.pregnat"],
        },
      ],
    });
  });

  test("has no expression for a path that FHIRPath could not read: it stands in words", () => {
    const [odd] = operationOutcome([{ ...issue, path: "patient.was soll das" }]).issue;
    expect(odd?.expression).toBeUndefined();
    expect(odd?.diagnostics).toBe("patient.was soll das: unknown key `pregnat`");
    const [whole] = operationOutcome([{ ...issue, path: "", file: "one.json", line: 3, column: 7 }]).issue;
    expect(whole).toMatchObject({ diagnostics: "one.json:3:7: unknown key `pregnat`" });
    expect(whole?.expression).toBeUndefined();
    expect(operationOutcome([{ ...issue, path: "veins[0].diameterMm" }]).issue[0]?.expression).toEqual([
      "veins[0].diameterMm",
    ]);
  });

  test("says so where there is no issue", () => {
    expect(operationOutcome([]).issue).toEqual([
      { severity: "information", code: "informational", details: { text: "no issues" } },
    ]);
    expect(findings(operationOutcome([]))).toEqual([]);
  });
});

describe("a CarePlan", () => {
  test("is a draft with one activity, the RequestGroup, contained or referred to", () => {
    const report = advisor.recommendSync({ patient: { pregnant: true } });
    const plan = carePlan(report, rulebook, { subject });
    expect(plan).toMatchObject({
      status: "draft",
      intent: "proposal",
      description: "Decision: defer; could still become: contraindicated",
      activity: [{ reference: { reference: "#recommendations" } }],
    });
    const referring = carePlan(report, rulebook, { subject, requestGroup: "RequestGroup/one" });
    expect(referring.activity).toEqual([{ reference: { reference: "RequestGroup/one" } }]);
    expect(referring.contained).toBeUndefined();
  });
});

describe("a Bundle of a report", () => {
  const report = advisor.recommendSync({ patient: { pregnant: true }, veins: [{ id: "a" }] });

  test("is a collection with the response first, and its ids are of the evaluation", () => {
    const bundle = reportBundle(report, rulebook, { subject });
    expect(bundle.type).toBe("collection");
    expect(bundle.entry?.[0]?.resource?.resourceType).toBe("GuidanceResponse");
    const again = reportBundle(report, rulebook, {
      subject,
      mitigations: { "contraindication.pregnancy": { action: "overridden" } },
    });
    expect(again.entry?.map(({ fullUrl }) => fullUrl)).toEqual(bundle.entry?.map(({ fullUrl }) => fullUrl));
    const other = reportBundle(report, rulebook, { subject: "Patient/two" });
    expect(other.id).not.toBe(bundle.id);
    expect(bundle.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("refers from response and plan to the request group, and carries what the caller hands along", () => {
    const patient = { resourceType: "Patient", id: "one", name: [] } as const;
    const bundle = reportBundle(report, rulebook, {
      subject: "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
      include: [
        { fullUrl: "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", resource: { ...patient, name: [], active: true } },
      ],
      definitions: true,
    });
    const url = bundle.entry?.find(({ resource }) => resource?.resourceType === "RequestGroup")?.fullUrl;
    const [response] = inBundle<GuidanceResponse>(bundle, "GuidanceResponse");
    expect(response?.result).toEqual({ reference: url });
    expect(bundle.entry?.map(({ resource }) => resource?.resourceType)).toEqual(
      expect.arrayContaining(["CarePlan", "PlanDefinition", "Library", "Patient", "Questionnaire", "DetectedIssue"]),
    );
    expect(bundle.entry?.at(-1)?.resource).toEqual({ resourceType: "Patient", id: "one", active: true });
    expectNothingIsLost(bundle, report);
  });

  test("holds whatever a vein may be called, and stays valid", () => {
    for (const id of [
      "__proto__",
      "</div><script>",
      "\u0000\u0007",
      "\u00a0x\u2028",
      "a@b#c",
      "ä".repeat(64),
      "&amp;",
    ]) {
      const hostile = advisor.recommendSync({ veins: [{ id, type: "reticular", proposal: { agent: "polidocanol" } }] });
      expect(findings(reportBundle(hostile, rulebook, { subject })), JSON.stringify(id)).toEqual([]);
    }
  });

  test("is frozen, and leaves the report as it was", () => {
    const before = JSON.stringify(report);
    const bundle = reportBundle(report, rulebook, { subject });
    expect(Object.isFrozen(bundle) && Object.isFrozen(bundle.entry?.[0]?.resource)).toBe(true);
    expect(JSON.stringify(report)).toBe(before);
  });
});

describe("what FHIR forbids", () => {
  test("goes: null, undefined, empty texts, lists and objects, and what held nothing else", () => {
    expect(
      compact({ a: null, b: "", c: " ", d: [], e: {}, f: { g: [{}] }, h: 0, i: false, j: [undefined, "x"] }),
    ).toEqual({
      h: 0,
      i: false,
      j: ["x"],
    });
  });

  test("goes: characters that a string may not hold", () => {
    expect(compact({ text: "a\u0000b\u00a0c\td" })).toEqual({ text: "a\ufffdb c\td" });
  });
});

describe("a date of a case as an R4 dateTime", () => {
  test.each([
    ["2026-11-20", "2026-11-20"],
    ["2026-11-20T09:30Z", "2026-11-20T09:30:00Z"],
    ["2026-11-20T09:30:15.5+01:00", "2026-11-20T09:30:15.5+01:00"],
    ["2026-11-20T09:30:15", "2026-11-20"],
    ["2026-11-20T09:30:15+23:00", "2026-11-20"],
    ["2026-11-20T09:30:15-14:00", "2026-11-20T09:30:15-14:00"],
  ])("%s is written %s", (text, written) => {
    expect(fhirDateTime(text)).toBe(written);
  });

  test("nothing is written of none", () => {
    expect(fhirDateTime(null)).toBeUndefined();
    expect(fhirDateTime("soon")).toBeUndefined();
  });
});
