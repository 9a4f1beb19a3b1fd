import { describe, expect, test } from "vitest";
import { caseFromFhir } from "../../../src/fhir/case-from-fhir.ts";
import { embeddedCodes } from "../../../src/fhir/codes/embedded.ts";
import type { CodeEntry, Reading } from "../../../src/fhir/codes/format.ts";

const asOf = "2026-11-20";
const lately = "2026-11-18";
const status = (system: string, code: string): unknown => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }],
});

/** A code of a family stands for itself, and for one below it. */
function codesOf({ code }: CodeEntry): string[] {
  return code.endsWith("-") ? [code.slice(0, -1).replace(/\.$/, ""), `${code.slice(0, -1)}9`] : [code];
}

const concept = ({ system }: CodeEntry, code: string): unknown => ({
  coding: [{ system: embeddedCodes.systems[system]?.url, code }],
});

/** A resource that says the most that a code of its type can say: current, confirmed, final, done. */
function sayingMost(type: string, code: unknown): Record<string, unknown> {
  switch (type) {
    case "Condition":
      return {
        code,
        clinicalStatus: status("condition-clinical", "active"),
        verificationStatus: status("condition-ver-status", "confirmed"),
        onsetDateTime: lately,
      };
    case "AllergyIntolerance":
      return {
        code,
        clinicalStatus: status("allergyintolerance-clinical", "active"),
        verificationStatus: status("allergyintolerance-verification", "confirmed"),
        reaction: [{ severity: "severe" }],
      };
    case "MedicationRequest":
      return { medicationCodeableConcept: code, status: "active", intent: "order", authoredOn: lately };
    case "MedicationStatement":
      return { medicationCodeableConcept: code, status: "active" };
    case "Procedure":
      return { code, status: "completed", performedDateTime: lately };
    default:
      return { code, status: "final", effectiveDateTime: lately };
  }
}

function read(resource: Record<string, unknown>, fact: string): unknown {
  const [group = "", key = ""] = fact.split(".");
  const facts = caseFromFhir([resource], { asOf }).case[group] as Readonly<Record<string, unknown>> | undefined;
  return facts?.[key];
}

describe.each(embeddedCodes.facts)("$fact", ({ fact, readings, hints = [], traps = [] }) => {
  const isExcepted = (by: { except?: readonly CodeEntry[] }, entry: CodeEntry, code: string): boolean =>
    (by.except ?? []).some(
      (one) =>
        one.system === entry.system &&
        (one.code === code || (one.code.endsWith("-") && code.startsWith(one.code.slice(0, -1)))),
    );
  const each = (
    by: { codes: readonly CodeEntry[]; except?: readonly CodeEntry[] },
    check: (entry: CodeEntry, code: string) => void,
  ): void => {
    for (const entry of by.codes)
      for (const code of codesOf(entry)) if (!isExcepted(by, entry, code)) check(entry, code);
  };

  test("each code of a reading gives its value", () => {
    for (const reading of readings)
      each(reading, (entry, code) => {
        for (const [resource, value] of resourcesOf(reading, sayingMost(reading.resource, concept(entry, code))))
          expect(read({ resourceType: reading.resource, ...resource }, fact), `${reading.resource} ${code}`).toEqual(
            value,
          );
      });
  });

  test("each code of a hint leaves it open", () => {
    for (const hint of hints)
      each(hint, (entry, code) => {
        const settling = readings.some(
          (one) =>
            one.resource === hint.resource &&
            one.codes.some((own) => own.system === entry.system && codesOf(own).some((of) => code.startsWith(of))),
        );
        const isOver = hint.resource === "Condition" && hint.time === "past";
        const resource = sayingMost(hint.resource, concept(entry, code));
        const over = isOver ? { clinicalStatus: status("condition-clinical", "resolved") } : {};
        if (!settling)
          expect(
            read({ resourceType: hint.resource, ...resource, ...over }, fact),
            `${hint.resource} ${code}`,
          ).toBeNull();
      });
  });

  test("no trap gives it a value", () => {
    for (const { codes } of traps)
      for (const entry of codes)
        for (const code of codesOf(entry))
          for (const type of [
            "Condition",
            "MedicationRequest",
            "MedicationStatement",
            "AllergyIntolerance",
            "Procedure",
            "Observation",
          ])
            expect(
              read({ resourceType: type, ...sayingMost(type, concept(entry, code)) }, fact) ?? null,
              `${type} ${code}`,
            ).toBeNull();
  });
});

/** The resources that a reading is tried with, each with the value that the code list says. */
function resourcesOf(reading: Reading, resource: Record<string, unknown>): [Record<string, unknown>, unknown][] {
  if ("answers" in reading)
    return reading.answers.flatMap(({ codes, gives }) =>
      codes.map((answer): [Record<string, unknown>, unknown] => [
        { ...resource, valueCodeableConcept: concept(answer, answer.code.replace(/\.?-$/, "")) },
        gives,
      ]),
    );
  if ("units" in reading)
    return Object.entries(reading.units).map(([unit, factor]) => [
      { ...resource, valueQuantity: { value: 30 / factor, system: "http://unitsofmeasure.org", code: unit } },
      expect.closeTo(30, 3),
    ]);
  if (reading.resource === "Procedure" && reading.gives === "performed") return [[resource, lately]];
  if (reading.resource === "Condition" && reading.time === "past")
    return [[{ ...resource, clinicalStatus: status("condition-clinical", "resolved") }, reading.gives]];
  return [[resource, reading.gives]];
}
