import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../../src/advisor/create-advisor.ts";
import { type CaseFromFhirOptions, caseFromFhir } from "../../../src/fhir/case-from-fhir.ts";
import { embeddedCodes } from "../../../src/fhir/codes/embedded.ts";

/** What must never come to false: each record here holds, or may hold, what a careless reading would deny. */
const asOf = "2026-11-20";
const snomed = "http://snomed.info/sct";
const icd = "http://hl7.org/fhir/sid/icd-10-cm";
const loinc = "http://loinc.org";
const rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
const hl7 = "http://terminology.hl7.org/CodeSystem/";

type Json = Record<string, unknown>;
const concept = (system: string, code: string): Json => ({ coding: [{ system, code }] });
const patient: Json = { resourceType: "Patient", id: "p1", gender: "female", birthDate: "1981-04-30" };
const subject = { reference: "Patient/p1" };
const status = (system: string, code: string): Json => concept(`${hl7}${system}`, code);
const condition = (system: string, code: string, more: Json = {}): Json => ({
  resourceType: "Condition",
  subject,
  clinicalStatus: status("condition-clinical", "active"),
  code: concept(system, code),
  recordedDate: "2026-11-10",
  ...more,
});
const refuted = { verificationStatus: status("condition-ver-status", "refuted"), clinicalStatus: undefined };
const pregnancy = (more: Json = {}): Json => condition(snomed, "77386006", more);
const allergy = (code: Json, more: Json = {}): Json => ({
  resourceType: "AllergyIntolerance",
  patient: subject,
  clinicalStatus: status("allergyintolerance-clinical", "active"),
  verificationStatus: status("allergyintolerance-verification", "confirmed"),
  code,
  ...more,
});
const noneKnown = concept(snomed, "716186003");
const noDrugKnown = concept(snomed, "409137002");
const tested = (value: Json, more: Json = {}): Json => ({
  resourceType: "Observation",
  status: "final",
  subject,
  effectiveDateTime: "2026-11-10",
  code: concept(loinc, "82810-3"),
  ...value,
  ...more,
});
const negative = tested({ valueCodeableConcept: concept(loinc, "LA26683-5") });
const positive = { valueCodeableConcept: concept(loinc, "LA15173-0") };
const statement = (system: string, code: string, more: Json = {}): Json => ({
  resourceType: "MedicationStatement",
  status: "not-taken",
  subject,
  medicationCodeableConcept: concept(system, code),
  ...more,
});
const answers = (items: Json, more: Json = {}): Json => ({
  resourceType: "QuestionnaireResponse",
  status: "completed",
  subject,
  authored: "2026-11-01",
  item: Object.entries(items).map(([linkId, answer]) => ({ linkId, answer: [answer] })),
  ...more,
});
const no = { valueBoolean: false };
const everyType = [
  "Condition",
  "AllergyIntolerance",
  "MedicationRequest",
  "MedicationStatement",
  "Observation",
  "Procedure",
] as const;

/** The value of a fact, undefined where nothing touches it, and the codes of the issues. */
function read(input: unknown, fact: string, options: Partial<CaseFromFhirOptions> = {}): [unknown, ...string[]] {
  const found = caseFromFhir(Array.isArray(input) ? [patient, ...input] : input, { asOf, ...options });
  const value = fact.split(".").reduce<unknown>((part, key) => (part as Json | undefined)?.[key], found.case);
  return [value, ...new Set(found.issues.map(({ code }) => code))];
}

const pregnant = "patient.pregnant";
const thrombosis = "conditions.acuteDeepVeinThrombosis";
const anticoagulant = "medications.anticoagulant";
const minocycline = "medications.minocycline";
const polidocanol = "allergies.polidocanol";
const severe = "history.severeProductAllergy";

