import { describe, expect, test } from "vitest";
import { type CaseFromFhirOptions, caseFromFhir } from "../../../src/fhir/case-from-fhir.ts";

const asOf = "2026-11-20";
const snomed = "http://snomed.info/sct";
const icd = "http://hl7.org/fhir/sid/icd-10-cm";
const loinc = "http://loinc.org";
const rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm";
const hl7 = "http://terminology.hl7.org/CodeSystem/";

type Json = Record<string, unknown>;
const concept = (system: string, ...codes: string[]): Json => ({ coding: codes.map((code) => ({ system, code })) });
const condition = (system: string, code: string, more: Json = {}): Json => ({
  resourceType: "Condition",
  clinicalStatus: concept(`${hl7}condition-clinical`, "active"),
  code: concept(system, code),
  ...more,
});
const pregnancy = (more: Json = {}): Json => condition(snomed, "77386006", { onsetDateTime: "2026-08-01", ...more });
const warfarin = concept(rxnorm, "11289");
const order = (more: Json = {}): Json => ({
  resourceType: "MedicationRequest",
  status: "active",
  intent: "order",
  medicationCodeableConcept: warfarin,
  ...more,
});
const polidocanolAllergy = (more: Json = {}): Json => ({
  resourceType: "AllergyIntolerance",
  clinicalStatus: concept(`${hl7}allergyintolerance-clinical`, "active"),
  code: concept(rxnorm, "968173"),
  ...more,
});
const test82810 = (answer: Json, more: Json = {}): Json => ({
  resourceType: "Observation",
  status: "final",
  effectiveDateTime: "2026-11-18",
  code: concept(loinc, "82810-3"),
  ...answer,
  ...more,
});
const negative = { valueCodeableConcept: concept(loinc, "LA26683-5") };
const patient = { resourceType: "Patient", id: "p1", identifier: [{ system: "https://ehr.example", value: "77" }] };

/** The value of a fact, undefined where the record does not touch it, and the codes of the issues but that of no Patient. */
function read(resources: unknown, fact: string, options: Partial<CaseFromFhirOptions> = {}): [unknown, ...string[]] {
  const found = caseFromFhir(resources, { asOf, ...options });
  const value = fact.split(".").reduce<unknown>((part, key) => (part as Json | undefined)?.[key], found.case);
  return [value, ...found.issues.map(({ code }) => code).filter((code) => code !== "fhir/no-patient")];
}

const pregnant = "patient.pregnant";
const anticoagulant = "medications.anticoagulant";
const polidocanol = "allergies.polidocanol";

