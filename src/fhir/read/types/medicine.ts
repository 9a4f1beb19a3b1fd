import type { Found } from "../collect.ts";
import type { Fields } from "../read-fields.ts";
import { type Reader, sourceOf } from "../reading.ts";
import { judgeMedicationRequest, judgeMedicationStatement } from "../status/medication.ts";
import type { Verdict } from "../verdict.ts";

/** Reads an order of a medicine into findings; false where it was entered in error, and so not read. */
export function readMedicationRequest(found: Found, fields: Fields<"MedicationRequest">, reader: Reader): boolean {
  if (fields.status === "entered-in-error") return false;
  return medicine(found, fields, fields.authoredOn, judgeMedicationRequest(fields, reader.day), reader);
}

/** Reads a statement about a medicine into findings; false where it was entered in error, and so not read. */
export function readMedicationStatement(found: Found, fields: Fields<"MedicationStatement">, reader: Reader): boolean {
  if (fields.status === "entered-in-error") return false;
  const date = fields.effectiveDateTime ?? fields.effectivePeriod?.start ?? fields.dateAsserted;
  return medicine(found, fields, date, judgeMedicationStatement(fields, reader.day), reader);
}

function medicine(
  found: Found,
  fields: Fields<"MedicationRequest"> | Fields<"MedicationStatement">,
  date: string | undefined,
  verdict: Verdict,
  reader: Reader,
): boolean {
  // What is over says nothing, whatever it was: its reference need not lead anywhere.
  if (verdict.is === "silent") return true;
  const { matcher, problems, gaps } = reader;
  const all = reader.medications.codingsOf(fields, found);
  if (all === undefined) {
    gaps.add(found.type);
    problems.add(
      "fhir/unresolved-reference",
      `${found.path}.medicationReference`,
      "expected a Medication of the Bundle or a contained one, received none that can be read",
      "include the Medication resources: without it the medicine is not known",
    );
    return true;
  }
  const codings = matcher.known(all);
  if (verdict.is !== "refuted") reader.coverage.add(found.type, codings);
  reader.note(
    matcher.match(found.type, codings),
    (match) => sourceOf(found, match, date),
    () => verdict,
  );
  return true;
}
