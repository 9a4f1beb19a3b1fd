import type { RecordData } from "./data/gather.ts";
import { isWhole } from "./data/read-record.ts";
import { isObject, type Json, listOf, type Resource } from "./data/resource.ts";
import type { OrderCodes } from "./orders/order-codes.ts";

/**
 * Whether a record has to do with leg veins or sclerotherapy. `unknown` where nothing says so, but not all that could say so was
 * read: that is no "not relevant".
 */
export type Relevance = "relevant" | "not-relevant" | "unknown";

/** The keys whose resources say whether a patient's record is about leg veins. */
const telling = ["conditions", "procedures", "medicationRequests"] as const;

/** Judges a record that was opened, with the case read from it. */
export function relevanceOf({ keys }: RecordData, read: Json, openTasks: number, codes: OrderCodes): Relevance {
  const has =
    openTasks > 0 ||
    listOf(read["veins"]).length > 0 ||
    isObject(read["followUp"]) ||
    keys.conditions.resources.some((one) => isCurrent(one) && codes.isVein(one["code"])) ||
    keys.procedures.resources.some((one) => !isVoid(one) && codes.meaningOf(one["code"]) !== undefined) ||
    keys.medicationRequests.resources.some(
      (one) => one["status"] === "active" && codes.meaningOf(one["medicationCodeableConcept"]) !== undefined,
    );
  if (has) return "relevant";
  return telling.every((key) => isWhole(keys[key])) ? "not-relevant" : "unknown";
}

/** Statuses of conditions that are no more, or never were. */
const past: readonly string[] = ["inactive", "resolved", "remission", "refuted", "entered-in-error"];

function isCurrent(condition: Resource): boolean {
  return ![...codesOf(condition["clinicalStatus"]), ...codesOf(condition["verificationStatus"])].some((code) =>
    past.includes(code),
  );
}

function isVoid({ status }: Resource): boolean {
  return status === "entered-in-error" || status === "not-done";
}

function codesOf(concept: unknown): string[] {
  return isObject(concept)
    ? listOf(concept["coding"]).flatMap((coding) =>
        isObject(coding) && typeof coding["code"] === "string" ? [coding["code"]] : [],
      )
    : [];
}
