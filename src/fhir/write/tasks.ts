import type { Task, TaskInput } from "fhir/r4.js";
import { valueText } from "../../explain/sentence.ts";
import type { Recommendation, Report } from "../../report/report.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { SlotValue } from "../../rulebook/slots.ts";
import { factCoding, ruleCoding, slotCoding, veinName } from "./codings.ts";
import { fhirDateTime } from "./date-time.ts";
import { groundsOf } from "./evidence.ts";
import { outMaps, type Priority } from "./maps.ts";
import { canonicalUrl, type ReportResourceOptions, referenceTo } from "./options.ts";

/** A recommendation as the proposal of a task. */
export interface ProposedTask {
  readonly recommendation: Recommendation;
  readonly task: Task & { readonly id: string };
}

/** The system of the ids that recommendations have in a report: rule name, `@` and the vein's id for a vein rule. */
export function recommendationSystem(options: ReportResourceOptions): string {
  return canonicalUrl("CodeSystem", "recommendations", options);
}

/**
 * The active recommendations of a report, each as a proposed Task for a container to hold: what a RequestGroup groups must be
 * resources, and R4 has none for advice as such. A task carries the reasons and where in the record they were found.
 */
export function proposedTasks(report: Report, rulebook: Rulebook, options: ReportResourceOptions): ProposedTask[] {
  return report.recommendations
    .filter(({ status }) => status === "active")
    .map((recommendation, index) => ({
      recommendation,
      task: taskOf(recommendation, `recommendation-${index + 1}`, report, rulebook, options),
    }));
}

function taskOf(
  recommendation: Recommendation,
  id: string,
  report: Report,
  rulebook: Rulebook,
  options: ReportResourceOptions,
): ProposedTask["task"] {
  const { rule, summary, detail, because } = recommendation;
  const reasons = because.map(({ text }) => text).join("; ");
  return {
    resourceType: "Task",
    id,
    identifier: [{ system: recommendationSystem(options), value: recommendation.id }],
    status: "draft",
    intent: "proposal",
    priority: priorityOf(recommendation),
    code: { coding: [ruleCoding(rule, rulebook, options)], text: rulebook.ruleByName.get(rule)?.title ?? rule },
    description: summary,
    for: referenceTo(options.subject),
    encounter: referenceTo(options.encounter),
    authoredOn: fhirDateTime(options.occurrence ?? report.asOf),
    reasonCode: reasons === "" ? undefined : { text: reasons },
    note: detail === undefined ? [] : [{ text: detail }],
    input: [
      ...subjectInput(recommendation, rulebook, options),
      ...advised(recommendation).map((part) => slotInput(part.slot, part.value, rulebook, options)),
      // The reasons in words stand above: here is where in the record they were found.
      ...groundsOf(because, rulebook, options).flatMap(({ concept, references }) =>
        references.map((valueReference): TaskInput => ({ type: concept, valueReference })),
      ),
    ],
  };
}

/** How urgent a recommendation is: only what triage says is urgent for FHIR, all else is the routine of an elective treatment. */
export function priorityOf({ slot, value }: Pick<Recommendation, "slot" | "value">): Priority {
  const { priorities, otherwise } = outMaps.requests;
  return (slot === undefined ? undefined : priorities[slot]?.[String(value)]) ?? otherwise;
}

/** The slots that a recommendation sets, each with its value. */
export function advised({ slot, value, also = [] }: Recommendation): { slot: string; value: SlotValue }[] {
  return [...(slot === undefined || value === undefined || value === null ? [] : [{ slot, value }]), ...also];
}

function slotInput(name: string, value: SlotValue, rulebook: Rulebook, options: ReportResourceOptions): TaskInput {
  const slot = rulebook.slots.get(name);
  return {
    type: { coding: [slotCoding(name, rulebook, options)], text: slot?.label ?? name },
    valueString: slot === undefined ? JSON.stringify(value) : valueText(slot, value),
  };
}

function subjectInput({ subject }: Recommendation, rulebook: Rulebook, options: ReportResourceOptions): TaskInput[] {
  if (subject.kind !== "vein") return [];
  const coding = factCoding("vein.id", rulebook, options);
  return [{ type: { coding: [coding], text: "vein" }, valueString: veinName(subject.id) }];
}
