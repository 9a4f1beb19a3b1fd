import type { AllergyIntolerance } from "fhir/r4.js";
import { isAfter, spanOf } from "../dates.ts";
import type { Read } from "../schemas.ts";
import {
  holds,
  inactiveAllergy,
  inFuture,
  refuted,
  severityUnknown,
  silent,
  statusesDiffer,
  unconfirmed,
  type Verdict,
} from "../verdict.ts";
import { statusOf, systemsOf, verificationOf } from "./code-of.ts";

const clinical = ["active", "inactive", "resolved"] as const;
const verification = "allergyintolerance-verification";

export function isAllergyInError(allergy: Read<AllergyIntolerance>): boolean {
  return verificationOf(allergy.verificationStatus, verification) === "entered-in-error";
}

/**
 * What an allergy says. One that gives a finding counts without a status too; one that denies (no known allergy) has to be
 * active, since a denial that was ended denies nothing.
 */
export function judgeAllergy(
  allergy: Read<AllergyIntolerance>,
  { denies, severeReaction }: { readonly denies: boolean; readonly severeReaction?: true | undefined },
  day: number,
): Verdict {
  const sure = verificationOf(allergy.verificationStatus, verification);
  const recorded = allergy.recordedDate === undefined ? undefined : spanOf(allergy.recordedDate);
  if (recorded !== undefined && isAfter(recorded, day)) return inFuture;
  if (sure === "refuted") return denies ? silent : refuted;
  const status = statusOf(allergy.clinicalStatus, systemsOf("allergyintolerance-clinical"), clinical);
  if (denies) return status === "active" && isConfirmedOrUntold(allergy) ? holds : silent;
  const severe = severeReaction === true ? severity(allergy) : "severe";
  if (severe === "mild") return silent;
  if (status === "several") return statusesDiffer;
  if (status === "inactive" || status === "resolved") return inactiveAllergy;
  if (sure === "unconfirmed") return unconfirmed;
  return severe === "unknown" ? severityUnknown : holds;
}

/** What denies has to be sure: a verification status that cannot be read may say that it is not. */
function isConfirmedOrUntold({ verificationStatus }: Read<AllergyIntolerance>): boolean {
  return (
    verificationStatus === undefined ||
    statusOf(verificationStatus, systemsOf(verification), ["confirmed", "unconfirmed"]) === "confirmed"
  );
}

/** How severe the worst reaction was: `mild` stands for all that is recorded and not severe. */
function severity({ reaction = [], criticality }: Read<AllergyIntolerance>): "severe" | "mild" | "unknown" {
  if (reaction.some((one) => one.severity === "severe")) return "severe";
  const allTold = reaction.length > 0 && reaction.every((one) => one.severity !== undefined);
  return allTold && (criticality === undefined || criticality === "low") ? "mild" : "unknown";
}
