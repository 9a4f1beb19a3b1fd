import type { OptionValue, Slot } from "../rulebook/slots.ts";
import type { Contribution } from "./contribution.ts";
import type { Decision } from "./decide.ts";
import type { Decisions } from "./decisions.ts";
import { none } from "./merge/none-wins.ts";

/** A recommendation that another decision withdrew: by whom and under which policy. */
export interface Withdrawal {
  readonly by: Contribution;
  readonly policy: string;
}

/** What is settled after all slots are decided: withdrawn slots, and options without what other slots exclude. */
export interface Finished {
  readonly decisions: Decisions;
  /** Withdrawn contributions, with what withdrew them. */
  readonly withdrawn: ReadonlyMap<Contribution, Withdrawal>;
}

/** Lets the decided slots act on each other, as their merges say; what the stages decided stays as it was. */
export function finish(decided: Decisions): Finished {
  const decisions = decided.copy();
  const withdrawn = new Map<Contribution, Withdrawal>();
  for (const decision of decided.values()) {
    withdraw(decision, decisions, withdrawn);
    filterOptions(decision, decisions, withdrawn);
  }
  return { decisions, withdrawn };
}

function withdraw(decision: Decision, decisions: Decisions, withdrawn: Map<Contribution, Withdrawal>): void {
  const { merge } = decision.slot;
  const [by] = decision.winners;
  if (merge.kind !== "none-wins" || decision.value !== none || by === undefined) return;
  for (const other of decisions.values()) {
    if (!merge.withdraws.includes(other.slot.name)) continue;
    for (const contribution of other.applying) withdrawn.set(contribution, { by, policy: merge.policy });
    // What is withdrawn is settled: no rule that cannot tell yet could bring it back.
    decisions.set({ ...other, value: undefined, couldBecome: undefined, winners: [], open: [], changes: [] });
  }
}

function filterOptions(decision: Decision, decisions: Decisions, withdrawn: Map<Contribution, Withdrawal>): void {
  const { slot, place, value } = decision;
  if (slot.merge.kind !== "union" || slot.type !== "options" || value === undefined) return;
  const { without, annotate, policy } = slot.merge;
  let options = value as readonly OptionValue[];
  if (without !== undefined) {
    const others = decisions.ofPlace(place);
    const forms = excludingForm(others, without.forms);
    const agents = others.filter((other) => other.slot.agent !== undefined && other.value === without.agents);
    /** The decision that excludes an option, if one does. */
    const blocker = (option: OptionValue): Decision | undefined =>
      agents.find((other) => other.slot.agent === option["agent"]) ??
      (forms !== undefined && option["form"] !== forms.value ? forms : undefined);
    options = options.filter((option) => blocker(option) === undefined);
    // A rule none of whose options is left says nothing any more: it is overruled by what excluded them.
    for (const contribution of decision.applying) {
      const blockers = (contribution.value as readonly OptionValue[]).map(blocker);
      const by = blockers[0]?.winners[0];
      if (by !== undefined && blockers.every((one) => one !== undefined)) withdrawn.set(contribution, { by, policy });
    }
  }
  if (annotate !== undefined && reached(decisions.at(annotate.slot, place), annotate.from))
    options = options.map((option) => ({ ...option, [annotate.key]: annotate.value }));
  decisions.set({ ...decision, value: options.length > 0 ? options : undefined });
}

/** The decision on the form among those on a subject, where a rule of the excluding rank took it. */
function excludingForm(decisions: readonly Decision[], rank: string): Decision | undefined {
  return decisions.find(
    ({ slot, winners }) =>
      slot.merge.kind === "precedence" && winners.some(({ rule }) => rule.event.params.rank === rank),
  );
}

function reached(decision: Decision | undefined, from: string): boolean {
  const order = (decision?.slot as Slot | undefined)?.values ?? [];
  return decision?.value !== undefined && order.indexOf(decision.value as string) >= order.indexOf(from);
}
