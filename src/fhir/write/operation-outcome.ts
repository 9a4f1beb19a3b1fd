import type { OperationOutcome, OperationOutcomeIssue } from "fhir/r4.js";
import type { Issue } from "../../issues/issue.ts";
import { checkWriterOptions } from "./check-options.ts";
import { compact } from "./compact.ts";
import { outMaps } from "./maps.ts";
import { type CanonicalOptions, canonicalUrl } from "./options.ts";

export interface OperationOutcomeOptions extends CanonicalOptions {
  readonly id?: string;
}

/**
 * Returns issues as an R4 OperationOutcome. `code` is FHIR's type of issue, `details` our own code with the help, `expression` the
 * path, `diagnostics` the message, which holds no value of a patient. Without issues it says so, as FHIR wants at least one.
 */
export function operationOutcome(issues: readonly Issue[], options: OperationOutcomeOptions = {}): OperationOutcome {
  checkWriterOptions(options);
  return compact<OperationOutcome>({
    resourceType: "OperationOutcome",
    id: options.id,
    issue:
      issues.length === 0
        ? [{ severity: "information", code: "informational", details: { text: "no issues" } }]
        : issues.map((issue) => outcomeIssue(issue, options)),
  });
}

/** What FHIRPath reads as a path: names and positions. Others, which hold a name of the caller's own, are told in words. */
const simplePath = /^[A-Za-z_]\w*(?:\[\d+\])*(?:\.[A-Za-z_]\w*(?:\[\d+\])*)*$/;

function outcomeIssue(
  { code, severity, path, message, help, ...place }: Issue,
  options: CanonicalOptions,
): OperationOutcomeIssue {
  const isSimple = simplePath.test(path);
  const where = [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
  const told = [where, isSimple ? "" : path, message].filter((part) => part !== "").join(": ");
  return {
    severity,
    code: outMaps.issues.types[code] ?? outMaps.issues.otherwise,
    details: {
      coding: [{ system: canonicalUrl("CodeSystem", "issues", options), code }],
      text: help ?? message,
    },
    diagnostics: told,
    expression: isSimple ? [path] : [],
  };
}

/** The issue of a report that is not complete: rules failed for want of facts that could not be had. */
export const incompleteIssue: OperationOutcomeIssue = {
  severity: "error",
  code: "incomplete",
  details: { text: "see to the facts that could not be read, and evaluate again" },
  diagnostics: "some rules could not be evaluated",
};
