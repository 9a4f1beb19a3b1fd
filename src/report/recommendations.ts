import { APPLIES } from "../evaluate/outcome.ts";
import type { Outcomes } from "../evaluate/outcomes.ts";
import type { OriginOf } from "../explain/reason.ts";
import { Reasoner } from "../explain/reasoner.ts";
import type { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import type { Contribution } from "../resolve/contribution.ts";
import type { Decision } from "../resolve/decide.ts";
import type { Finished } from "../resolve/finish.ts";
import { deepFreeze } from "../rulebook/freeze.ts";
import { type GovernanceMark, governanceMarks } from "../rulebook/governance.ts";
import type { Governance, Rule } from "../rulebook/rule.ts";
import type { SlotValue } from "../rulebook/slots.ts";
import type { Recommendation } from "./report.ts";
import type { ReportPlan } from "./report-plan.ts";
import type { Skeleton } from "./skeleton.ts";

/** What recommendations are made from. */
export interface Recommending {
  readonly plan: Pick<ReportPlan, "library" | "sections">;
  readonly store: FactStore;
  readonly outcomes: Outcomes;
  readonly finished: Finished;
  readonly asOf: string | undefined;
  readonly originOf?: OriginOf;
}

/** The id of what a rule says about a subject. */
export function recommendationId(rule: Rule, subject: Subject): string {
  return subject.kind === "vein" ? `${rule.name}@${subject.id}` : rule.name;
}

/** What the applying rules say, in the fixed order. Frozen. */
export function recommendationsOf(input: Recommending): readonly Recommendation[] {
  const { plan, store, outcomes, originOf } = input;
  const { patient, followUp, vein } = store.places;
  const reasoner = new Reasoner(plan.library, store, originOf);
  const spoken = mainWords(input);
  const marks = marksBy(input.asOf);
  const recommendations: Recommendation[] = [];
  const addAll = (skeletons: readonly Skeleton[], places: readonly number[]): void => {
    for (const place of places) {
      const found = outcomes.at(place);
      for (const skeleton of skeletons)
        if (found[skeleton.number] === APPLIES)
          recommendations.push(
            recommendation(
              skeleton,
              place,
              input,
              reasoner,
              spoken.get(wordKey(skeleton.number, place, store)),
              marks(skeleton.rule.governance),
            ),
          );
    }
  };
  for (const section of plan.sections) {
    addAll(section.patient, patient);
    addAll(section.followUp, followUp);
    addAll(section.vein, vein);
  }
  return Object.freeze(recommendations);
}

/** What a rule said of its main slot, and what became of that slot. */
interface Word {
  readonly contribution: Contribution;
  readonly decision: Decision;
}

/** What each rule said of its main slot, by rule and place. */
function mainWords({ finished, store }: Recommending): ReadonlyMap<number, Word> {
  const words = new Map<number, Word>();
  for (const decision of finished.decisions.values())
    for (const contribution of decision.applying)
      if (contribution.main)
        words.set(wordKey(contribution.number, contribution.place, store), { contribution, decision });
  return words;
}

function wordKey(rule: number, place: number, { subjects }: FactStore): number {
  return rule * subjects.length + place;
}

function recommendation(
  skeleton: Skeleton,
  place: number,
  { plan, store, finished }: Recommending,
  reasoner: Reasoner,
  word: Word | undefined,
  marks: readonly GovernanceMark[],
): Recommendation {
  const supersededBy = word === undefined ? null : overruledBy(word, finished);
  const because = reasoner.because(skeleton.rule.conditions, place);
  const value = word === undefined ? null : word.contribution.value;
  const isAlike = place === 0 && skeleton.isStatic && plan.library.keeps(because);
  const known = isAlike ? skeleton.made.find(because, supersededBy, marks) : undefined;
  if (known !== undefined) return known;
  const subject = store.subjects[place] as Subject;
  const made = draw(skeleton, subject, deepFreeze(value), supersededBy, because, marks);
  if (isAlike) skeleton.made.keep(made);
  return made;
}

/** The marks of a rule's governance on a day; the rules of a file share theirs. */
function marksBy(asOf: string | undefined): (governance: Governance | undefined) => readonly GovernanceMark[] {
  const known = new Map<Governance | undefined, readonly GovernanceMark[]>();
  return (governance) => {
    let marks = known.get(governance);
    if (marks === undefined) {
      marks = Object.freeze(governanceMarks(governance, asOf));
      known.set(governance, marks);
    }
    return marks;
  };
}

type Draft = { -readonly [K in keyof Recommendation]: Recommendation[K] };

function draw(
  { rule, sources }: Skeleton,
  subject: Subject,
  value: SlotValue | null,
  supersededBy: Recommendation["supersededBy"],
  because: Recommendation["because"],
  marks: readonly GovernanceMark[],
): Recommendation {
  const { strength, summary, detail, slot, also, explains } = rule.event.params;
  // Key by key rather than with conditional spreads: hundreds of these are made for a case. The order is the report's.
  const draft = {
    id: recommendationId(rule, subject),
    rule: rule.name,
    topic: rule.topic,
    subject,
    strength,
    status: supersededBy === null ? "active" : "superseded",
    summary,
  } as Draft;
  if (detail !== undefined) draft.detail = detail;
  if (slot !== undefined) {
    draft.slot = slot;
    draft.value = value;
  }
  if (also !== undefined) draft.also = also;
  draft.supersededBy = supersededBy;
  draft.because = because;
  if (explains !== undefined) draft.explains = explains;
  if (marks.length > 0) draft.marks = marks;
  draft.sources = sources;
  return Object.freeze(draft);
}

function overruledBy({ contribution, decision }: Word, { withdrawn }: Finished): Recommendation["supersededBy"] {
  const withdrawal = withdrawn.get(contribution);
  if (withdrawal !== undefined)
    return Object.freeze({
      id: recommendationId(withdrawal.by.rule, withdrawal.by.subject),
      policy: withdrawal.policy,
    });
  const [winner] = decision.winners;
  if (winner === undefined || decision.winners.includes(contribution)) return null;
  return Object.freeze({ id: recommendationId(winner.rule, winner.subject), policy: decision.slot.merge.policy });
}
