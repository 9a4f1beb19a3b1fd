import type { Annotation, FhirResource, GuidanceResponse, OperationOutcome, Reference } from "fhir/r4.js";
import { leadingSlots, type Question } from "../../explain/questions.ts";
import { valueText, words } from "../../explain/sentence.ts";
import type { Report } from "../../report/report.ts";
import type { Disagreement } from "../../resolve/disagreements.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Slot, SlotValue } from "../../rulebook/slots.ts";
import { checkWriterOptions } from "./check-options.ts";
import { compact } from "./compact.ts";
import { type RequirementCodes, requirementsOf } from "./data-requirements.ts";
import { fhirDateTime } from "./date-time.ts";
import { narrative } from "./narrative.ts";
import { incompleteIssue, operationOutcome } from "./operation-outcome.ts";
import { referenceTo, rulebookCanonical } from "./options.ts";
import { type RequestGroupOptions, requestParts } from "./request-group.ts";

export interface GuidanceResponseOptions extends RequestGroupOptions {
  /** The id under which the caller asked, repeated. */
  readonly requestIdentifier?: string;
  /** Where the RequestGroup of the report stands; without it the response contains it. */
  readonly result?: string | Reference;
  /** Names the rulebook by `moduleUri`, which is the default, or by `moduleCanonical`. */
  readonly module?: "uri" | "canonical";
  /** Code lists: the requirements then name the resources of a record that could answer a question. */
  readonly codes?: RequirementCodes;
}

/**
 * Returns a report as an R4 GuidanceResponse.
 *
 * `status` is `data-required` where an answer could still change eligibility or triage, or where rules failed for want of a
 * fact; otherwise `success`, although further questions may stand among the data requirements. "Not enough is known" is thus
 * never taken for "nothing applies". The issues of the report are its evaluation message.
 */
export function guidanceResponse(
  report: Report,
  rulebook: Rulebook,
  options: GuidanceResponseOptions = {},
): GuidanceResponse {
  checkWriterOptions(options);
  const { complete, questions } = report;
  const { contained, result } = resultOf(report, rulebook, options);
  const messages = messagesOf(report, options);
  const module = rulebookCanonical(rulebook, options);
  const notes = notesOf(report, rulebook);
  return compact<GuidanceResponse>({
    resourceType: "GuidanceResponse",
    id: options.id,
    text: narrative([rulebook.title, ...decisionLines(report)]),
    contained: [...messages, ...contained],
    requestIdentifier: options.requestIdentifier === undefined ? undefined : { value: options.requestIdentifier },
    ...(options.module === "canonical" ? { moduleCanonical: module } : { moduleUri: module }),
    status: complete && !questions.some(isDecisive) ? "success" : "data-required",
    subject: referenceTo(options.subject),
    encounter: referenceTo(options.encounter),
    occurrenceDateTime: fhirDateTime(options.occurrence ?? report.asOf),
    performer: referenceTo(options.performer),
    note: notes,
    evaluationMessage: messages.map(({ id }) => ({ reference: `#${id}` })),
    result,
    dataRequirement: questions.flatMap((question) => requirementsOf(question, rulebook, options.codes, options)),
  });
}

/** Whether the answer to a question could change eligibility or triage. */
export function isDecisive({ couldChange }: Question): boolean {
  return couldChange.some((change) => "slot" in change && leadingSlots.includes(change.slot));
}

function resultOf(
  report: Report,
  rulebook: Rulebook,
  options: GuidanceResponseOptions,
): { contained: FhirResource[]; result: Reference | undefined } {
  const given = referenceTo(options.result);
  if (given !== undefined) return { contained: [], result: given };
  const { group, tasks } = requestParts(report, rulebook, options);
  if (tasks.length === 0) return { contained: [], result: undefined };
  const { text: _, ...contained } = group;
  const id = "recommendations";
  return { contained: [{ ...contained, id }, ...tasks.map(({ task }) => task)], result: { reference: `#${id}` } };
}

function messagesOf({ issues, complete }: Report, options: GuidanceResponseOptions): OperationOutcome[] {
  if (complete && issues.length === 0) return [];
  const known = issues.length === 0 ? [] : operationOutcome(issues, options).issue;
  return [
    {
      resourceType: "OperationOutcome",
      id: "messages",
      issue: [...known, ...(complete ? [] : [incompleteIssue])],
    },
  ];
}

/** What a reader needs beside the recommendations: by which rules, what was decided, and where sources differ. */
function notesOf(report: Report, rulebook: Rulebook): Annotation[] {
  const { name, version, digest, evidence, profile } = report.rulebook;
  const used = profile === undefined ? "" : `, profile ${profile.name}`;
  return [
    ...decisionLines(report),
    ...report.disagreements.map((one) => disagreementText(one, rulebook)),
    `Rulebook ${name} ${version}, evidence ${evidence}${used}, ${digest}`,
  ].map((text) => ({ text }));
}

function decisionLines({ eligibility, triage }: Report): string[] {
  const could = (level: string | null): string => (level === null ? "" : `; could still become: ${words(level)}`);
  const why = (rules: readonly string[]): string => (rules.length === 0 ? "" : ` (${rules.join(", ")})`);
  const decided = `Decision: ${words(eligibility.decision)}${could(eligibility.couldBecome)}${why(eligibility.because)}`;
  if (triage === undefined) return [decided];
  return [
    decided,
    `Triage: ${words(triage.level)}${could(triage.couldBecome)}${why(triage.because)}`,
    ...(triage.suspect.length === 0 ? [] : [`Suspect: ${triage.suspect.map(words).join(", ")}`]),
  ];
}

function disagreementText(
  { slot: name, subject, matter, positions, used, policy }: Disagreement,
  rulebook: Rulebook,
): string {
  const slot = rulebook.slots.get(name);
  const whose = subject.kind === "vein" ? ` of vein ${subject.id}` : "";
  const about = matter === undefined ? "" : `, on ${words(matter)}`;
  const taken = positions.map(
    ({ value, sources, rules, note }) =>
      `${positionText(slot, value)} [${(sources.length === 0 ? rules : sources).join(", ")}]${note === undefined ? "" : `, ${note}`}`,
  );
  const decided = isByOption(slot) ? "all, side by side" : positionText(slot, used);
  return `Sources differ on ${slot?.label ?? name}${whose}${about}: ${taken.join("; ")}. Used: ${decided} (${policy})`;
}

/** Where a slot is a list of options, sources differ on the numbers of one option, and a position is those numbers alone. */
function isByOption(slot: Slot | undefined): boolean {
  return slot?.disagreeBy === "option";
}

function positionText(slot: Slot | undefined, value: SlotValue | null): string {
  if (slot === undefined) return JSON.stringify(value);
  if (!isByOption(slot)) return valueText(slot, value);
  return `${[...new Set(Object.values(value ?? {}))].join(" to ")} ${slot.unit ?? ""}`.trim();
}
