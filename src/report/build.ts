import type { Outcomes } from "../evaluate/outcomes.ts";
import type { Evidence } from "../evaluate/program.ts";
import { leadingSlots, questions } from "../explain/questions.ts";
import { type OriginOf, Reasoner } from "../explain/reason.ts";
import type { FactStore } from "../facts/store.ts";
import { followUpSubject, patientSubject, type Subject, subjectKey } from "../facts/subject.ts";
import { InternalError } from "../issues/errors.ts";
import { compareText, type Issue } from "../issues/issue.ts";
import { rowsCited } from "../resolve/citations.ts";
import type { Contribution } from "../resolve/contribution.ts";
import { critique } from "../resolve/critique/critique.ts";
import { doseSums } from "../resolve/critique/doses.ts";
import type { Decision } from "../resolve/decide.ts";
import { disagreements } from "../resolve/disagreements.ts";
import type { Finished } from "../resolve/finish.ts";
import { deepFreeze } from "../rulebook/freeze.ts";
import { governanceMarks } from "../rulebook/governance.ts";
import { type Rule, strengths } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Citation } from "../rulebook/source.ts";
import type { PlanEntry, Recommendation, Report } from "./report.ts";
import { timelineOf } from "./timeline.ts";

/** One evaluation, as the report is built from it. */
export interface Evaluated {
  readonly rulebook: Rulebook;
  readonly evidence: Evidence;
  readonly rules: readonly Rule[];
  readonly settingRules: ReadonlyMap<string, readonly Rule[]>;
  readonly store: FactStore;
  readonly outcomes: Outcomes;
  readonly finished: Finished;
  readonly asOf: string | undefined;
  readonly issues: readonly Issue[];
  readonly originOf?: OriginOf;
}

/** The slots that stand at the head of the report and not in its plan. */
export const headSlots: readonly string[] = [...leadingSlots, "suspect"];

/** Builds the report of an evaluation. */
export function buildReport(evaluated: Evaluated): Report {
  const { rulebook, evidence, rules, store, outcomes, finished, asOf, issues } = evaluated;
  const { decisions } = finished;
  const failed = rules.some((rule) => store.subjects.some((subject) => outcomes.get(rule.name, subject) === "failed"));
  const recommendations = recommendationsOf(evaluated);
  const sums = doseSums(rulebook.proposal, store, decisions);
  const report: Report = {
    rulebook: {
      name: rulebook.name,
      version: rulebook.version,
      digest: rulebook.digest,
      evidence,
      ...(rulebook.profile === undefined ? {} : { profile: rulebook.profile }),
    },
    asOf: asOf ?? null,
    complete: !failed,
    eligibility: eligibilityOf(evaluated),
    ...(store.subjects.includes(followUpSubject) ? { triage: triageOf(evaluated) } : {}),
    plan: {
      patient: planOf(evaluated, patientSubject),
      veins: Object.fromEntries(
        store.veins.map((vein) => [vein.kind === "vein" ? vein.id : "", planOf(evaluated, vein)]),
      ),
    },
    recommendations,
    questions: questions({ ...evaluated, decisions }),
    disagreements: disagreements(rulebook, evidence, rules, outcomes, store, decisions),
    critique: critique({ checks: rulebook.proposal, slots: rulebook.slots, store, decisions }, sums),
    ...(sums.length === 0 ? {} : { doses: sums }),
    timeline: timelineOf(
      decisions,
      recommendations,
      (rule) => rulebook.ruleByName.get(rule)?.event.params.timeline,
      store,
    ),
    issues,
  };
  // Nothing in it is the caller's: what is not made here is frozen content of the rulebook, and origins are copied.
  return deepFreeze(report);
}

function decisionOn(evaluated: Evaluated, slot: string, subject: Subject): Decision {
  const decision = evaluated.finished.decisions.get(slot, subjectKey(subject));
  if (decision === undefined) throw new InternalError(`the slot \`${slot}\` was not decided`);
  return decision;
}

function rulesOf(contributions: readonly Contribution[]): string[] {
  return [...new Set(contributions.map(({ rule }) => rule.name))].sort(compareText);
}

function eligibilityOf(evaluated: Evaluated): Report["eligibility"] {
  const { value, couldBecome, winners } = decisionOn(evaluated, "eligibility", patientSubject);
  return {
    decision: value as string,
    couldBecome: (couldBecome as string | undefined) ?? null,
    because: rulesOf(winners),
  };
}

function triageOf(evaluated: Evaluated): NonNullable<Report["triage"]> {
  const { value, couldBecome, winners } = decisionOn(evaluated, "triage", followUpSubject);
  const suspect = decisionOn(evaluated, "suspect", followUpSubject).value ?? [];
  return {
    level: value as string,
    couldBecome: (couldBecome as string | undefined) ?? null,
    suspect: suspect as readonly string[],
    because: rulesOf(winners),
  };
}

