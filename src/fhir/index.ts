export {
  type AbsenceRead,
  type AbsentType,
  type CaseFromFhirOptions,
  type CodeSet,
  caseFromFhir,
  type FactOrigin,
  type QuestionnaireOptions,
  type ReadCase,
  type ReadCounts,
  type ReadLimits,
  type ReadType,
} from "./case-from-fhir.ts";
export { embeddedCodes } from "./codes/embedded.ts";
export type {
  CodeEntry,
  CodeFile,
  CodeSystem,
  FactCodes,
  Hint,
  Limit,
  Reading,
  TimeOfReading,
  Trap,
  VeinCodes,
} from "./codes/format.ts";
export { answersToCase } from "./read/questionnaire-response.ts";
export { type CarePlanOptions, carePlan } from "./write/care-plan.ts";
export { questionExtensionUrl, type RequirementCodes } from "./write/data-requirements.ts";
export { critiqueKeys, type DetectedIssueOptions, detectedIssues, type Mitigation } from "./write/detected-issues.ts";
export { type GuidanceResponseOptions, guidanceResponse } from "./write/guidance-response.ts";
export { type LibraryOptions, library } from "./write/library.ts";
export {
  absentReasonUrl,
  factNameOf,
  followUpLinkId,
  linkIdOf,
  proposalLinkId,
  veinIdLinkId,
  veinsLinkId,
} from "./write/link-ids.ts";
export { type OperationOutcomeOptions, operationOutcome } from "./write/operation-outcome.ts";
export { type CanonicalOptions, defaultBase, type ReportResourceOptions } from "./write/options.ts";
export { planDefinition } from "./write/plan-definition.ts";
export { questionnaire, questionnaireUrl } from "./write/questionnaire.ts";
export { type QuestionnaireResponseOptions, questionnaireResponse } from "./write/questionnaire-response.ts";
export { type ReportBundleOptions, reportBundle } from "./write/report-bundle.ts";
export { type RequestGroupOptions, requestGroup } from "./write/request-group.ts";
