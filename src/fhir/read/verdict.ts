import type { FhirIssueCode } from "../../issues/issue.ts";
import type { Span } from "./dates.ts";

/** Why a resource with the right code does not settle a fact. The words make an issue; they never hold a value of the record. */
export interface Doubt {
  readonly is: "doubtful";
  readonly code: FhirIssueCode;
  readonly expected: string;
  readonly received: string;
  readonly help: string;
  /** Only age or date is in doubt: a later answer goes before it. */
  readonly old?: true;
  /** No finding, but enough to keep absence from telling: a result that is not final, something planned. */
  readonly weak?: true;
}

/** What a resource says: its condition or medicine holds now, is ruled out, says nothing of now, or leaves it open. */
export type Verdict =
  | { readonly is: "holds" }
  /** With the days on which it was ruled out. */
  | { readonly is: "refuted"; readonly at?: Span | undefined }
  | { readonly is: "silent" }
  | Doubt;

export const holds: Verdict = Object.freeze({ is: "holds" });
export const refuted: Verdict = Object.freeze({ is: "refuted" });
export const silent: Verdict = Object.freeze({ is: "silent" });

function doubt(code: FhirIssueCode, expected: string, received: string, help: string): Doubt {
  return Object.freeze({ is: "doubtful", code, expected, received, help });
}

export const unconfirmed = doubt(
  "fhir/unconfirmed",
  "a confirmed record",
  "one that is unconfirmed, provisional or differential",
  "confirm or refute it in the record, or ask",
);

export const unclearStatus = doubt(
  "fhir/unclear-status",
  "a status that says whether it holds now",
  "none, or one that leaves it open",
  "complete the status in the record, or ask",
);

export const inactiveAllergy = doubt(
  "fhir/unclear-status",
  "an active or a refuted allergy",
  "an inactive or resolved one",
  "an allergy is not forgotten on a status alone: have it refuted or confirmed",
);

export const deniedBesideAnother = doubt(
  "fhir/conflicting",
  "a denied or refuted allergy without one beside it that may contradict",
  "one with such an allergy beside it",
  "the list of allergies contradicts itself: correct it, or ask",
);

export const activeThoughEnded = doubt(
  "fhir/conflicting",
  "a status that agrees with the dates",
  "an active one beside an end that has passed, or an ended one beside an end to come",
  "correct the status or the date in the record, or ask",
);

export const statusesDiffer = doubt(
  "fhir/conflicting",
  "one status",
  "several that differ",
  "correct the status in the record, or ask",
);

export const unclearDate: Doubt = Object.freeze({
  ...doubt(
    "fhir/unclear-date",
    "a date that tells whether it still holds",
    "none, or one that is too coarse",
    "complete the date in the record, or ask",
  ),
  old: true,
});

export const unclearEnd = doubt(
  "fhir/unclear-date",
  "an end that is dated by the day",
  "one that may lie before or after `asOf`",
  "complete the date in the record, or ask",
);

export const inFuture: Doubt = Object.freeze({
  ...doubt(
    "fhir/in-future",
    "a date on or before `asOf`",
    "a later one",
    "what is dated later was not counted: correct the date, or `asOf`",
  ),
  weak: true,
});

export const notFinal: Doubt = Object.freeze({
  ...doubt("fhir/not-final", "a final result", "one that is not", "wait for the final result, or ask"),
  weak: true,
});

export const endedThoughActive: Doubt = Object.freeze({
  ...doubt(
    "fhir/stale",
    "a medicine whose period has not ended",
    "an active one whose period is over",
    "find out whether it is still taken",
  ),
});

export const endedBeforeItsPeriod = doubt(
  "fhir/unclear-status",
  "a medicine that is active or whose period is over",
  "a finished order whose period goes on",
  "find out whether it is still taken",
);

export const severityUnknown = doubt(
  "fhir/not-specific",
  "an allergy with the severity of its reactions",
  "one without it",
  "find out how severe the reaction was",
);

export const answerNotListed: Doubt = Object.freeze({
  ...doubt(
    "fhir/not-specific",
    "an answer by one of the listed codes",
    "another one",
    "see rules/codes for the answers that are read, or ask",
  ),
  old: true,
});

export const answersDiffer = doubt(
  "fhir/conflicting",
  "codes of an answer that mean the same",
  "codes that mean different things",
  "correct the answer in the record, or ask",
);

/** The answer says itself that it is not known: no fault of the record. */
export const answeredUnknown: Doubt = Object.freeze({
  ...doubt("fhir/not-specific", "an answer", "one that says that it is not known", "ask"),
  old: true,
});

export const inexactNumber: Doubt = Object.freeze({
  ...doubt(
    "fhir/not-specific",
    "a number with a unit",
    "a limit, a text, or a number without one",
    "enter the measured number with its UCUM unit",
  ),
  old: true,
});

export const unknownUnit: Doubt = Object.freeze({
  ...doubt(
    "fhir/unknown-unit",
    "one of the listed units",
    "another one, or none",
    "see rules/codes for the UCUM units that are read",
  ),
  old: true,
});

export const outOfRange: Doubt = Object.freeze({
  ...doubt(
    "fhir/out-of-range",
    "a value within the range of the fact",
    "one beyond it",
    "check the value and its unit",
  ),
  old: true,
});

export function implausible(limit: string): Doubt {
  return {
    ...doubt(
      "fhir/implausible",
      `a beginning within ${limit} of \`asOf\``,
      "an active record that began earlier",
      "the record may be out of date: end it, or ask",
    ),
    old: true,
  };
}

export function stale(limit: string): Doubt {
  return {
    ...doubt("fhir/stale", `a result within ${limit} of \`asOf\``, "an older one", "ask, or measure again"),
    old: true,
  };
}

/** Ruled out too long ago to tell what holds, or without a date: no finding, and nothing that stands against a later one. */
export function ruledOutEarlier(doubt: Doubt): Doubt {
  return { ...doubt, weak: true };
}
