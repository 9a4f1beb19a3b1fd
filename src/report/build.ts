import { FAILED } from "../evaluate/outcome.ts";
import type { Outcomes } from "../evaluate/outcomes.ts";
import { questions } from "../explain/questions.ts";
import type { OriginOf } from "../explain/reason.ts";
import type { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import type { Issue } from "../issues/issue.ts";
import { critique } from "../resolve/critique/critique.ts";
import { doseSums } from "../resolve/critique/doses.ts";
import { disagreements } from "../resolve/disagreements.ts";
import type { Finished } from "../resolve/finish.ts";
import { deepFreeze } from "../rulebook/freeze.ts";
import { DecisionReader } from "./planned.ts";
import { recommendationsOf } from "./recommendations.ts";
import type { PlanEntry, Report } from "./report.ts";
import type { ReportPlan } from "./report-plan.ts";
import { timelineOf } from "./timeline.ts";

export { headSlots } from "./head.ts";

/** One evaluation, as the report is built from it. */
export interface Evaluated {
  readonly plan: ReportPlan;
  readonly store: FactStore;
  readonly outcomes: Outcomes;
  readonly finished: Finished;
  readonly asOf: string | undefined;
  readonly issues: readonly Issue[];
  readonly originOf?: OriginOf;
}

/**
 * Builds the report of an evaluation. Nothing in it is the caller's: each part is frozen where it is made, what is the same
 * for every case is shared between reports, and origins are copied.
 */
export function buildReport(evaluated: Evaluated): Report {
  const { plan, store, outcomes, finished, asOf, issues } = evaluated;
  const { decisions } = finished;
  const { rulebook } = plan;
  const reader = new DecisionReader(decisions, plan.skeletons);
  const recommendations = recommendationsOf(evaluated);
  const sums = doseSums(rulebook.proposal, store, decisions);
  const [followUpPlace] = store.places.followUp;
  return Object.freeze({
    rulebook: plan.head,
    asOf: asOf ?? null,
    complete: !store.subjects.some((_, place) => outcomes.at(place).includes(FAILED)),
    eligibility: reader.eligibility(),
    ...(followUpPlace === undefined ? {} : { triage: reader.triage(followUpPlace) }),
    plan: Object.freeze({
      patient: reader.plan(plan.planned.patient, 0),
      veins: veinPlans(evaluated, reader),
    }),
    recommendations,
    questions: questions({ ...plan, outcomes, store, decisions }),
    disagreements: disagreements(plan.standings, outcomes, store, decisions),
    critique: deepFreeze(critique({ checks: rulebook.proposal, slots: rulebook.slots, store, decisions }, sums)),
    ...(sums.length === 0 ? {} : { doses: deepFreeze(sums) }),
    timeline: timelineOf(decisions, recommendations, plan.phases, store),
    issues: deepFreeze(issues),
  });
}

function veinPlans({ plan, store }: Evaluated, reader: DecisionReader): Report["plan"]["veins"] {
  const plans = store.places.vein.map((place): [string, Readonly<Record<string, PlanEntry>>] => {
    const subject = store.subjects[place] as Subject;
    return [subject.kind === "vein" ? subject.id : "", reader.plan(plan.planned.vein, place)];
  });
  return Object.freeze(Object.fromEntries(plans));
}
