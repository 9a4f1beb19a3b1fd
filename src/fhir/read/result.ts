import type { OriginOf } from "../../explain/reason.ts";
import type { Issue } from "../../issues/issue.ts";

/** The resource types that facts are read from. */
export const readTypes = [
  "Patient",
  "Condition",
  "AllergyIntolerance",
  "MedicationRequest",
  "MedicationStatement",
  "Observation",
  "Procedure",
  "QuestionnaireResponse",
] as const;

export type ReadType = (typeof readTypes)[number];

/** The types whose absence a caller can state to mean false. */
export type AbsentType = Exclude<ReadType, "Patient" | "QuestionnaireResponse">;

export const absentTypes = readTypes.filter(
  (type): type is AbsentType => type !== "Patient" && type !== "QuestionnaireResponse",
);

/** Where a fact came from: a resource of the record, or the caller's statement that absence means false. */
export type FactOrigin =
  | {
      /** `Condition/123`, or the place in the input where the resource has no id: `Bundle.entry[3].resource`. */
      readonly resource: string;
      /** The code that decided, with the display of the code list; absent for what needs no code (an age, an answer). */
      readonly code?: { readonly system: string; readonly code: string; readonly display?: string };
      /** The date that counted, as the record writes it. */
      readonly date?: string;
      /** What to know about how it was read. */
      readonly note?: string;
      /** Further resources that say the same. */
      readonly also?: readonly string[];
    }
  | { readonly absenceOf: readonly string[]; readonly statedBy: "caller" };

/** How many resources there were, by type; what was not read, and why. */
export interface ReadCounts {
  /** Resources of the patient that were looked at. */
  readonly read: Readonly<Record<string, number>>;
  /** Resources of types that hold no facts. */
  readonly ignored: Readonly<Record<string, number>>;
  readonly enteredInError: Readonly<Record<string, number>>;
  readonly otherPatient: Readonly<Record<string, number>>;
  /** Left out, since a field that is read has the wrong type. */
  readonly unreadable: Readonly<Record<string, number>>;
  /** Older versions of a resource that is there in a newer one. */
  readonly olderVersions: Readonly<Record<string, number>>;
}

/** What the caller's statement that absence means false came to. */
export interface AbsenceRead {
  readonly stated: readonly AbsentType[];
  /** Facts that were settled by it. */
  readonly settled: readonly string[];
  /** Facts that it could have settled, had the record been whole and readable; they are unknown. */
  readonly withheld: readonly string[];
}

/** A case read from a health record, ready for `advisor.recommend(read.case, read)`. Deeply frozen. */
export interface ReadCase {
  /** The case; it always passes the advisor's reading. `null` where the record touches a fact without settling it. */
  readonly case: Readonly<Record<string, unknown>>;
  /** The origin of each fact that the record settled, by case path: `patient.pregnant`, `veins.<id>.type`. */
  readonly origins: Readonly<Record<string, FactOrigin>>;
  /** The origin of a fact for the explanation; null where the caller gave it. */
  readonly originOf: OriginOf;
  /** What could not be read, and why facts stayed unknown. */
  readonly issues: readonly Issue[];
  readonly counts: ReadCounts;
  readonly absence: AbsenceRead;
}
