import type { Outcomes } from "../evaluate/outcomes.ts";
import type { DecidedFacts, FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import { contributionsTo } from "./contributions.ts";
import { decide, decidedCell, decidedNumber } from "./decide.ts";
import type { Decisions } from "./decisions.ts";
import type { SlotPlan } from "./slot-plan.ts";

/** Decides the slots of a stage. */
export function resolveStage(
  plans: readonly SlotPlan[],
  outcomes: Outcomes,
  store: FactStore,
  decisions: Decisions,
): void {
  for (const plan of plans)
    for (const place of store.places[plan.slot.scope]) {
      const subject = store.subjects[place] as Subject;
      decisions.set(decide(plan.slot, subject, place, contributionsTo(plan, place, outcomes, store)));
    }
}

/** The decisions as facts for later rules. */
export function decidedFacts(decisions: Decisions): DecidedFacts {
  return {
    cell: (slot, place) => {
      const decision = decisions.at(slot, place);
      return decision === undefined ? undefined : decidedCell(decision);
    },
    number: (slot, key, place) => {
      const decision = decisions.at(slot, place);
      return decision === undefined ? undefined : decidedNumber(decision, key);
    },
  };
}