/** The slots of a subject that have a value or could get one, in the rulebook's order. */
function planOf(evaluated: Evaluated, subject: Subject): Record<string, PlanEntry> {
  const plan: Record<string, PlanEntry> = {};
  for (const slot of evaluated.rulebook.slots.values()) {
    if (slot.scope !== subject.kind || headSlots.includes(slot.name)) continue;
    const { value, couldBecome, winners } = decisionOn(evaluated, slot.name, subject);
    if (value === undefined && couldBecome === undefined) continue;
    plan[slot.name] = {
      value: value ?? null,
      couldBecome: couldBecome ?? null,
      from: value === undefined ? [] : rulesOf(winners),
    };
  }
  return plan;
}

/** The id of what a rule says about a subject. */
export function recommendationId(rule: Rule, subject: Subject): string {
  return subject.kind === "vein" ? `${rule.name}@${subject.id}` : rule.name;
}

function recommendationsOf(evaluated: Evaluated): Recommendation[] {
  const { rulebook, rules, store, outcomes, originOf } = evaluated;
  const reasoner = new Reasoner(rulebook, store, originOf);
  const all = rules.flatMap((rule) =>
    store.subjects
      .filter((subject) => subject.kind === rule.scope && outcomes.get(rule.name, subject) === "applies")
      .map((subject) => ({ rule, subject })),
  );
  const order = sortKeys(evaluated);
  return all
    .map((one) => ({ ...one, key: order(one.rule, one.subject) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ rule, subject }) => recommendation(rule, subject, evaluated, reasoner));
}

function recommendation(rule: Rule, subject: Subject, evaluated: Evaluated, reasoner: Reasoner): Recommendation {
  const { strength, summary, detail, slot, also, explains } = rule.event.params;
  const marks = governanceMarks(rule.governance, evaluated.asOf);
  const found = slot === undefined ? undefined : mainContribution(rule, subject, slot, evaluated);
  const supersededBy = found === undefined ? null : overruledBy(found.contribution, found.decision, evaluated);
  return {
    id: recommendationId(rule, subject),
    rule: rule.name,
    topic: rule.topic,
    subject,
    strength,
    status: supersededBy === null ? "active" : "superseded",
    summary,
    ...(detail === undefined ? {} : { detail }),
    ...(slot === undefined ? {} : { slot, value: found?.contribution.value ?? null }),
    ...(also === undefined ? {} : { also }),
    supersededBy,
    because: reasoner.because(rule.conditions, subject),
    ...(explains === undefined ? {} : { explains }),
    ...(marks.length === 0 ? {} : { marks }),
    sources: citationsOf(rule, evaluated),
  };
}

function mainContribution(
  rule: Rule,
  subject: Subject,
  slot: string,
  { rulebook, finished }: Evaluated,
): { contribution: Contribution; decision: Decision } | undefined {
  const of = rulebook.slots.get(slot)?.scope === "patient" ? patientSubject : subject;
  const decision = finished.decisions.get(slot, subjectKey(of));
  const contribution = decision?.applying.find(
    (one) => one.rule === rule && one.main && subjectKey(one.subject) === subjectKey(subject),
  );
  return decision === undefined || contribution === undefined ? undefined : { contribution, decision };
}

function overruledBy(
  contribution: Contribution,
  decision: Decision,
  { finished }: Evaluated,
): Recommendation["supersededBy"] {
  const withdrawal = finished.withdrawn.get(contribution);
  if (withdrawal !== undefined)
    return { id: recommendationId(withdrawal.by.rule, withdrawal.by.subject), policy: withdrawal.policy };
  const [winner] = decision.winners;
  if (winner === undefined || decision.winners.includes(contribution)) return null;
  return { id: recommendationId(winner.rule, winner.subject), policy: decision.slot.merge.policy };
}

/** The rows that a rule cites; with documents alone, those of documents, and the resolutions. */
function citationsOf(rule: Rule, { rulebook, evidence }: Evaluated): Citation[] {
  const resolutions = (rule.resolution ?? []).map((id) => rulebook.citations.get(id) as Citation);
  return [...rowsCited(rule, rulebook, evidence), ...resolutions];
}

type SortKey = readonly (number | string)[];

/** The fixed order of recommendations: eligibility, triage, topic, subject, strength, name. */
function sortKeys({ rulebook, store }: Evaluated): (rule: Rule, subject: Subject) => SortKey {
  const veins = store.veins.map(subjectKey);
  const place = (subject: Subject): number =>
    subject.kind === "patient" ? -2 : subject.kind === "followUp" ? -1 : veins.indexOf(subjectKey(subject));
  return (rule, subject) => {
    const { slot, strength } = rule.event.params;
    const head = headSlots.indexOf(slot ?? "");
    return [
      head < 0 ? headSlots.length : head,
      rulebook.topics.indexOf(rule.topic),
      place(subject),
      strengths.indexOf(strength),
      rule.name,
    ];
  };
}

function compareKeys(a: SortKey, b: SortKey): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] as number | string;
    const difference = typeof left === "number" ? left - (right as number) : compareText(left, right as string);
    if (difference !== 0) return difference;
  }
  return 0;
}
