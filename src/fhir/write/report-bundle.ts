import type { Bundle, FhirResource } from "fhir/r4.js";
import type { Report } from "../../report/report.ts";
import { deepFreeze } from "../../rulebook/freeze.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { carePlan } from "./care-plan.ts";
import { checkWriterOptions } from "./check-options.ts";
import { compact } from "./compact.ts";
import { type DetectedIssueOptions, detectedIssues } from "./detected-issues.ts";
import { type GuidanceResponseOptions, guidanceResponse } from "./guidance-response.ts";
import { idsFrom } from "./ids.ts";
import { library } from "./library.ts";
import { referenceTo } from "./options.ts";
import { planDefinition } from "./plan-definition.ts";
import { questionnaire } from "./questionnaire.ts";
import { requestGroup } from "./request-group.ts";

export interface ReportBundleOptions extends Omit<GuidanceResponseOptions, "result"> {
  /** What was done about issues: see `detectedIssues`. */
  readonly mitigations?: DetectedIssueOptions["mitigations"];
  readonly issueStatus?: DetectedIssueOptions["status"];
  /** True adds the rulebook itself: its PlanDefinition and its Library. */
  readonly definitions?: boolean;
  /** Resources of the record to hand along (the patient, those that facts were read from), each with the URL it has there. */
  readonly include?: readonly { readonly fullUrl: string; readonly resource: FhirResource }[];
}

/**
 * Returns a report as an R4 collection Bundle: the GuidanceResponse first, the RequestGroup, with a subject the CarePlan, a
 * DetectedIssue for each contraindication and caution, and with questions the Questionnaire that asks them.
 *
 * Resources refer to each other by `urn:uuid:`, which resolves within the Bundle; what they say of the record (subject, encounter,
 * evidence) stays as the caller's references. Ids come from a digest of the report and whom it is about: the same report gives
 * the same bytes.
 */
export function reportBundle(report: Report, rulebook: Rulebook, options: ReportBundleOptions = {}): Bundle {
  checkWriterOptions(options);
  const { mitigations, issueStatus, include = [], definitions, id, ...shared } = options;
  // What is done about an issue later, and how it is written, makes no other issue of it: ids are of the evaluation alone.
  const idOf = idsFrom([report, options.subject ?? null, options.encounter ?? null, options.occurrence ?? null]);
  const urn = (name: string): string => `urn:uuid:${idOf(name)}`;
  const entry = (name: string, resource: FhirResource) => ({ fullUrl: urn(name), resource });
  const hasRequests = report.recommendations.some(({ status }) => status === "active");
  const subject = referenceTo(options.subject);
  const issues = detectedIssues(report, rulebook, {
    ...shared,
    idOf,
    ...(mitigations === undefined ? {} : { mitigations }),
    ...(issueStatus === undefined ? {} : { status: issueStatus }),
  });
  const guidance = guidanceResponse(report, rulebook, {
    ...shared,
    id: idOf("guidance"),
    ...(hasRequests ? { result: urn("requests") } : {}),
  });
  const requests = hasRequests ? requestGroup(report, rulebook, { ...shared, id: idOf("requests") }) : undefined;
  const plan =
    subject === undefined || requests === undefined
      ? undefined
      : carePlan(report, rulebook, { ...shared, subject, id: idOf("plan"), requestGroup: urn("requests") });
  const asked = report.questions.length === 0 ? undefined : questionnaire(rulebook, { ...shared, report });
  const canonical = (resource: FhirResource & { url?: string | undefined }) => ({
    ...(resource.url === undefined ? {} : { fullUrl: resource.url }),
    resource,
  });
  // What is made here is compact already; what the caller hands along is copied, and made so.
  return deepFreeze<Bundle>({
    resourceType: "Bundle",
    id: id ?? idOf("bundle"),
    type: "collection",
    entry: [
      entry("guidance", guidance),
      ...(requests === undefined ? [] : [entry("requests", requests)]),
      ...(plan === undefined ? [] : [entry("plan", plan)]),
      ...issues.map((issue) => ({ fullUrl: `urn:uuid:${issue.id}`, resource: issue })),
      ...(asked === undefined ? [] : [canonical(asked)]),
      ...(definitions === true
        ? [canonical(planDefinition(rulebook, shared)), canonical(library(rulebook, shared))]
        : []),
      ...include.map((one) => compact(one)),
    ],
  });
}
