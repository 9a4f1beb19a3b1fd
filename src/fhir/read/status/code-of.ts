import type { CodeableConcept } from "fhir/r4.js";
import type { Read } from "../schemas.ts";

/**
 * The status that a concept of one of HL7's status systems gives: the one code among those that are known; undefined where
 * there is none, `"several"` where they differ. Codings of other systems are a site's own and do not count.
 */
export function statusOf<Status extends string>(
  concept: Read<CodeableConcept> | undefined,
  systems: readonly string[],
  known: readonly Status[],
): Status | "several" | undefined {
  const found = new Set<Status>();
  for (const { system, code } of concept?.coding ?? []) {
    if (system !== undefined && !systems.includes(system)) continue;
    const status = known.find((one) => one === code);
    if (status !== undefined) found.add(status);
  }
  const [first] = found;
  return found.size > 1 ? "several" : first;
}

const terminology = "http://terminology.hl7.org/CodeSystem/";
/** As STU3 and early R4 servers write them. */
const older = "http://hl7.org/fhir/";

export function systemsOf(name: string): string[] {
  return [`${terminology}${name}`, `${older}${name}`];
}

const verifications = [
  "unconfirmed",
  "provisional",
  "differential",
  "confirmed",
  "refuted",
  "entered-in-error",
] as const;

/** How sure a condition or an allergy is; without a status it counts as recorded, so as confirmed. */
export type Verification = "confirmed" | "unconfirmed" | "refuted" | "entered-in-error";

/** Of several that differ the least sure one is taken. */
export function verificationOf(concept: Read<CodeableConcept> | undefined, system: string): Verification {
  const status = statusOf(concept, systemsOf(system), verifications);
  if (status === undefined || status === "confirmed") return "confirmed";
  return status === "refuted" || status === "entered-in-error" ? status : "unconfirmed";
}