describe("what was ruled out", () => {
  test.each<[string, Json, string, unknown, string?]>([
    ["lately is false", pregnancy({ ...refuted, recordedDate: "2026-11-01" }), pregnant, false],
    [
      "years ago tells nothing of today",
      pregnancy({ ...refuted, recordedDate: "2019-01-01" }),
      pregnant,
      null,
      "fhir/stale",
    ],
    [
      "without a date may have been years ago",
      condition(snomed, "128053003", { ...refuted, recordedDate: undefined }),
      thrombosis,
      null,
      "fhir/unclear-date",
    ],
    [
      "after asOf does not count yet",
      pregnancy({ ...refuted, recordedDate: "2026-12-01" }),
      pregnant,
      null,
      "fhir/in-future",
    ],
    [
      "a medicine not taken years ago may be taken now",
      statement("http://www.whocc.no/atc", "J01AA08", { effectiveDateTime: "2015-01-01" }),
      minocycline,
      null,
      "fhir/stale",
    ],
    [
      "nor does one that was not taken without a date",
      statement("http://www.whocc.no/atc", "J01AA08"),
      minocycline,
      null,
      "fhir/unclear-date",
    ],
    [
      "one anticoagulant that is not taken excludes no other",
      statement(rxnorm, "11289", { dateAsserted: "2026-11-18" }),
      anticoagulant,
      undefined,
    ],
  ])("%s", (_name, resource, fact, value, ...codes) => {
    expect(read([resource], fact)).toEqual([value, ...codes]);
  });

  test("earlier does not stand against what was ruled out lately", () => {
    const records = ["2019-01-01", "2026-11-15"].map((recordedDate) => pregnancy({ ...refuted, recordedDate }));
    expect(read(records, pregnant)[0]).toBe(false);
  });

  test("every condition or medicine whose refutation counts has a limit for it", () => {
    const without = embeddedCodes.facts.flatMap(({ fact, readings, hints = [] }) =>
      [...readings, ...hints]
        .filter((one) => one.resource !== "AllergyIntolerance" && "refuted" in one && one.refuted !== undefined)
        .filter((one) => !("refutedFor" in one) || one.refutedFor === undefined)
        .map(() => fact),
    );
    expect(without).toEqual([]);
  });
});

describe("no known allergy", () => {
  const unreadable = { ...allergy(concept(rxnorm, "968173")), clinicalStatus: "active" };
  test.each<[string, Json[], string, unknown, string?]>([
    ["beside an allergy by its name alone", [allergy({ text: "Polidocanol" })], polidocanol, null, "fhir/conflicting"],
    [
      "beside a severe reaction whose category is not told",
      [allergy({ text: "x" }, { reaction: [{ severity: "severe" }] })],
      severe,
      null,
      "fhir/conflicting",
    ],
    ["beside an allergy that cannot be read", [unreadable], polidocanol, null, "fhir/wrong-type"],
    [
      "beside an allergy that was refuted",
      [allergy({ text: "x" }, { verificationStatus: status("allergyintolerance-verification", "refuted") })],
      polidocanol,
      false,
    ],
    ["beside no known food allergy", [allergy(concept(snomed, "429625007"))], polidocanol, false],
    ["alone", [], polidocanol, false],
  ])("%s", (_name, others, fact, value, code) => {
    const [found, ...codes] = read([allergy(noneKnown), ...others], fact);
    expect(found).toBe(value);
    if (code === undefined) expect(codes).toEqual([]);
    else expect(codes).toContain(code);
  });

  test("no known drug allergy stands beside an allergy to food, and beside no other", () => {
    const beside = (category: string[]): unknown =>
      read([allergy(noDrugKnown), allergy({ text: "x" }, { category })], polidocanol)[0];
    expect(beside(["food"])).toBe(false);
    expect(beside(["food", "medication"])).toBeNull();
    expect(beside([])).toBeNull();
  });

  test.each<[string, unknown]>([
    ["by its text alone", { text: "Unconfirmed" }],
    ["by a code in capitals", status("allergyintolerance-verification", "ENTERED-IN-ERROR")],
    ["by a code of a site's own", concept("https://ehr.example/status", "entered-in-error")],
  ])("with a verification status told %s denies nothing", (_name, verificationStatus) => {
    expect(read([allergy(noneKnown, { verificationStatus })], polidocanol)).toEqual([undefined]);
  });

  test("that the caller knows to be a part of the allergies denies nothing", () => {
    expect(read([allergy(noneKnown)], polidocanol, { incomplete: ["AllergyIntolerance"] })).toEqual([
      null,
      "fhir/incomplete",
    ]);
  });
});

