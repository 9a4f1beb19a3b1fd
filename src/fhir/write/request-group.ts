import type { RequestGroup, RequestGroupAction } from "fhir/r4.js";
import type { Recommendation, Report } from "../../report/report.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { checkWriterOptions } from "./check-options.ts";
import { citationsOf } from "./citations.ts";
import { heading, ruleCoding, slotCoding, topicConcept } from "./codings.ts";
import { compact } from "./compact.ts";
import { fhirDateTime } from "./date-time.ts";
import { outMaps } from "./maps.ts";
import { narrative } from "./narrative.ts";
import { type ReportResourceOptions, referenceTo, rulebookCanonical } from "./options.ts";
import { type ProposedTask, priorityOf, proposedTasks } from "./tasks.ts";

export interface RequestGroupOptions extends ReportResourceOptions {
  /** Groups of actions by topic of the rulebook, which is the default, or by whom they concern. */
  readonly groupBy?: "topic" | "subject";
  /** False leaves out the notes on what was overruled. */
  readonly overruled?: boolean;
}

/**
 * Returns the active recommendations as an R4 RequestGroup: a draft proposal with a group of actions for each topic and an action for
 * each recommendation, with its sources and its reasons. Each action's resource is a proposed Task, contained. What was
 * overruled is no action: notes say what overruled it.
 */
export function requestGroup(report: Report, rulebook: Rulebook, options: RequestGroupOptions = {}): RequestGroup {
  checkWriterOptions(options);
  const { group, tasks } = requestParts(report, rulebook, options);
  return compact<RequestGroup>({ ...group, contained: tasks.map(({ task }) => task), id: options.id });
}

/**
 * The RequestGroup without what it contains, and its tasks: whoever contains the group contains the tasks beside it, since FHIR lets
 * nothing that is contained contain anything itself.
 */
export function requestParts(
  report: Report,
  rulebook: Rulebook,
  options: RequestGroupOptions,
): { group: RequestGroup; tasks: ProposedTask[] } {
  const tasks = proposedTasks(report, rulebook, options);
  return { group: groupOf(report, tasks, rulebook, options), tasks };
}

function groupOf(
  report: Report,
  tasks: readonly ProposedTask[],
  rulebook: Rulebook,
  options: RequestGroupOptions,
): RequestGroup {
  const { triage, recommendations } = report;
  const overruled = recommendations.filter(({ status }) => status === "superseded");
  return {
    resourceType: "RequestGroup",
    instantiatesCanonical: [rulebookCanonical(rulebook, options)],
    status: "draft",
    intent: "proposal",
    priority: priorityOf(triage === undefined ? {} : { slot: "triage", value: triage.level }),
    code: { text: rulebook.title },
    subject: referenceTo(options.subject),
    encounter: referenceTo(options.encounter),
    authoredOn: fhirDateTime(options.occurrence ?? report.asOf),
    author: referenceTo(options.performer),
    note: options.overruled === false ? [] : overruled.map((one) => ({ text: overruledText(one) })),
    text: narrative(tasks.map(({ recommendation: { strength, summary } }) => `${heading(strength)}: ${summary}`)),
    action: groupsOf(tasks, rulebook, options),
  };
}

function overruledText({ id, summary, supersededBy }: Recommendation): string {
  const by = supersededBy === null ? "" : `: overruled by \`${supersededBy.id}\` (${supersededBy.policy})`;
  return `\`${id}\`, "${summary}"${by}`;
}

/** The groups in the order in which the report first comes to each, and the actions of each in the order of the report. */
function groupsOf(
  tasks: readonly ProposedTask[],
  rulebook: Rulebook,
  options: RequestGroupOptions,
): RequestGroupAction[] {
  const bySubject = options.groupBy === "subject";
  const groups = new Map<string, { title: string; code: RequestGroupAction["code"]; tasks: ProposedTask[] }>();
  for (const one of tasks) {
    const { topic, subject } = one.recommendation;
    const title = bySubject ? subjectTitle(subject) : heading(topic);
    const key = bySubject ? `${subject.kind} ${title}` : topic;
    const group = groups.get(key) ?? {
      title,
      code: bySubject ? [] : [topicConcept(topic, rulebook, options)],
      tasks: [],
    };
    group.tasks.push(one);
    groups.set(key, group);
  }
  const { grouping, selection } = outMaps.requests.group;
  return [...groups.values()].map((group) => ({
    title: group.title,
    code: group.code,
    groupingBehavior: grouping,
    // Nobody has to take all of a group, and taking one excludes no other.
    selectionBehavior: selection,
    action: group.tasks.map((one) => actionOf(one, rulebook, options)),
  }));
}

function subjectTitle(subject: Recommendation["subject"]): string {
  if (subject.kind === "vein") return `Vein ${subject.id}`;
  return subject.kind === "patient" ? "Patient" : "Follow-up";
}

function actionOf(
  { recommendation, task }: ProposedTask,
  rulebook: Rulebook,
  options: RequestGroupOptions,
): RequestGroupAction {
  const { rule, subject, strength, summary, detail, because, slot, sources } = recommendation;
  const { required, precheck } = outMaps.requests.behaviors[strength];
  const reasons = because.map(({ text }) => text).join("; ");
  const vein = subject.kind === "vein" ? `Vein ${subject.id}: ` : "";
  return {
    prefix: strength,
    title: `${vein}${summary}`,
    description: detail,
    textEquivalent: `${vein}${summary}${reasons === "" ? "" : `, because ${reasons}`}`,
    priority: priorityOf(recommendation),
    code: [
      { coding: [ruleCoding(rule, rulebook, options)] },
      ...(slot === undefined ? [] : [{ coding: [slotCoding(slot, rulebook, options)] }]),
    ],
    documentation: citationsOf(sources, rulebook),
    requiredBehavior: required,
    precheckBehavior: precheck,
    cardinalityBehavior: "single",
    resource: { reference: `#${task.id}` },
  };
}
