import type { DetectedIssue, DetectedIssueEvidence } from "fhir/r4.js";
import type { Recommendation, Report } from "../../report/report.ts";
import type { CritiqueEntry } from "../../resolve/critique/critique.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { checkWriterOptions } from "./check-options.ts";
import { ruleCoding, slotCoding } from "./codings.ts";
import { type DetectedIssueOptions, issueOf } from "./detected-issue.ts";
import { groundsOf } from "./evidence.ts";
import { type IssueSeverity, outMaps } from "./maps.ts";
import { canonicalUrl } from "./options.ts";
import { advised } from "./tasks.ts";

export type { DetectedIssueOptions, Mitigation } from "./detected-issue.ts";

/** The key of an entry of the critique: `critique:<field>@<vein>`, without a vein for the session as a whole; sums of one field are numbered. */
export function critiqueKeys({ critique }: Pick<Report, "critique">): string[] {
  const seen = new Map<string, number>();
  return critique.map(({ field, vein }) => {
    const key = `critique:${field}${vein === null ? "" : `@${vein}`}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  });
}

/**
 * Returns every contraindication and caution of a report as an R4 DetectedIssue: recommendations that restrict eligibility or an
 * agent, overruled by a stricter one or not, and each difference between a proposal and the advice. `severity` is as
 * `rules/fhir/out.json` says, `evidence` the facts that decided with the resources that they were read from.
 */
export function detectedIssues(
  report: Report,
  rulebook: Rulebook,
  options: DetectedIssueOptions = {},
): DetectedIssue[] {
  checkWriterOptions(options);
  const restricting = report.recommendations.flatMap((recommendation) => {
    const severity = severityOf(recommendation, rulebook);
    return severity === undefined ? [] : [fromRecommendation(recommendation, severity, report, rulebook, options)];
  });
  const keys = critiqueKeys(report);
  const differing = report.critique.flatMap((entry, index) => {
    const severity = outMaps.detectedIssues.critique[entry.severity];
    const key = keys[index] ?? "";
    return severity === undefined ? [] : [fromCritique(entry, key, severity, report, rulebook, options)];
  });
  return [...restricting, ...differing];
}

/** The severity of a recommendation as an issue: the worst that its slots give; undefined where it restricts nothing. */
export function severityOf(recommendation: Recommendation, rulebook: Rulebook): IssueSeverity | undefined {
  const { slots, agents, worstFirst } = outMaps.detectedIssues;
  const found = advised(recommendation).flatMap(({ slot, value }) => {
    const map = rulebook.slots.get(slot)?.agent === undefined ? slots[slot] : agents;
    return map?.[String(value)] ?? [];
  });
  return worstFirst.find((severity) => found.includes(severity));
}

function fromRecommendation(
  recommendation: Recommendation,
  severity: IssueSeverity,
  report: Report,
  rulebook: Rulebook,
  options: DetectedIssueOptions,
): DetectedIssue {
  const { id, rule, subject, slot, summary, detail, because, supersededBy } = recommendation;
  const vein = subject.kind === "vein" ? `Vein ${subject.id}: ` : "";
  const overruled = supersededBy === null ? [] : [`A stricter finding decides: ${supersededBy.id}.`];
  const text = [`${vein}${summary}.`, ...(detail === undefined ? [] : [detail]), ...overruled].join(" ");
  return issueOf(
    {
      key: id,
      severity,
      code: {
        coding: [
          ruleCoding(rule, rulebook, options),
          ...(slot === undefined ? [] : [slotCoding(slot, rulebook, options)]),
        ],
        text: rulebook.ruleByName.get(rule)?.title ?? summary,
      },
      detail: text,
      rule,
      evidence: groundsOf(because, rulebook, options).map(
        ({ concept, recorded, references }): DetectedIssueEvidence => ({
          code: [concept, ...(recorded === undefined ? [] : [recorded])],
          detail: [...references],
        }),
      ),
    },
    report,
    rulebook,
    options,
  );
}

function fromCritique(
  entry: CritiqueEntry,
  key: string,
  severity: IssueSeverity,
  report: Report,
  rulebook: Rulebook,
  options: DetectedIssueOptions,
): DetectedIssue {
  const { vein, field, text, because } = entry;
  const rules = [...new Set(because.map((id) => id.split("@")[0] ?? id))];
  const system = canonicalUrl("CodeSystem", "critique", options);
  return issueOf(
    {
      key,
      severity,
      code: { coding: [{ system, code: field }], text: "The proposal differs from the advice" },
      detail: vein === null ? text : `Vein ${vein}: ${text}`,
      rule: rules[0],
      evidence: rules.map((rule) => ({ code: [{ coding: [ruleCoding(rule, rulebook, options)] }] })),
    },
    report,
    rulebook,
    options,
  );
}
