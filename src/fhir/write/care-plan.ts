import type { CarePlan, FhirResource, Reference } from "fhir/r4.js";
import { words } from "../../explain/sentence.ts";
import type { Report } from "../../report/report.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { checkOptionsWithSubject } from "./check-options.ts";
import { compact } from "./compact.ts";
import { fhirDateTime } from "./date-time.ts";
import { narrative } from "./narrative.ts";
import { type ReportResourceOptions, referenceTo, rulebookCanonical } from "./options.ts";
import { type RequestGroupOptions, requestParts } from "./request-group.ts";

export interface CarePlanOptions extends RequestGroupOptions {
  /** A plan is always somebody's. */
  readonly subject: NonNullable<ReportResourceOptions["subject"]>;
  /** Where the RequestGroup of the report stands; without it the plan contains it. */
  readonly requestGroup?: string | Reference;
}

/**
 * Returns the draft R4 CarePlan that callers of `$apply` expect: a thin wrapper, whose only activity is the RequestGroup. Throws
 * `AdapterError` for options that cannot be meant: a plan needs its subject.
 */
export function carePlan(report: Report, rulebook: Rulebook, options: CarePlanOptions): CarePlan {
  checkOptionsWithSubject(options);
  const { decision, couldBecome } = report.eligibility;
  const description = `Decision: ${words(decision)}${couldBecome === null ? "" : `; could still become: ${words(couldBecome)}`}`;
  const { contained, reference } = activityOf(report, rulebook, options);
  return compact<CarePlan>({
    resourceType: "CarePlan",
    id: options.id,
    text: narrative([rulebook.title, description]),
    contained,
    instantiatesCanonical: [rulebookCanonical(rulebook, options)],
    status: "draft",
    intent: "proposal",
    title: rulebook.title,
    description,
    subject: referenceTo(options.subject) ?? {},
    encounter: referenceTo(options.encounter),
    created: fhirDateTime(options.occurrence ?? report.asOf),
    author: referenceTo(options.performer),
    activity: reference === undefined ? [] : [{ reference }],
  });
}

function activityOf(
  report: Report,
  rulebook: Rulebook,
  options: CarePlanOptions,
): { contained: FhirResource[]; reference: Reference | undefined } {
  const given = referenceTo(options.requestGroup);
  if (given !== undefined) return { contained: [], reference: given };
  const { group, tasks } = requestParts(report, rulebook, options);
  const { text: _, ...contained } = group;
  const id = "recommendations";
  return {
    contained: [{ ...contained, id }, ...tasks.map(({ task }) => task)],
    reference: { reference: `#${id}` },
  };
}
