import { valueText } from "../explain/sentence.ts";
import type { FactStore } from "../facts/store.ts";
import { followUpSubject, patientSubject, type Subject } from "../facts/subject.ts";
import { bounds } from "../logic/cell.ts";
import { hoursPer, type TimeUnit } from "../logic/units.ts";
import type { Decision } from "../resolve/decide.ts";
import type { Decisions } from "../resolve/decisions.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { RangeValue } from "../rulebook/slots.ts";
import type { TimelineItem, TimelinePhase } from "./phase.ts";
import type { Recommendation } from "./report.ts";

type Kind = "do" | "expect" | "avoid";
/** An item with the kind of list that it stands in. */
interface Placed {
  readonly kind: Kind;
  readonly item: TimelineItem;
}

/** What a rule says of the patient in the phase that it declares; of a vein it says the same and names it. */
export type RulePhase = Placed;

/** Name of the fact that says how long ago the session was. */
const sinceSession = "followUp.hoursSinceSession";

/** The phases that rules declare, by the rule's name. */
export function rulePhases(rules: readonly Rule[]): ReadonlyMap<string, RulePhase> {
  return new Map(
    rules.flatMap(({ name, event }): [string, RulePhase][] => {
      const { timeline: phase, summary } = event.params;
      const factor = hoursIn(phase?.unit);
      if (phase === undefined || factor === undefined) return [];
      const fromHours = phase.from * factor;
      const toHours = phase.to === null ? null : phase.to * factor;
      const item = itemOf(summary, Object.freeze([name]), patientSubject, fromHours, toHours);
      return [[name, { kind: phase.kind, item }]];
    }),
  );
}

/**
 * Lays what holds after the session out in phases. A phase begins where something new is to be expected and lasts until the
 * next begins, so that no time is left without an answer. Frozen.
 */
export function timelineOf(
  decisions: Decisions,
  recommendations: readonly Recommendation[],
  phases: ReadonlyMap<string, RulePhase>,
  store: FactStore,
): readonly TimelinePhase[] {
  const placed = slotItems(decisions);
  for (const recommendation of recommendations) addRuleItem(placed, recommendation, phases);
  if (placed.length === 0) return Object.freeze([]);
  const expected = placed.filter(({ kind }) => kind === "expect").map(({ item }) => item.fromHours);
  const starts = [...new Set([0, ...expected])].filter((start) => start >= 0).sort((a, b) => a - b);
  placed.sort(
    ({ item: a }, { item: b }) =>
      a.fromHours - b.fromHours || (a.toHours ?? Number.MAX_VALUE) - (b.toHours ?? Number.MAX_VALUE),
  );
  const now = store.subjects.includes(followUpSubject) ? bounds(store.get(sinceSession, followUpSubject)) : undefined;
  const laidOut = starts.map((fromHours, index): TimelinePhase => {
    const toHours = starts[index + 1] ?? null;
    const within = (hours: number): boolean => hours >= fromHours && (toHours === null || hours < toHours);
    const part = (kind: Kind): readonly TimelineItem[] => {
      const items: TimelineItem[] = [];
      for (const one of placed) if (one.kind === kind && overlaps(one.item, fromHours, toHours)) items.push(one.item);
      return Object.freeze(items);
    };
    return Object.freeze({
      fromHours,
      toHours,
      ...(now !== undefined && within(now.min) && within(now.max) ? { current: true as const } : {}),
      do: part("do"),
      expect: part("expect"),
      avoid: part("avoid"),
    });
  });
  return Object.freeze(laidOut);
}

function overlaps({ fromHours, toHours }: TimelineItem, from: number, to: number | null): boolean {
  return (to === null || fromHours < to) && (toHours === null || toHours > from);
}

function addRuleItem(
  into: Placed[],
  { rule, status, subject }: Recommendation,
  phases: ReadonlyMap<string, RulePhase>,
): void {
  const phase = phases.get(rule);
  if (phase === undefined || status !== "active") return;
  if (subject.kind !== "vein") into.push(phase);
  else {
    const { text, from, fromHours, toHours } = phase.item;
    into.push({ kind: phase.kind, item: itemOf(text, from, subject, fromHours, toHours) });
  }
}

function itemOf(
  text: string,
  from: readonly string[],
  subject: Subject,
  fromHours: number,
  toHours: number | null,
): TimelineItem {
  return Object.freeze(
    subject.kind === "vein" ? { text, from, vein: subject.id, fromHours, toHours } : { text, from, fromHours, toHours },
  );
}

function slotItems(decisions: Decisions): Placed[] {
  return decisions.values().flatMap((decision): Placed[] => {
    const { slot, subject, value, winners } = decision;
    if (slot.timeline === undefined || value === undefined) return [];
    const span = spanOf(decision, decisions);
    if (span === undefined) return [];
    const text = `${slot.label}: ${valueText(slot, value)}`;
    const from = Object.freeze([...new Set(winners.map(({ rule }) => rule.name))].sort());
    const item = itemOf(text, from, subject, span.fromHours, span.toHours);
    return [{ kind: slot.timeline.kind, item }];
  });
}

/** Hours in a unit; undefined for a unit that is none of time. */
function hoursIn(unit: string | undefined): number | undefined {
  return unit !== undefined && unit in hoursPer ? hoursPer[unit as TimeUnit] : undefined;
}

/** From when to when a decided slot holds. */
function spanOf(
  { slot, value }: Decision,
  decisions: Decisions,
): { fromHours: number; toHours: number | null } | undefined {
  const { timeline, unit } = slot;
  const factor = hoursIn(unit);
  if (timeline === undefined || factor === undefined || value === undefined) return undefined;
  const numberAt = (key: string | undefined): number | undefined =>
    key === undefined ? undefined : (value as RangeValue)[key];
  if (typeof value === "number")
    return timeline.open === true
      ? { fromHours: value * factor, toHours: null }
      : { fromHours: 0, toHours: value * factor };
  const shift = timeline.after === undefined ? 0 : (endOf(decisions, timeline.after) ?? 0);
  const from = numberAt(timeline.from) ?? -(numberAt(timeline.before) ?? 0);
  const to = numberAt(timeline.to);
  return to === undefined ? undefined : { fromHours: shift + from * factor, toHours: shift + to * factor };
}

function endOf(decisions: Decisions, slot: string): number | null | undefined {
  const decision = decisions.get(slot, patientSubject.kind);
  return decision === undefined ? undefined : spanOf(decision, decisions)?.toHours;
}
