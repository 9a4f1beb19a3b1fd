import { valueText, words } from "../../explain/sentence.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { Slot } from "../../rulebook/slots.ts";
import type { PlanDifference, ReportDifference } from "../difference.ts";
import { section, wrap } from "./layout.ts";

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
      : `, could become ${words(eligibility.to.couldBecome ?? "nothing else")}`;
  const lines = [
    ...wrap(`DECISION: ${decision}${could}`),
    ...(triage === undefined
      ? []
      : wrap(`TRIAGE: ${words(triage.from?.level ?? "none")} -> ${words(triage.to?.level ?? "none")}`)),
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
  const text = (from: PlanDifference["value"]["from"]): string => (from === null ? "none" : valueText(slot, from));
  const subject = vein === undefined ? "" : `[vein ${vein}] `;
  const changed = JSON.stringify(value.from) !== JSON.stringify(value.to);
  return wrap(
    `${subject}${slot.label}: ${changed ? `${text(value.from)} -> ${text(value.to)}` : `${text(value.to)}, could become: ${text(couldBecome.from)} -> ${text(couldBecome.to)}`}`,
    "  ",
  );
}
