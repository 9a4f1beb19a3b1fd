import { valueText } from "../explain/sentence.ts";
import type { FactStore } from "../facts/store.ts";
import { followUpSubject, patientSubject, type Subject } from "../facts/subject.ts";
import { bounds } from "../logic/cell.ts";
import { hoursPer, type TimeUnit } from "../logic/units.ts";
import type { Decision } from "../resolve/decide.ts";
import type { Decisions } from "../resolve/finish.ts";
import type { RangeValue } from "../rulebook/slots.ts";
import type { TimelineItem, TimelinePhase } from "./phase.ts";
import type { Recommendation } from "./report.ts";

type Kind = "do" | "expect" | "avoid";
type KindOfItem = TimelineItem & { readonly kind: Kind };

/** Name of the fact that says how long ago the session was. */
const sinceSession = "followUp.hoursSinceSession";

/**
 * Lays what holds after the session out in phases. A phase begins where something new is to be expected and lasts until the
 * next begins, so that no time is left without an answer.
 */
export function timelineOf(
  decisions: Decisions,
  recommendations: readonly Recommendation[],
  phases: PhaseOf,
  store: FactStore,
): TimelinePhase[] {
  const items = [...slotItems(decisions), ...recommendations.flatMap((one) => ruleItem(one, phases))];
  const starts = [...new Set([0, ...items.filter(({ kind }) => kind === "expect").map(({ fromHours }) => fromHours)])]
    .filter((start) => start >= 0)
    .sort((a, b) => a - b);
  if (items.length === 0) return [];
  const now = store.subjects.includes(followUpSubject) ? bounds(store.get(sinceSession, followUpSubject)) : undefined;
  return starts.map((fromHours, index) => {
    const toHours = starts[index + 1] ?? null;
    const within = (hours: number): boolean => hours >= fromHours && (toHours === null || hours < toHours);
    const part = (kind: Kind): TimelineItem[] =>
      items
        .filter((item) => item.kind === kind && overlaps(item, fromHours, toHours))
        .sort((a, b) => a.fromHours - b.fromHours || (a.toHours ?? Infinity) - (b.toHours ?? Infinity))
        .map(({ kind: _, ...item }) => item);
    return {
      fromHours,
      toHours,
      ...(now !== undefined && within(now.min) && within(now.max) ? { current: true as const } : {}),
      do: part("do"),
      expect: part("expect"),
      avoid: part("avoid"),
    };
  });
}

/** The phase that a rule declares, by the rule's name. */
export type PhaseOf = (rule: string) => { kind: Kind; unit: string; from: number; to: number | null } | undefined;

function overlaps({ fromHours, toHours }: TimelineItem, from: number, to: number | null): boolean {
  return (to === null || fromHours < to) && (toHours === null || toHours > from);
}

function ruleItem({ rule, status, summary, subject }: Recommendation, phases: PhaseOf): KindOfItem[] {
  const phase = phases(rule);
  const factor = hoursIn(phase?.unit);
  if (phase === undefined || factor === undefined || status !== "active") return [];
  return [
    {
      kind: phase.kind,
      text: summary,
      from: [rule],
      ...veinOf(subject),
      fromHours: phase.from * factor,
      toHours: phase.to === null ? null : phase.to * factor,
    },
  ];
}

function veinOf(subject: Subject): { vein?: string } {
  return subject.kind === "vein" ? { vein: subject.id } : {};
}

function slotItems(decisions: Decisions): KindOfItem[] {
  return decisions.values().flatMap((decision): KindOfItem[] => {
    const { slot, subject, value, winners } = decision;
    const span = spanOf(decision, decisions);
    if (span === undefined || slot.timeline === undefined || value === undefined) return [];
    return [
      {
        kind: slot.timeline.kind,
        text: `${slot.label}: ${valueText(slot, value)}`,
        from: [...new Set(winners.map(({ rule }) => rule.name))].sort(),
        ...veinOf(subject),
        ...span,
      },
    ];
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
