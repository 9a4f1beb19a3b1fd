import type { MedicationRequest, MedicationStatement, Period } from "fhir/r4.js";
import { isAfter, isBefore, type Span, spanOf } from "../dates.ts";
import type { Read } from "../schemas.ts";
import {
  type Doubt,
  endedBeforeItsPeriod,
  endedThoughActive,
  holds,
  inFuture,
  silent,
  unclearEnd,
  unclearStatus,
  type Verdict,
} from "../verdict.ts";

/** Orders that were made; a proposal or an option is none, and without an intent it cannot be told. */
const ordered: ReadonlySet<string> = new Set([
  "order",
  "original-order",
  "reflex-order",
  "filler-order",
  "instance-order",
]);
const onlyMeant: ReadonlySet<string> = new Set(["proposal", "option"]);
/** `draft` is no order yet. */
const over: ReadonlySet<string> = new Set(["stopped", "completed", "cancelled", "draft"]);

/** What an order says of whether the medicine is taken on `day`. */
export function judgeMedicationRequest(request: Read<MedicationRequest>, day: number): Verdict {
  const { status = "", intent = "", doNotPerform, authoredOn } = request;
  if (doNotPerform === true || onlyMeant.has(intent)) return silent;
  const periods = [
    request.dispenseRequest?.validityPeriod,
    ...(request.dosageInstruction ?? []).map(({ timing }) => timing?.repeat?.boundsPeriod),
  ];
  const begun = authoredOn === undefined ? undefined : spanOf(authoredOn);
  if (!over.has(status) && begun !== undefined && isAfter(begun, day)) return inFuture;
  if (over.has(status)) return status === "completed" ? afterItsPeriod(periods, day) : silent;
  // Medicines that a patient reports are active plans in US Core; a plan that nobody reported may be one or the other.
  const isReported = intent === "plan" && (request.reportedBoolean === true || request.reportedReference !== undefined);
  if (status !== "active" || !(ordered.has(intent) || isReported)) return unclearStatus;
  return within(periods, day);
}

const notTaken: ReadonlySet<string> = new Set(["stopped", "completed"]);

/** What a statement says of whether the medicine is taken on `day`. */
export function judgeMedicationStatement(statement: Read<MedicationStatement>, day: number): Verdict {
  const { status = "", effectiveDateTime, effectivePeriod } = statement;
  const at = effectiveDateTime === undefined ? undefined : spanOf(effectiveDateTime);
  if (status === "not-taken") return notTakenAt(statement, day);
  if (notTaken.has(status)) return status === "completed" ? afterItsPeriod([effectivePeriod], day) : silent;
  if (at !== undefined && isAfter(at, day)) return inFuture;
  return status === "active" ? within([effectivePeriod], day) : unclearStatus;
}

/** Not taken as of the end of what the statement covers, or of the day on which it was made. */
function notTakenAt(
  { effectiveDateTime, effectivePeriod, dateAsserted }: Read<MedicationStatement>,
  day: number,
): Verdict {
  const date = effectiveDateTime ?? effectivePeriod?.end ?? dateAsserted ?? effectivePeriod?.start;
  const at = date === undefined ? undefined : spanOf(date);
  const begun = effectivePeriod?.start === undefined ? at : spanOf(effectivePeriod.start);
  return begun !== undefined && isAfter(begun, day) ? inFuture : { is: "refuted", at };
}

type Periods = readonly (Read<Period> | undefined)[];

/**
 * What is active is taken where one of its periods goes on, or none ends; it is doubtful where all have ended, and still to come
 * where all begin later.
 */
function within(periods: Periods, day: number): Verdict {
  const verdicts = periods.filter((period) => period !== undefined).map((period) => inPeriod(period, day));
  if (verdicts.length === 0 || verdicts.includes(holds)) return holds;
  return verdicts.find((verdict) => verdict !== inFuture) ?? inFuture;
}

function inPeriod({ start, end }: Read<Period>, day: number): Verdict {
  const from = start === undefined ? undefined : spanOf(start);
  if (from !== undefined && isAfter(from, day)) return inFuture;
  const ended = end === undefined ? "no" : isBefore(spanOf(end) as Span, day);
  return ended === "no" ? holds : ended === "yes" ? endedThoughActive : unclearEnd;
}

/** What was completed is over, unless it is to last longer: an order may be done with once it has been handed out. */
function afterItsPeriod(periods: Periods, day: number): Doubt | { readonly is: "silent" } {
  const goesOn = periods.some((period) => {
    const end = period?.end === undefined ? undefined : spanOf(period.end);
    return end !== undefined && isBefore(end, day) !== "yes";
  });
  return goesOn ? endedBeforeItsPeriod : { is: "silent" };
}