describe("conditions", () => {
  test.each<[string, Json, unknown, string?]>([
    ["relapse is current", { clinicalStatus: concept(`${hl7}condition-clinical`, "relapse") }, true],
    [
      "a status of older servers counts",
      { clinicalStatus: concept("http://hl7.org/fhir/condition-clinical", "active") },
      true,
    ],
    [
      "a site's own status is none",
      { clinicalStatus: concept("https://ehr.example", "active") },
      null,
      "fhir/unclear-status",
    ],
    [
      "statuses that differ leave it open",
      { clinicalStatus: concept(`${hl7}condition-clinical`, "active", "resolved") },
      null,
      "fhir/conflicting",
    ],
    ["an end in words says that it ended, not when", { abatementString: "after the birth" }, null, "fhir/unclear-date"],
    ["an end by age as well", { abatementAge: { value: 45, code: "a" } }, null, "fhir/unclear-date"],
    ["an end that may lie on either side", { abatementDateTime: "2026" }, null, "fhir/unclear-date"],
    ["an end to come", { abatementDateTime: "2027-02" }, true],
    [
      "a resolved one with an end to come",
      { clinicalStatus: concept(`${hl7}condition-clinical`, "resolved"), abatementDateTime: "2027" },
      null,
      "fhir/conflicting",
    ],
    [
      "a period begins with its start",
      { onsetDateTime: undefined, onsetPeriod: { start: "2024-01", end: "2024-02" } },
      null,
      "fhir/implausible",
    ],
    [
      "an onset in words leaves the recorded date",
      { onsetDateTime: undefined, onsetString: "spring", recordedDate: "2026-09-01" },
      true,
    ],
    ["the day of asOf is not after it", { onsetDateTime: "2026-11-20T23:00:00-05:00" }, true],
    ["44 weeks to the day are plausible", { onsetDateTime: "2026-01-16" }, true],
    ["a day more is not", { onsetDateTime: "2026-01-15" }, null, "fhir/implausible"],
    [
      "provisional leaves it open",
      { verificationStatus: concept(`${hl7}condition-ver-status`, "provisional") },
      null,
      "fhir/unconfirmed",
    ],
    [
      "a wrong code of the status system is none",
      { verificationStatus: concept(`${hl7}condition-ver-status`, "sure") },
      true,
    ],
  ])("%s", (_name, more, value, ...codes) => {
    const fact = "patient.pregnant";
    const [found, ...issues] = read([pregnancy(more)], fact);
    expect(found).toBe(value);
    expect(issues.filter((code, index) => issues.indexOf(code) === index)).toEqual(codes);
  });

  test("values that have to agree and do not leave the fact unknown", () => {
    const poorly = condition(icd, "E11.65");
    const refuted = condition(snomed, "73211009", {
      verificationStatus: concept(`${hl7}condition-ver-status`, "refuted"),
      recordedDate: "2026-11-01",
    });
    expect(read([poorly], "conditions.diabetes")).toEqual(["poorly-controlled"]);
    expect(read([refuted], "conditions.diabetes")).toEqual(["none"]);
    expect(read([poorly, refuted], "conditions.diabetes")).toEqual([null, "fhir/conflicting"]);
  });

  test("what is ruled out stands only where no code hints at the fact", () => {
    const refuted = condition(snomed, "73211009", {
      verificationStatus: concept(`${hl7}condition-ver-status`, "refuted"),
      recordedDate: "2026-11-01",
    });
    expect(read([refuted, condition(icd, "E11.9")], "conditions.diabetes")).toEqual([null, "fhir/not-specific"]);
  });

  test("a doubt is reported once for all resources that raise it", () => {
    const { issues } = caseFromFhir(
      [patient, pregnancy({ onsetDateTime: "2010" }), pregnancy({ onsetDateTime: "2015" })],
      { asOf },
    );
    expect(issues.map(({ code, path }) => [code, path])).toEqual([["fhir/implausible", "[1]"]]);
    expect(issues[0]?.message).toContain("(2 resources)");
    expect(issues[0]?.message).toContain("44 weeks");
  });
});

