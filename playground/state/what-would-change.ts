import type { Advisor } from "../../src/advisor/advisor.ts";
import type { Reason } from "../../src/explain/reason.ts";
import type { Subject } from "../../src/facts/subject.ts";
import { CaseError } from "../../src/issues/errors.ts";
import type { Recommendation, Report } from "../../src/report/report.ts";
import type { Rule } from "../../src/rulebook/rule.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import type { SlotValue } from "../../src/rulebook/slots.ts";
import { alternativesOf, type PlacedReason } from "./alternatives.ts";
import { type Answer, type PlainCase, pathOf, placeOf, withValue } from "./case.ts";
import { read } from "./read.ts";
import type { Sliced } from "./sliced.ts";
import { type Turning, turnings } from "./turning.ts";

/** A decided slot: the decision, the triage, or one of the plan; with the vein where it is a vein's. */
export interface SlotPlace {
  readonly slot: string;
  readonly vein?: string;
}

/** The slot that a recommendation sets, with the vein where it is a vein's. */
export function aboutSlot(rulebook: Rulebook, slot: string, subject: Subject): SlotPlace {
  const isVeins = rulebook.slots.get(slot)?.scope === "vein" && subject.kind === "vein";
  return isVeins ? { slot, vein: subject.id } : { slot };
}

/** How many other rules of a slot are asked what they would need. */
const maxRivals = 24;

/** Whether a recommendation gives the slot a value. */
export function sets({ slot, also }: Recommendation, name: string): boolean {
  return slot === name || (also ?? []).some((one) => one.slot === name);
}

/** The recommendations on a slot: all that set it; of a vein's slot those of the vein. */
export function onSlot(report: Report, { slot, vein }: SlotPlace): readonly Recommendation[] {
  return report.recommendations.filter(
    (one) => sets(one, slot) && (vein === undefined || one.subject.kind !== "vein" || one.subject.id === vein),
  );
}

/** The value that a report gives a slot; null where it is not settled. */
export function valueIn(report: Report, { slot, vein }: SlotPlace): SlotValue | null {
  if (slot === "eligibility") return report.eligibility.decision;
  if (slot === "triage") return report.triage?.level ?? null;
  const plan = vein === undefined ? report.plan.patient : report.plan.veins[vein];
  return plan?.[slot]?.value ?? null;
}

/** Looks for what would give a slot another value, and what each find rests on that is known already. */
export function* slotTurnings(
  advisor: Advisor,
  of: PlainCase,
  report: Report,
  place: SlotPlace,
): Sliced<readonly Turning<SlotValue | null>[]> {
  const told = onSlot(report, place).filter(({ status }) => status === "active");
  const value = valueIn(report, place);
  const now = JSON.stringify(value);
  const found = yield* turnings<SlotValue | null>({
    of,
    deciding: alternativesOf(told.flatMap(reasonsOf), advisor.rulebook),
    worthTrying: () => neededByRivals(advisor, of, place, value),
    turnedBy: (changed) => {
      const reading = read(advisor, changed);
      if ("issues" in reading) return undefined;
      const other = valueIn(reading.report, place);
      return JSON.stringify(other) === now ? undefined : other;
    },
  });
  const before = new Set(told.map(({ id }) => id));
  const explained: Turning<SlotValue | null>[] = [];
  for (const turning of found) {
    const given = givenFor(advisor, of, place, before, turning);
    explained.push(given.length === 0 ? turning : { ...turning, given });
    yield;
  }
  return explained;
}

/** What the rule that brings a turn rests on besides the answers that turn it, whichever of them is given. */
function givenFor<T>(
  advisor: Advisor,
  of: PlainCase,
  place: SlotPlace,
  before: ReadonlySet<string>,
  { with: others, last }: Turning<T>,
): readonly string[] {
  const texts = last.values.map((value): readonly string[] => {
    const answers = [...others, { place: last.place, value }];
    const reading = read(
      advisor,
      answers.reduce((next, one) => withValue(next, one.place, one.value), of),
    );
    if ("issues" in reading) return [];
    const bringer = onSlot(reading.report, place).find(({ id, status }) => status === "active" && !before.has(id));
    if (bringer === undefined) return [];
    const changed = new Set(answers.map((one) => pathOf(one.place)));
    return reasonsOf(bringer)
      .filter((one) => one.reason.assumed !== true && one.reason.truth !== "unknown" && !restsOn(one, changed))
      .map(({ reason }) => reason.text);
  });
  const [first = [], ...more] = texts;
  return first.filter((text) => more.every((other) => other.includes(text)));
}

/** Whether a reason is about one of the places, or about what is worked out from one. */
function restsOn({ reason, vein }: PlacedReason, places: ReadonlySet<string>): boolean {
  if (places.has(pathOf(placeOf(reason.fact, vein)))) return true;
  return (reason.parts ?? []).some((part: Reason & { readonly vein?: string }) => {
    const own = part.vein ?? vein;
    return restsOn(own === undefined ? { reason: part } : { reason: part, vein: own }, places);
  });
}

/** Looks for what would make a recommendation fall away. */
export function recommendationTurnings(
  advisor: Advisor,
  of: PlainCase,
  recommendation: Recommendation,
): Sliced<readonly Turning<string>[]> {
  return turnings({
    of,
    deciding: alternativesOf(reasonsOf(recommendation), advisor.rulebook),
    turnedBy: (changed) => {
      try {
        const outcome = advisor.outcomes(changed)[recommendation.id];
        return outcome === "applies" ? undefined : outcome;
      } catch (error) {
        if (error instanceof CaseError) return undefined;
        throw error;
      }
    },
  });
}

function reasonsOf({ because, subject }: Recommendation): readonly PlacedReason[] {
  return because.map((reason) => (subject.kind === "vein" ? { reason, vein: subject.id } : { reason }));
}

/** What the rules that would set the slot otherwise need, to apply. */
function* neededByRivals(
  advisor: Advisor,
  of: PlainCase,
  { slot, vein }: SlotPlace,
  value: SlotValue | null,
): Generator<readonly Answer[]> {
  const outcomes = advisor.outcomes(of);
  const { rulebook, evidence } = advisor;
  const sure = rulebook.rules.filter((rule) => evidence === "all" || rule.fromDocuments);
  const rivals = sure.filter((rule) => {
    const given = givenBy(rule, slot);
    const outcome = outcomes[rule.scope === "vein" && vein !== undefined ? `${rule.name}@${vein}` : rule.name];
    return given !== undefined && JSON.stringify(given) !== JSON.stringify(value) && outcome !== "applies";
  });
  for (const rule of rivals.slice(0, maxRivals)) {
    const name = rule.scope === "vein" && vein !== undefined ? `${rule.name}@${vein}` : rule.name;
    for (const { whyNot, subject } of advisor.explain(of, name))
      for (const set of whyNot.slice(0, 2))
        yield set.map(({ fact, needed }) => ({
          place: placeOf(fact, subject.kind === "vein" ? subject.id : undefined),
          value: needed,
        }));
  }
}

function givenBy({ event }: Rule, slot: string): SlotValue | undefined {
  const { slot: own, value, also } = event.params;
  return own === slot ? value : also?.find((one) => one.slot === slot)?.value;
}
