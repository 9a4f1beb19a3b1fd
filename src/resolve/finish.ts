import type { OptionValue, SlotValue } from "../rulebook/slots.ts";
import { type Contribution, sameValue } from "./contribution.ts";
import { type Decision, reached } from "./decide.ts";
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
  const { slot, place, value, changes } = decision;
  if (slot.merge.kind !== "union" || slot.type !== "options") return;
  const { without, annotate, policy } = slot.merge;
  const others = decisions.ofPlace(place);
  const forms = without && excludingForm(others, without.forms);
  const agents = without
    ? others.filter((other) => other.slot.agent !== undefined && other.value === without.agents)
    : [];
  /** The decision that excludes an option, if one does. */
  const blocker = (option: OptionValue): Decision | undefined =>
    agents.find((other) => other.slot.agent === option["agent"]) ??
    (forms !== undefined && option["form"] !== forms.value ? forms : undefined);
  // A rule none of whose options is left says nothing any more: it is overruled by what excluded them.
  for (const contribution of decision.applying) {
    const blockers = (contribution.value as readonly OptionValue[]).map(blocker);
    const by = blockers[0]?.winners[0];
    if (by !== undefined && blockers.every((one) => one !== undefined)) withdrawn.set(contribution, { by, policy });
  }
  const isMarked = annotate !== undefined && reached(decisions.at(annotate.slot, place), annotate.from);
  const finished = (options: SlotValue | undefined): SlotValue | undefined => {
    const left = ((options ?? []) as readonly OptionValue[])
      .filter((option) => blocker(option) === undefined)
      .map((option) => (isMarked ? { ...option, [annotate.key]: annotate.value } : option));
    return left.length > 0 ? left : undefined;
  };
  const settled = finished(value);
  decisions.set({
    ...decision,
    value: settled,
    // What a rule that cannot tell yet could bring is excluded like what the others brought: what settled it stays.
    changes: changes.flatMap(({ candidate, value: possible }) => {
      const to = finished(possible);
      return to === undefined || (settled !== undefined && sameValue(to, settled)) ? [] : [{ candidate, value: to }];
    }),
  });
}

/** The decision on the form among those on a subject, where a rule of the excluding rank took it. */
function excludingForm(decisions: readonly Decision[], rank: string): Decision | undefined {
  return decisions.find(
    ({ slot, winners }) =>
      slot.merge.kind === "precedence" && winners.some(({ rule }) => rule.event.params.rank === rank),
  );
}
