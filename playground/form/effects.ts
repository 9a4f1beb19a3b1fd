import type { Advisor } from "../../src/advisor/advisor.ts";
import type { Scalar } from "../../src/logic/cell.ts";
import { differenceOf, type PlanDifference } from "../../src/report/difference.ts";
import type { Report } from "../../src/report/report.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { type Place, type PlainCase, withValue } from "../state/case.ts";
import { read } from "../state/read.ts";
import type { Sliced } from "../state/sliced.ts";
import { slotText, slotTitle } from "../words.ts";

/** What each answer would bring, in a few words, most important first; by the answer. Empty where it changes nothing shown. */
export type Effects = ReadonlyMap<Scalar, readonly string[]>;

/** Gives each answer to the library and says what turns. One answer for each step. */
export function* effectsOf(
  advisor: Advisor,
  of: PlainCase,
  report: Report,
  place: Place,
  answers: readonly Scalar[],
): Sliced<Effects> {
  const effects = new Map<Scalar, readonly string[]>();
  for (const answer of answers) {
    const reading = read(advisor, withValue(of, place, answer));
    if ("report" in reading) effects.set(answer, turnsOf(advisor.rulebook, report, reading.report));
    yield;
  }
  return effects;
}

function turnsOf(rulebook: Rulebook, before: Report, after: Report): readonly string[] {
  const { eligibility, triage, plan, recommendations } = differenceOf(before, after);
  const decided = (slot: string, from: string | undefined, to: string | undefined): string[] =>
    to === undefined || from === to ? [] : [`${slotTitle(rulebook, slot)}: ${slotText(rulebook, slot, to)}`];
  const turns = plan.filter(({ value: { from, to } }) => JSON.stringify(from) !== JSON.stringify(to));
  return [
    ...decided("eligibility", eligibility?.from.decision, eligibility?.to.decision),
    ...decided("triage", triage?.from?.level, triage?.to?.level),
    ...turns.map((turn) => turnText(rulebook, turn)),
    ...recommendations.added
      .filter(({ slot, strength }) => slot === undefined && strength !== "info")
      .map(({ summary }) => summary),
  ];
}

function turnText(rulebook: Rulebook, { slot, vein, value: { to } }: PlanDifference): string {
  const of = vein === undefined ? "" : ` (vein ${vein})`;
  return `${slotTitle(rulebook, slot)}: ${to === null ? "no longer set" : slotText(rulebook, slot, to)}${of}`;
}
