import { compareText } from "../issues/issue.ts";
import { type Rule, type Strength, strengths } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Scope } from "../rulebook/vocabulary.ts";
import { headSlots } from "./head.ts";
import type { Skeleton } from "./skeleton.ts";

/** Rules that stand together in a report, by scope, each list by strength and name. */
export type Section = Readonly<Record<Scope, readonly Skeleton[]>>;

/**
 * The fixed order of recommendations: eligibility, triage, topic, subject, strength, name. All of it but the subject is known
 * before any case: a report goes through the sections, and in each through the patient, the follow-up and the veins.
 */
export function sectionsOf(rulebook: Rulebook, skeletons: readonly Skeleton[]): readonly Section[] {
  const sections = new Map<number, Skeleton[]>();
  for (const skeleton of skeletons) {
    const place = headOf(skeleton.rule) * rulebook.topics.length + rulebook.topics.indexOf(skeleton.rule.topic);
    const known = sections.get(place);
    if (known === undefined) sections.set(place, [skeleton]);
    else known.push(skeleton);
  }
  return [...sections]
    .sort(([a], [b]) => a - b)
    .map(([, members]) => {
      const ordered = members.sort((a, b) => weight(a.rule) - weight(b.rule) || compareText(a.rule.name, b.rule.name));
      const of = (scope: Scope): Skeleton[] => ordered.filter(({ rule }) => rule.scope === scope);
      return { patient: of("patient"), followUp: of("followUp"), vein: of("vein") };
    });
}

function headOf({ event }: Rule): number {
  const head = headSlots.indexOf(event.params.slot ?? "");
  return head < 0 ? headSlots.length : head;
}

function weight({ event }: Rule): number {
  return (strengths as readonly Strength[]).indexOf(event.params.strength);
}