describe("medicines", () => {
  test.each<[string, Json, unknown, string?]>([
    ["without a status", { status: undefined }, null, "fhir/unclear-status"],
    ["without an intent", { intent: undefined }, null, "fhir/unclear-status"],
    ["a status that FHIR does not have", { status: "running" }, null, "fhir/unclear-status"],
    ["a reflex order is an order", { intent: "reflex-order" }, true],
    ["an option is none", { intent: "option" }, undefined],
    ["cancelled", { status: "cancelled" }, undefined],
    [
      "completed, its period over",
      { status: "completed", dispenseRequest: { validityPeriod: { end: "2026-11-19" } } },
      undefined,
    ],
    [
      "a period that ends on the day of asOf goes on",
      { dispenseRequest: { validityPeriod: { end: "2026-11-20" } } },
      true,
    ],
    [
      "a period that begins later",
      { dispenseRequest: { validityPeriod: { start: "2026-12-01" } } },
      null,
      "fhir/in-future",
    ],
    [
      "a period whose end does not tell",
      { dispenseRequest: { validityPeriod: { end: "2026-11" } } },
      null,
      "fhir/unclear-date",
    ],
    [
      "of several periods one goes on",
      {
        dosageInstruction: [
          { timing: { repeat: { boundsPeriod: { end: "2026-01-01" } } } },
          { timing: { repeat: { boundsPeriod: { start: "2026-01-01", end: "2027-01-01" } } } },
        ],
      },
      true,
    ],
    ["another medicine", { medicationCodeableConcept: concept(rxnorm, "1") }, undefined],
    ["the same number in another system", { medicationCodeableConcept: concept(snomed, "11289") }, undefined],
  ])("%s", (_name, more, value, ...codes) => {
    expect(read([order(more)], anticoagulant)).toEqual([value, ...codes]);
  });

  test("a medicine without a code of its own is read by its ingredients, those that are active", () => {
    const medication = (isActive: boolean): Json => ({
      resourceType: "Medication",
      id: "m",
      ingredient: [{ itemCodeableConcept: warfarin, isActive }],
    });
    const referring = order({
      medicationCodeableConcept: undefined,
      medicationReference: { reference: "https://ehr.example/Medication/m" },
    });
    expect(read([referring, medication(true)], anticoagulant)).toEqual([true]);
    expect(read([referring, medication(false)], anticoagulant)).toEqual([undefined]);
  });

  test("a reference of an order that is over need not lead anywhere", () => {
    const over = order({
      status: "stopped",
      medicationCodeableConcept: undefined,
      medicationReference: { reference: "Medication/x" },
    });
    expect(read([over], anticoagulant)).toEqual([undefined]);
  });

  test("a statement that a medicine is not taken is not false beside one that leaves it open", () => {
    const minocycline = concept(rxnorm, "6980");
    const fact = "medications.minocycline";
    const notTaken = {
      resourceType: "MedicationStatement",
      status: "not-taken",
      medicationCodeableConcept: minocycline,
      dateAsserted: "2026-11-18",
    };
    const onHold = order({ status: "on-hold", medicationCodeableConcept: minocycline });
    expect(read([notTaken], fact)).toEqual([false]);
    expect(read([notTaken, onHold], fact)).toEqual([null, "fhir/unclear-status"]);
  });
});

describe("allergies", () => {
  const ver = (code: string): Json => ({ verificationStatus: concept(`${hl7}allergyintolerance-verification`, code) });
  test.each<[string, Json, unknown, string?]>([
    ["without a status it counts", { clinicalStatus: undefined }, true],
    ["unconfirmed leaves it open", ver("unconfirmed"), null, "fhir/unconfirmed"],
    [
      "the substance of a reaction counts",
      { code: undefined, reaction: [{ substance: concept(rxnorm, "968173") }] },
      true,
    ],
    ["recorded after asOf", { recordedDate: "2026-12" }, null, "fhir/in-future"],
    [
      "no known allergy that is not active denies nothing",
      { code: concept(snomed, "716186003"), clinicalStatus: undefined },
      undefined,
    ],
    ["nor one that is unconfirmed", { code: concept(snomed, "716186003"), ...ver("unconfirmed") }, undefined],
    ["nor one that is refuted", { code: concept(snomed, "716186003"), ...ver("refuted") }, undefined],
    ["no known allergy", { code: concept(snomed, "716186003") }, false],
  ])("%s", (_name, more, value, ...codes) => {
    expect(read([polidocanolAllergy(more)], polidocanol)).toEqual([value, ...codes]);
  });

  test("no known drug allergy is no allergy to a medicine, though its category says medication", () => {
    const denial = polidocanolAllergy({ code: concept(snomed, "409137002"), category: ["medication"] });
    expect(read([denial], "history.severeProductAllergy")).toEqual([undefined]);
    expect(read([denial], polidocanol)).toEqual([false]);
  });
});

