import { sameValue } from "../resolve/contribution.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { OptionValue, Slot, SlotValue } from "../rulebook/slots.ts";
import type { FormulaContribution } from "./contributions.ts";
import type { FormulaDecision } from "./decision.ts";
import { and, FALSE, type Formula, not, or } from "./formula.ts";

/** One code or option of a slot that takes all values together. */
export interface Member {
  readonly value: string | OptionValue;
  /** It is on the list that the report gives, but for what the report writes beside every option. */
  readonly given: Formula;
}

/** Whether two codes or two options are the same: options by content, fields in any order. */
export function sameMember(one: Member["value"], other: Member["value"]): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  return sameValue([one], [other]);
}

/** Looks the decision of another slot up for the subject at hand. */
type DecisionOf = (slot: string) => FormulaDecision;

/** What rules put on the list of a slot, each once: the counterpart of `unionOf`, and of what `finish` takes out again. */
export function membersOf(
  slot: Slot,
  contributions: readonly FormulaContribution[],
  rulebook: Rulebook,
  decisionOf: DecisionOf,
): Member[] {
  const said: { value: Member["value"]; by: Formula[] }[] = [];
  for (const { value, applies } of contributions)
    for (const one of (value ?? []) as readonly Member["value"][]) {
      const known = said.find((other) => sameMember(other.value, one));
      if (known === undefined) said.push({ value: one, by: [applies] });
      else known.by.push(applies);
    }
  return said.map(({ value, by }) => ({
    value,
    given: and(or(...by), not(blocked(slot, value, rulebook, decisionOf))),
  }));
}

/** Whether other slots exclude every option that a rule gives. */
export function allBlocked(
  slot: Slot,
  value: SlotValue | undefined,
  rulebook: Rulebook,
  decisionOf: DecisionOf,
): Formula {
  if (slot.merge.kind !== "union" || slot.merge.without === undefined) return FALSE;
  const options = (value ?? []) as readonly OptionValue[];
  return and(...options.map((option) => blocked(slot, option, rulebook, decisionOf)));
}

/** Whether another slot of the vein excludes the option's agent or its form. */
function blocked({ merge, type }: Slot, option: Member["value"], { slots }: Rulebook, decisionOf: DecisionOf): Formula {
  if (merge.kind !== "union" || type !== "options" || merge.without === undefined || typeof option === "string")
    return FALSE;
  const { agents, forms } = merge.without;
  const ofVein = [...slots.values()].filter(({ scope }) => scope === "vein");
  const byAgent = ofVein
    .filter(({ agent }) => agent !== undefined && agent === option["agent"])
    .map(({ name }) => decisionOf(name).is(agents));
  const byForm = ofVein
    .filter((other) => other.merge.kind === "precedence")
    .flatMap(({ name }) => {
      const decision = decisionOf(name);
      return decision.contributions
        .filter(({ rule, value }) => rule.event.params.rank === forms && value !== option["form"])
        .map((one) => decision.wins(one));
    });
  return or(...byAgent, ...byForm);
}
