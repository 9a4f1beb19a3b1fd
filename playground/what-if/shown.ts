import type { PlanDifference, ReportDifference, Turn } from "../../src/report/difference.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import type { SlotValue } from "../../src/rulebook/slots.ts";
import type { SlotPlace } from "../state/what-would-change.ts";
import { slotText, words } from "../words.ts";

/** A line of a difference, in words. */
export type ShownTurn = SlotPlace & Turn<string>;

/** What turns between two reports, in words. */
export interface ShownTurns {
  /** The decision and the triage. */
  readonly levels: readonly ShownTurn[];
  readonly values: readonly ShownTurn[];
  /** What the rest of the plan could still become. */
  readonly opened: readonly ShownTurn[];
}

/** Puts a difference into words; what reads alike on both sides, its reasons alone being others, is no line. */
export function shownTurns(
  rulebook: Rulebook,
  { eligibility, triage, plan }: Pick<ReportDifference, "eligibility" | "triage" | "plan">,
): ShownTurns {
  const level = (text: string, could: string | null, suspect: readonly string[] = []): string =>
    words(text) +
    (could === null ? "" : `, could become ${words(could)}`) +
    (suspect.length === 0 ? "" : `, suspect: ${suspect.map(words).join(", ")}`);
  const decided = (one = eligibility?.from): string => (one ? level(one.decision, one.couldBecome) : "");
  const triaged = (one = triage?.from): string => (one ? level(one.level, one.couldBecome, one.suspect) : "none");
  const inPlan = (of: "value" | "couldBecome", nothing: string) => (one: PlanDifference) => {
    const text = (value: SlotValue | null): string => (value === null ? nothing : slotText(rulebook, one.slot, value));
    return { ...one, from: text(one[of].from), to: text(one[of].to) };
  };
  const values = plan.map(inPlan("value", "not set"));
  return {
    levels: [
      { slot: "eligibility", from: decided(), to: decided(eligibility?.to) },
      { slot: "triage", from: triaged(), to: triaged(triage?.to) },
    ].filter(differs),
    values: values.filter(differs),
    opened: plan
      .filter((_, index) => values[index] !== undefined && !differs(values[index]))
      .map(inPlan("couldBecome", "settled"))
      .filter(differs),
  };
}

const differs = ({ from, to }: Turn<string>): boolean => from !== to;