describe("observations", () => {
  test("what looks at something else is not about the patient", () => {
    const fetus = test82810(negative, {
      focus: [{ reference: "Patient/fetus" }],
      subject: { reference: "Patient/p1" },
    });
    expect(read([patient, fetus], pregnant)).toEqual([undefined, "fhir/other-patient"]);
    const self = test82810(negative, { focus: [{ reference: "Patient/p1" }], subject: { reference: "Patient/p1" } });
    expect(read([patient, self], pregnant)).toEqual([false]);
  });

  test("codes of one answer that mean different things", () => {
    const both = { valueCodeableConcept: concept(loinc, "LA26683-5", "LA15173-0") };
    expect(read([test82810(both)], pregnant)).toEqual([null, "fhir/conflicting"]);
  });

  test("an answer that says unknown overrules an older no, and no older yes", () => {
    const unknown = test82810({ valueCodeableConcept: concept(loinc, "LA4489-6") });
    const older = { effectiveDateTime: "2026-11-01" };
    expect(read([unknown], pregnant)).toEqual([null]);
    expect(read([unknown, test82810(negative, older)], pregnant)).toEqual([null]);
    expect(read([unknown, test82810({ valueCodeableConcept: concept(loinc, "LA15173-0") }, older)], pregnant)).toEqual([
      true,
    ]);
    expect(read([test82810(negative, { effectiveDateTime: "2026-11-19" }), unknown], pregnant)).toEqual([false]);
  });

  test("a unit counts by its UCUM code, and by its text where the code is of another system", () => {
    const weight = (quantity: Json): Json =>
      test82810({ code: concept(loinc, "29463-7"), valueQuantity: { value: 70, ...quantity } });
    const weighed = (quantity: Json): [unknown, ...string[]] => read([weight(quantity)], "patient.weightKg");
    expect(weighed({ system: "http://unitsofmeasure.org", code: "kg", unit: "kilos" })).toEqual([70]);
    expect(weighed({ code: "kg" })).toEqual([70]);
    expect(weighed({ system: "https://ehr.example", code: "K", unit: "kg" })).toEqual([70]);
    expect(weighed({ system: "https://ehr.example", code: "kg", unit: "stone" })).toEqual([null, "fhir/unknown-unit"]);
    expect(weighed({ unit: "toString" })).toEqual([null, "fhir/unknown-unit"]);
  });

  test("a period counts by its end, and a result of the future not at all", () => {
    const period = (effectivePeriod: Json): Json =>
      test82810(negative, { effectiveDateTime: undefined, effectivePeriod });
    expect(read([period({ start: "2026-01-01", end: "2026-11-01" })], pregnant)).toEqual([false]);
    expect(read([period({ start: "2026-01-01" })], pregnant)).toEqual([null, "fhir/stale"]);
    expect(read([test82810(negative, { effectiveDateTime: "2026-11-21" })], pregnant)).toEqual([
      null,
      "fhir/in-future",
    ]);
  });

  test("a result that is not final keeps absence from telling, and nothing else", () => {
    const preliminary = test82810({ valueCodeableConcept: concept(loinc, "LA15173-0") }, { status: "preliminary" });
    const absenceMeansFalse = ["Condition", "Observation"] as const;
    expect(read([preliminary], pregnant, { absenceMeansFalse })[0]).toBeNull();
    expect(read([preliminary, test82810(negative)], pregnant)).toEqual([false, "fhir/not-final"]);
  });
});

describe("whose record it is", () => {
  const about = (subject: Json): [unknown, ...string[]] => read([patient, order({ subject })], anticoagulant);
  test("by reference, by urn and by identifier", () => {
    for (const reference of ["Patient/p1", "https://ehr.example/r4/Patient/p1/_history/2", "urn:uuid:P1"])
      expect(about({ reference }), reference).toEqual([true]);
    expect(about({ identifier: { system: "https://ehr.example", value: "77" } })).toEqual([true]);
    for (const other of [
      { reference: "Patient/p10" },
      { reference: "Group/p1" },
      { reference: "#p1" },
      { identifier: { value: "78" } },
    ])
      expect(about(other)).toEqual([undefined, "fhir/other-patient"]);
  });

  test("a Patient that is there twice is one patient", () => {
    expect(read([patient, { ...patient, gender: "female" }, order()], anticoagulant)).toEqual([true]);
    expect(read([patient, { ...patient, gender: "female" }], "patient.sex")).toEqual(["female"]);
  });

  test("without a Patient: one subject is read, of two nothing, and the one that is meant", () => {
    const one = order({ subject: { reference: "Patient/a" } });
    const other = order({ subject: { reference: "Patient/b" }, status: "on-hold" });
    expect(read([one, order({ subject: { reference: "urn:uuid:a" } })], anticoagulant)).toEqual([true]);
    expect(read([one, other], anticoagulant)).toEqual([undefined, "fhir/several-patients"]);
    expect(read([one, other], anticoagulant, { patient: "b" })).toEqual([
      null,
      "fhir/other-patient",
      "fhir/unclear-status",
    ]);
  });

  test("without a subject a resource counts only where there is one patient", () => {
    const second = { resourceType: "Patient", id: "p2" };
    expect(read([patient, order()], anticoagulant, { patient: "p1" })).toEqual([true]);
    expect(read([patient, second, order()], anticoagulant, { patient: "p1" })).toEqual([
      undefined,
      "fhir/other-patient",
    ]);
  });

  test("a patient who has died is reported, by a date or without one", () => {
    expect(read([{ ...patient, deceasedBoolean: true }], "patient")).toEqual([undefined, "fhir/implausible"]);
    expect(read([{ ...patient, deceasedDateTime: "2026-11" }], "patient")).toEqual([undefined, "fhir/implausible"]);
    expect(read([{ ...patient, deceasedBoolean: false }], "patient")).toEqual([undefined]);
    expect(read([{ ...patient, deceasedDateTime: "2026-12" }], "patient")).toEqual([undefined]);
  });

  test("a patient who is meant and not there", () => {
    expect(
      read([patient, order({ subject: { reference: "Patient/p1" } })], anticoagulant, { patient: "Patient/p2" }),
    ).toEqual([undefined, "fhir/other-patient"]);
  });
});