test("a refuted allergy beside one whose code cannot be read excludes nothing", () => {
  const excluded = allergy(concept(rxnorm, "968173"), {
    verificationStatus: status("allergyintolerance-verification", "refuted"),
  });
  expect(read([excluded, allergy({ text: "Polidocanol" })], polidocanol)).toEqual([null, "fhir/conflicting"]);
  expect(read([excluded, allergy({ text: "Nuts" }, { category: ["food"] })], polidocanol)).toEqual([false]);
  expect(read([excluded, allergy(concept(rxnorm, "7980"))], polidocanol)).toEqual([false]);
});

describe("a medicine that is taken", () => {
  const request = (more: Json): Json => ({
    resourceType: "MedicationRequest",
    status: "active",
    intent: "order",
    subject,
    medicationCodeableConcept: concept(rxnorm, "11289"),
    authoredOn: "2026-09-02",
    ...more,
  });
  const stated = { absenceMeansFalse: everyType };
  test("as the patient reports it, an active plan in US Core, is taken", () => {
    expect(read([request({ intent: "plan", reportedBoolean: true })], anticoagulant)).toEqual([true]);
    const reportedReference = { reference: "Patient/p1" };
    expect(read([request({ intent: "plan", reportedReference })], anticoagulant)).toEqual([true]);
  });

  test("by a plan that nobody reported is not known, whatever is stated of absence", () => {
    expect(read([request({ intent: "plan" })], anticoagulant, stated)[0]).toBeNull();
  });

  test("with a name beside its reference is found by the reference", () => {
    const medication = { resourceType: "Medication", id: "m", code: concept(rxnorm, "11289") };
    const referring = request({
      medicationCodeableConcept: { text: "warfarin" },
      medicationReference: { reference: "Medication/m" },
    });
    expect(read([medication, referring], anticoagulant)).toEqual([true]);
  });
});

test.each(["Z331", "z33.1", " Z33.1"])("a code written as %j counts as listed", (code) => {
  expect(read([condition(icd, code)], pregnant)).toEqual([true]);
});

test("resources of two servers with the same id are both read, where they are about different things", () => {
  const older = pregnancy({ id: "1", meta: { lastUpdated: "2026-11-01T00:00:00Z" } });
  const newer = condition(icd, "I83.91", { id: "1", meta: { lastUpdated: "2026-11-02T00:00:00Z" } });
  expect(read([older, newer], pregnant)).toEqual([true]);
  const corrected = pregnancy({ id: "1", meta: { lastUpdated: "2026-11-02T00:00:00Z" }, ...refuted });
  expect(read([older, corrected], pregnant)).toEqual([false]);
});

test("what names no subject is not of a patient who is not there", () => {
  const [value] = read([{ ...negative, subject: undefined }], pregnant, { patient: "Patient/p2" });
  expect(value).toBeUndefined();
});

