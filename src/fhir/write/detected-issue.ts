import type {
  CodeableConcept,
  DetectedIssue,
  DetectedIssueEvidence,
  DetectedIssueMitigation,
  Reference,
} from "fhir/r4.js";
import type { Report } from "../../report/report.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { compact } from "./compact.ts";
import { fhirDateTime } from "./date-time.ts";
import type { IssueSeverity } from "./maps.ts";
import { narrative } from "./narrative.ts";
import { canonicalUrl, type ReportResourceOptions, referenceTo } from "./options.ts";
import { recommendationSystem } from "./tasks.ts";

/** Why an issue does not stand in the way: a clinician overrode it, or something is done about it. */
export interface Mitigation {
  /** What was done, or the reason of the override. */
  readonly action: string | CodeableConcept;
  readonly date?: string;
  readonly author?: string | Reference;
}

export interface DetectedIssueOptions extends Omit<ReportResourceOptions, "id"> {
  /** Gives each issue its id from its key; by default they have none. */
  readonly idOf?: (key: string) => string;
  /** `preliminary` by default: nobody but a rulebook has looked at it yet. */
  readonly status?: DetectedIssue["status"];
  /** What was done about issues, by key: the id of the recommendation, or for a critique `critiqueKey`. */
  readonly mitigations?: Readonly<Record<string, Mitigation | readonly Mitigation[]>>;
}

/** What an issue is made from: a recommendation or an entry of the critique. */
export interface Finding {
  readonly key: string;
  readonly severity: IssueSeverity;
  readonly code: CodeableConcept;
  readonly detail: string;
  readonly rule: string | undefined;
  readonly evidence: DetectedIssueEvidence[];
}

/** The resource of a finding. */
export function issueOf(
  { key, severity, code, detail, rule, evidence }: Finding,
  report: Report,
  rulebook: Rulebook,
  options: DetectedIssueOptions,
): DetectedIssue {
  const plan = canonicalUrl("PlanDefinition", rulebook.name, options);
  return compact<DetectedIssue>({
    resourceType: "DetectedIssue",
    id: options.idOf?.(key),
    text: narrative([detail]),
    identifier: [{ system: recommendationSystem(options), value: key }],
    status: options.status ?? "preliminary",
    code,
    severity,
    patient: referenceTo(options.subject),
    identifiedDateTime: fhirDateTime(options.occurrence ?? report.asOf),
    author: referenceTo(options.performer),
    evidence,
    detail,
    reference: rule === undefined ? plan : `${plan}#${rule}`,
    mitigation: mitigationsOf(key, options),
  });
}

function mitigationsOf(key: string, { mitigations = {} }: DetectedIssueOptions): DetectedIssueMitigation[] {
  if (!Object.hasOwn(mitigations, key)) return [];
  return [mitigations[key] ?? []].flat().map(({ action, date, author }) => ({
    action: typeof action === "string" ? { text: action } : action,
    date: fhirDateTime(date),
    author: referenceTo(author),
  }));
}