describe("what is read", () => {
  const search = (more: Json): Json => ({
    resourceType: "Bundle",
    type: "searchset",
    entry: [{ resource: patient }],
    ...more,
  });
  test("fewer results than the total", () => {
    expect(read(search({ total: 2 }), anticoagulant)).toEqual([undefined, "fhir/incomplete"]);
    expect(read(search({ total: 1 }), anticoagulant)).toEqual([undefined]);
    const included = { entry: [{ resource: patient, search: { mode: "include" } }], total: 1 };
    expect(read(search(included), anticoagulant)).toEqual([undefined, "fhir/incomplete"]);
  });

  test("a page of a search for one type keeps the absence of that type from telling", () => {
    const next = (self: string): unknown =>
      search({
        link: [
          { relation: "self", url: self },
          { relation: "next", url: "https://ehr.example/next" },
        ],
      });
    const absenceMeansFalse = ["Condition"] as const;
    const settled = (input: unknown): boolean => read(input, "patient.bedbound", { absenceMeansFalse })[0] === false;
    expect(settled(next("https://ehr.example/Procedure?patient=p1"))).toBe(true);
    expect(settled(next("https://ehr.example/Condition?patient=p1"))).toBe(false);
    expect(settled(next("https://ehr.example?patient=p1"))).toBe(false);
    expect(settled(search({}))).toBe(true);
  });

  test("absence of a medicine tells nothing beside a condition without a code that is known", () => {
    const absenceMeansFalse = ["Condition", "MedicationRequest", "MedicationStatement"] as const;
    const settled = (more: Json): boolean =>
      read([patient, { resourceType: "Condition", ...more }], anticoagulant, { absenceMeansFalse })[0] === false;
    expect(settled({ code: { text: "takes blood thinners" } })).toBe(false);
    expect(settled({ code: concept("https://ehr.example", "7") })).toBe(false);
    expect(settled({ code: concept(snomed, "38341003") })).toBe(true);
  });

  test("what the caller knows needs no issue about what the record leaves open", () => {
    const held = order({ status: "on-hold" });
    expect(read([held], anticoagulant, { base: { medications: { anticoagulant: true } } })).toEqual([true]);
    expect(read([held], anticoagulant, { base: { medications: { anticoagulant: null } } })).toEqual([
      null,
      "fhir/unclear-status",
    ]);
  });

  test("a warning of a server is no error", () => {
    const outcome = (severity: string): unknown => ({ resourceType: "OperationOutcome", issue: [{ severity }] });
    expect(read([patient, outcome("warning")], anticoagulant)).toEqual([undefined]);
    expect(read([patient, outcome("fatal")], anticoagulant)).toEqual([undefined, "fhir/not-read"]);
  });

  test("counts say what was read and what was not", () => {
    const { counts } = caseFromFhir(
      [
        patient,
        order({ subject: { reference: "Patient/p1" } }),
        order({ subject: { reference: "Patient/p2" } }),
        order({ status: "entered-in-error" }),
        order({ status: 1 }),
        { resourceType: "Encounter" },
        { resourceType: "Encounter" },
        { ...order({ status: "stopped" }), id: "v", meta: { lastUpdated: "2026-02-01T00:00:00Z" } },
        { ...order(), id: "v", meta: { lastUpdated: "2026-01-01T00:00:00Z" } },
      ],
      { asOf },
    );
    expect(counts).toEqual({
      read: { MedicationRequest: 2, Patient: 1 },
      ignored: { Encounter: 2 },
      enteredInError: { MedicationRequest: 1 },
      otherPatient: { MedicationRequest: 1 },
      unreadable: { MedicationRequest: 1 },
      olderVersions: { MedicationRequest: 1 },
    });
  });
});

