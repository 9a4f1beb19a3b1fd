import { valueText } from "../../explain/sentence.ts";
import type { PlanEntry, Report } from "../../report/report.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { SlotValue } from "../../rulebook/slots.ts";
import { catalogue } from "./catalogue.ts";
import { escapeMarkdown } from "./markdown.ts";
import { part } from "./reasons.ts";

const { plan, words } = catalogue;

/** The plan for the patient and for each vein, as far as it is settled, each line with the rows that it rests on. */
export function planParts(report: Report, rulebook: Rulebook): string[] {
  return [
    ...part(`${words.plan}: ${words.patient}`, planLines(report.plan.patient, plan.patient, rulebook)),
    ...Object.entries(report.plan.veins).flatMap(([id, entries]) =>
      part(`${words.plan}: ${words.vein} ${id}`, planLines(entries, plan.vein, rulebook)),
    ),
  ];
}

function planLines(
  entries: Readonly<Record<string, PlanEntry>>,
  names: readonly string[],
  rulebook: Rulebook,
): string[] {
  return names.flatMap((name) => {
    const slot = rulebook.slots.get(name);
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (slot === undefined || entry === undefined || !isTold(entry.value)) return [];
    const could =
      entry.couldBecome === null ? "" : `, ${words.couldBecome} ${escapeMarkdown(valueText(slot, entry.couldBecome))}`;
    const rows = [...new Set(entry.from.flatMap((rule) => rulebook.ruleByName.get(rule)?.sources ?? []))];
    const from = rows.length === 0 ? "" : ` (${rows.map(escapeMarkdown).join(", ")})`;
    return [`- ${escapeMarkdown(slot.label)}: ${escapeMarkdown(valueText(slot, entry.value))}${could}${from}`];
  });
}

function isTold(value: SlotValue | null): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0);
}
