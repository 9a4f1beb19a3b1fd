import { valueText, words } from "../../explain/sentence.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Slot } from "../../rulebook/slots.ts";
import type { PlanDifference, ReportDifference } from "../difference.ts";
import { section, wrap } from "./layout.ts";

/** For what nothing decides: `none` is a value of its own that a slot can have. */
export const notSet = "not set";
/** For what cannot become more restrictive any more. */
export const nothingElse = "nothing else";

/** Returns what differs between two reports as plain text in 80 columns. */
export function differenceText(difference: ReportDifference, rulebook: Rulebook): string {
  const { eligibility, triage, plan, recommendations, questions, critique, issues } = difference;
  const decision =
    eligibility === undefined
      ? "unchanged"
      : `${words(eligibility.from.decision)} -> ${words(eligibility.to.decision)}`;
  const could =
    eligibility === undefined || eligibility.from.couldBecome === eligibility.to.couldBecome
      ? ""
      : `, could become ${words(eligibility.to.couldBecome ?? nothingElse)}`;
  const lines = [
    ...wrap(`DECISION: ${decision}${could}`),
    ...(triage === undefined
      ? []
      : wrap(`TRIAGE: ${words(triage.from?.level ?? notSet)} -> ${words(triage.to?.level ?? notSet)}`)),
    ...section(
      "PLAN",
      plan.flatMap((one) => planLines(one, rulebook)),
    ),
    ...section(
      "ADDED",
      recommendations.added.flatMap(({ id, summary, strength }) => wrap(`${strength}: ${summary} [${id}]`, "  + ")),
    ),
    ...section(
      "REMOVED",
      recommendations.removed.flatMap(({ id, summary }) => wrap(`${summary} [${id}]`, "  - ")),
    ),
    ...section(
      "CHANGED",
      recommendations.changed.flatMap(({ id, status }) => wrap(`${id}: ${status.from} -> ${status.to}`, "  ~ ")),
    ),
    ...section(
      "ON THE PROPOSAL",
      (critique?.to ?? []).flatMap(({ vein, text }) => wrap(`${vein === null ? "" : `[vein ${vein}] `}${text}`, "  ")),
    ),
    ...section(
      "NOTES ON THE CASE",
      (issues?.to ?? []).flatMap(({ path, message }) => wrap(`${path}: ${message}`, "  ")),
    ),
    ...section(
      "NO LONGER ASKED",
      questions.removed.flatMap(({ ask }) => wrap(ask, "  - ")),
    ),
    ...section(
      "NOW ASKED",
      questions.added.flatMap(({ ask }) => wrap(ask, "  + ")),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function planLines({ slot: name, vein, value, couldBecome }: PlanDifference, rulebook: Rulebook): string[] {
  const slot = rulebook.slots.get(name) as Slot;
  const text = (value: PlanDifference["value"]["from"], nothing: string): string =>
    value === null ? nothing : valueText(slot, value);
  const subject = vein === undefined ? "" : `[vein ${vein}] `;
  const changed = JSON.stringify(value.from) !== JSON.stringify(value.to);
  const turn = changed
    ? `${text(value.from, notSet)} -> ${text(value.to, notSet)}`
    : `${text(value.to, notSet)}, could become: ${text(couldBecome.from, nothingElse)} -> ${text(couldBecome.to, nothingElse)}`;
  return wrap(`${subject}${slot.label}: ${turn}`, "  ");
}