describe("questionnaire responses", () => {
  const response = (item: unknown[], more: Json = {}): Json => ({
    resourceType: "QuestionnaireResponse",
    status: "completed",
    authored: "2026-11-19",
    item,
    ...more,
  });
  const yes = (linkId: string, valueBoolean = true): Json => ({ linkId, answer: [{ valueBoolean }] });
  const unknown = {
    extension: [{ url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason", valueCode: "unknown" }],
  };

  test("a no does not settle what a later record leaves open", () => {
    const answered = response([yes(anticoagulant, false)]);
    const held = (authoredOn: string): Json => order({ status: "on-hold", authoredOn });
    expect(read([answered, held("2026-11-01")], anticoagulant)).toEqual([false]);
    expect(read([answered, held("2026-11-20")], anticoagulant)).toEqual([null, "fhir/unclear-status"]);
  });

  test("answers that were given too early, later than asOf, or not finished", () => {
    const since = { questionnaire: { since: "2026-11-01" } };
    const asked = (more: Json): [unknown, ...string[]] =>
      read([response([yes("patient.deskJob")], more)], "patient.deskJob", since);
    expect(asked({})).toEqual([true]);
    expect(asked({ authored: "2026-10-31" })).toEqual([undefined, "fhir/stale"]);
    expect(asked({ authored: undefined })).toEqual([undefined, "fhir/stale"]);
    expect(asked({ authored: "2026-11-21" })).toEqual([undefined, "fhir/in-future"]);
    expect(asked({ status: "in-progress" })).toEqual([undefined, "fhir/not-final"]);
    expect(asked({ status: "entered-in-error" })).toEqual([undefined, "fhir/entered-in-error"]);
  });

  test("responses of one moment that differ: yes is taken", () => {
    const pair = [response([yes("patient.deskJob", false)]), response([yes("patient.deskJob")])];
    expect(read(pair, "patient.deskJob")).toEqual([true, "fhir/conflicting"]);
    expect(read(pair.reverse(), "patient.deskJob")).toEqual([true, "fhir/conflicting"]);
  });

  test("an answer that says unknown is null, also where the default would be no", () => {
    expect(read([response([{ linkId: "assessment.duplexDone", ...unknown }])], "assessment.duplexDone")).toEqual([
      null,
    ]);
  });

  test("a follow-up is there by its group, and a session after asOf is left out", () => {
    expect(read([response([{ linkId: "followUp", ...unknown }])], "followUp")).toEqual([{}]);
    const late = response([
      { linkId: "followUp", item: [{ linkId: "followUp.sessionDate", answer: [{ valueDate: "2026-12-24" }] }] },
    ]);
    expect(read([late], "followUp")).toEqual([{ sessionDate: null }, "fhir/conflicting"]);
  });

  test("veins with the same id, and without one, get names of their own", () => {
    const vein = (...item: Json[]): Json => ({ linkId: "veins", item });
    const id = { linkId: "veins.id", answer: [{ valueString: "calf" }] };
    const veins = [vein(id), vein(id, yes("veins.refluxing")), vein(yes("veins.refluxing", false))];
    expect(read([response(veins)], "veins")).toEqual([
      [{ id: "calf" }, { id: "calf-2", refluxing: true }, { id: "vein-3", refluxing: false }],
    ]);
  });
});