describe("a negative test", () => {
  test.each<[string, Json, string]>([
    [
      "a later positive one that is not final",
      tested(positive, { status: "preliminary", effectiveDateTime: "2026-11-18" }),
      "fhir/not-final",
    ],
    [
      "a later one whose status is in capitals",
      tested(positive, { status: "FINAL", effectiveDateTime: "2026-11-18" }),
      "fhir/not-final",
    ],
    [
      "a later answer of another type",
      tested({ valueBoolean: true }, { effectiveDateTime: "2026-11-18" }),
      "fhir/not-specific",
    ],
    ["a pregnancy dated tomorrow", pregnancy({ onsetDateTime: "2026-11-21" }), "fhir/in-future"],
    [
      "a later blood test",
      tested({}, { code: concept(loinc, "2118-8"), effectiveDateTime: "2026-11-18" }),
      "fhir/not-specific",
    ],
  ])("is opened by %s", (_name, later, code) => {
    const [value, ...codes] = read([negative, later], pregnant);
    expect(value).toBeNull();
    expect(codes).toContain(code);
  });

  test.each<[string, Json]>([
    ["an earlier one that is not final", tested(positive, { status: "preliminary", effectiveDateTime: "2026-11-02" })],
    [
      "a test that is ordered and has no value yet",
      tested({}, { status: "registered", effectiveDateTime: "2026-11-18" }),
    ],
    ["a cancelled one", tested(positive, { status: "cancelled", effectiveDateTime: "2026-11-18" })],
    ["an earlier blood test", tested({}, { code: concept(loinc, "2118-8"), effectiveDateTime: "2026-11-02" })],
  ])("is not opened by %s", (_name, other) => {
    expect(read([negative, other], pregnant)[0]).toBe(false);
  });
});

describe("a questionnaire's no", () => {
  const unconfirmed = condition(icd, "I82.401", {
    verificationStatus: status("condition-ver-status", "provisional"),
    recordedDate: "2026-11-15",
  });
  test("does not settle what a later record only touches", () => {
    const hint = condition(icd, "O20.0", { recordedDate: "2026-11-15" });
    expect(read([answers({ [pregnant]: no }), hint], pregnant)).toEqual([null, "fhir/not-specific"]);
  });

  test("without a date settles nothing that a record leaves open", () => {
    const undated = answers({ "conditions.migraineWithAura": no }, { authored: undefined });
    const migraine = condition(snomed, "37796009");
    const [value, ...codes] = read([undated, migraine], "conditions.migraineWithAura");
    expect(value).toBeNull();
    expect(codes).toContain("fhir/not-specific");
  });

  test("of before settles what was recorded earlier", () => {
    const later = answers({ [thrombosis]: no }, { authored: "2026-11-18" });
    expect(read([later, unconfirmed], thrombosis)[0]).toBe(false);
  });

  test.each([thrombosis, anticoagulant, "conditions.activeCancer", "conditions.severeSystemicInfection"])(
    "of years ago tells nothing of today: %s",
    (fact) => {
      expect(read([answers({ [fact]: no }, { authored: "2019-01-01" })], fact)).toEqual([null, "fhir/stale"]);
      expect(read([answers({ [fact]: no })], fact)).toEqual([false]);
    },
  );

  test("and none of a disease gives way to a later record of it", () => {
    const none = { valueCoding: { code: "none" } };
    const poorly = condition(icd, "E11.65");
    const untold = condition(icd, "E11.9");
    const fact = "conditions.diabetes";
    expect(read([answers({ [fact]: none }), poorly], fact)).toEqual([null, "fhir/conflicting"]);
    expect(read([answers({ [fact]: none }), untold], fact)).toEqual([null, "fhir/not-specific"]);
    expect(read([answers({ [fact]: { valueCoding: { code: "controlled" } } }), untold], fact)[0]).toBe("controlled");
  });

  test("a weight that was measured since goes before an answered one", () => {
    const told = answers({ "patient.weightKg": { valueDecimal: 90 } }, { authored: "2026-01-01" });
    const measured = tested(
      { valueQuantity: { value: 60, system: "http://unitsofmeasure.org", code: "kg" } },
      { code: concept(loinc, "29463-7") },
    );
    expect(read([told, measured], "patient.weightKg")).toEqual([60]);
    expect(read([{ ...told, authored: "2026-11-15" }, measured], "patient.weightKg")).toEqual([90]);
  });
});

