import type { Outcome } from "../../src/evaluate/outcome.ts";
import type { Report } from "../../src/report/report.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { ruleNameOf, words } from "../words.ts";
import { inReadingOrder } from "./slot-order.ts";

/** A rule on one of its subjects, by the id of its recommendation, and its outcome. */
export type RuleOutcome = readonly [id: string, outcome: Outcome];

/** Where an outcome stands in the list: what could still come first, then what does not hold, then what does. */
const order: Readonly<Record<Outcome, number>> = {
  "cannot-tell": 0,
  "does-not-apply": 1,
  applies: 2,
  failed: 3,
  "not-applicable": 4,
};

/**
 * The rules with every word of the query, the most useful first: those that decide something before those that inform, and of
 * these the ones that could still apply before the ones that do not. Undefined without a query.
 */
export function findRules(
  rulebook: Rulebook,
  outcomes: readonly RuleOutcome[],
  query: string,
): readonly RuleOutcome[] | undefined {
  const asked = query.trim().toLowerCase();
  const wanted = asked.split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return undefined;
  const found = outcomes.flatMap((one) => {
    const [id, outcome] = one;
    const rule = rulebook.ruleByName.get(ruleNameOf(id));
    const { summary, slot, value } = rule?.event.params ?? {};
    const given = typeof value === "string" ? words(value).toLowerCase() : "";
    const text = `${id} ${rule?.title} ${summary} ${rule?.topic} ${words(outcome)} ${given}`.toLowerCase();
    if (!wanted.every((word) => text.includes(word))) return [];
    // A rule that gives what is looked for comes before one that mentions it.
    const rank = (given === asked ? 0 : slot === undefined ? 2 : 1) * Object.keys(order).length + order[outcome];
    return [{ one, rank }];
  });
  return found.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
}

/** How many ideas are offered. */
const mostIdeas = 6;

/** What somebody may have expected instead: other values of what is decided for veins, the first lines of the plan first. */
export function ideasFor(rulebook: Rulebook, { plan, eligibility }: Report): readonly string[] {
  const lines = Object.values(plan.veins).flatMap((entries) => inReadingOrder(entries));
  const others = lines.flatMap(([slot, { value }]) => {
    const { type, values = [], agent } = rulebook.slots.get(slot) ?? {};
    return type === "code" && agent === undefined && value !== null ? values.filter((one) => one !== value) : [];
  });
  const levels = (rulebook.slots.get("eligibility")?.values ?? []).filter((one) => one !== eligibility.decision);
  return [...new Set([...others, ...levels].map(words))].slice(0, mostIdeas);
}
