import type { TimelineItem, TimelinePhase } from "../../src/report/phase.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";

/** What a bar stands for. */
export type BarKind = "do" | "avoid";

/** One line of the chart: something to do or to avoid, from when to when. */
export interface Bar {
  readonly kind: BarKind;
  readonly text: string;
  readonly veins: readonly string[];
  readonly topic: string;
  readonly fromHours: number;
  readonly toHours: number | null;
}

/**
 * The decided slots of a timeline as bars, each once, by topic: compression, activity, travel, follow-up. What single rules add in
 * words of their own stands in the table alone.
 */
export function barsOf(timeline: readonly TimelinePhase[], rulebook: Rulebook): readonly Bar[] {
  const bars = new Map<string, Bar>();
  const add = (kind: BarKind, item: TimelineItem): void => {
    const rules = item.from.map((name) => rulebook.ruleByName.get(name));
    if (rules.some((rule) => rule?.event.params.summary === item.text)) return;
    const key = `${kind} ${item.text} ${item.fromHours} ${item.toHours}`;
    const known = bars.get(key);
    const more = item.vein === undefined || known?.veins.includes(item.vein) ? [] : [item.vein];
    const { text, fromHours, toHours } = item;
    const topic = rules[0]?.topic ?? "";
    bars.set(key, { kind, text, topic, fromHours, toHours, veins: [...(known?.veins ?? []), ...more] });
  };
  for (const phase of timeline) {
    for (const item of phase.do) add("do", item);
    for (const item of phase.avoid) add("avoid", item);
  }
  const order = (topic: string): number => rulebook.topics.indexOf(topic);
  return [...bars.values()].sort((a, b) => order(a.topic) - order(b.topic) || a.fromHours - b.fromHours);
}