describe("stated absence is withheld", () => {
  const stated = { absenceMeansFalse: everyType };
  const bundle = (type: string, entry: unknown[], more: Json = {}): Json => ({
    resourceType: "Bundle",
    type,
    entry: [{ resource: patient }, ...entry],
    ...more,
  });
  const page = (url: string): Json =>
    bundle("searchset", [], {
      link: [
        { relation: "self", url },
        { relation: "next", url: "https://ehr.example/next" },
      ],
    });
  test.each<[string, unknown, string]>([
    [
      "where the subject is contained",
      [pregnancy({ subject: { reference: "#me" }, contained: [{ resourceType: "Patient", id: "me" }] })],
      "fhir/other-patient",
    ],
    [
      "where the subject is named by another identifier",
      [pregnancy({ subject: { identifier: { system: "https://other.example", value: "9" } } })],
      "fhir/other-patient",
    ],
    [
      "where the subject is named by another server",
      [pregnancy({ subject: { reference: "https://other.example/Patient/77" } })],
      "fhir/other-patient",
    ],
    [
      "on a page of a patient with all that refers to them",
      page("https://ehr.example/Patient?_id=p1&_revinclude=Condition:subject"),
      "fhir/incomplete",
    ],
    [
      "where one of several requests was refused",
      bundle("batch-response", [{ response: { status: "403 Forbidden" } }]),
      "fhir/not-read",
    ],
    [
      "where what was created is not handed over",
      bundle("transaction-response", [{ response: { status: "201 Created", location: "Condition/1/_history/1" } }]),
      "fhir/not-read",
    ],
    [
      "where resources lie within Parameters",
      [{ resourceType: "Parameters", parameter: [{ name: "return", resource: pregnancy() }] }],
      "fhir/not-read",
    ],
    [
      "beside a modifier that may turn the meaning round",
      [pregnancy({ modifierExtension: [{ url: "x" }] })],
      "fhir/not-read",
    ],
    ["after a blood test", [tested({}, { code: concept(loinc, "2118-8") })], "fhir/not-specific"],
    ["after a visit for a positive test", [condition(icd, "Z32.01")], "fhir/not-specific"],
  ])("%s", (_name, input, code) => {
    const [value, ...codes] = read(input, pregnant, stated);
    expect(value ?? null).toBeNull();
    expect(codes).toContain(code);
  });

  test("of a Bundle in which what was asked for is gone it is taken", () => {
    const gone = bundle("batch-response", [{ response: { status: "204 No Content" } }]);
    expect(read(gone, pregnant, stated)[0]).toBe(false);
  });

  test.each([
    ["O22.31", thrombosis],
    ["O87.1", thrombosis],
    ["O88.211", "conditions.acutePulmonaryEmbolism"],
  ])("a thrombosis of pregnancy, %s, leaves %s open", (code, fact) => {
    expect(read([condition(icd, code)], fact, stated)[0]).toBeNull();
  });

  test("a gestational carrier is pregnant", () => {
    expect(read([condition(icd, "Z33.3")], pregnant)).toEqual([true]);
  });
});

describe("a limit of the reader's own", () => {
  const advisor = createAdvisor();
  test.each<[string, Json, string]>([
    ["an old clot", condition(icd, "I82.401", { recordedDate: "2026-01-01" }), thrombosis],
    ["an old embolism", condition(icd, "I26.99", { recordedDate: "2026-01-01" }), "conditions.acutePulmonaryEmbolism"],
    ["an old cellulitis", condition(icd, "L03.115", { recordedDate: "2026-06-01" }), "conditions.activeSkinInfection"],
    ["an old sepsis", condition(icd, "A41.9", { recordedDate: "2026-06-01" }), "conditions.severeSystemicInfection"],
    ["an old pregnancy", pregnancy({ recordedDate: "2024-01-01" }), pregnant],
    [
      "old class IV heart failure",
      condition(snomed, "422293003", { recordedDate: "2026-01-01" }),
      "conditions.heartFailureNyhaIV",
    ],
  ])("%s is unknown with an issue, asked, and told as what could become", (_name, resource, fact) => {
    const record = caseFromFhir([patient, resource], { asOf });
    const report = advisor.recommendSync(record.case, record);
    expect(record.issues.map(({ code, message }) => [code, message.startsWith(`\`${fact}\``)])).toContainEqual([
      "fhir/implausible",
      true,
    ]);
    expect(report.questions.map((one) => one.fact)).toContain(fact);
    expect(report.eligibility.couldBecome).not.toBeNull();
  });
});
