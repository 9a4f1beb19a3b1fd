import type { Rule } from "../../rulebook/rule.ts";
import type { Slot } from "../../rulebook/slots.ts";
import type { SiteModel } from "./site-model.ts";

/** Rules of a topic that have the same main decision. */
export interface TopicSection {
  readonly id: string;
  readonly heading: string;
  readonly slot: Slot | undefined;
  readonly rules: readonly Rule[];
}

/** The rules of a topic by the slot that they set, in the order in which slots come up; advice and information last. */
export function topicSections(rules: readonly Rule[], { rulebook }: SiteModel): readonly TopicSection[] {
  const bySlot = new Map<string, Rule[]>();
  const others: Rule[] = [];
  for (const rule of rules) {
    const { slot } = rule.event.params;
    if (slot === undefined) others.push(rule);
    else bySlot.set(slot, [...(bySlot.get(slot) ?? []), rule]);
  }
  const advice = others.filter(({ event }) => event.params.strength !== "info");
  const information = others.filter(({ event }) => event.params.strength === "info");
  return [
    ...[...bySlot].map(([name, members]) => {
      const slot = rulebook.slots.get(name);
      return { id: `slot-${name}`, heading: slot?.label ?? name, slot, rules: members };
    }),
    ...(advice.length === 0 ? [] : [{ id: "advice", heading: "Advice", slot: undefined, rules: advice }]),
    ...(information.length === 0
      ? []
      : [{ id: "information", heading: "Information", slot: undefined, rules: information }]),
  ];
}
