import { readFileSync } from "node:fs";

/** A fault that fails no case, and why not. */
export interface ExplainedSurvivor {
  readonly mutant: string;
  readonly reason: string;
}

/** `equal.json`: faults that are none in meaning. `unasserted.json`: those that show only where a case asserts nothing. */
export type ListName = "equal" | "unasserted";

/** The faults of a list. */
export function readSurvivors(list: ListName): ExplainedSurvivor[] {
  return JSON.parse(readFileSync(new URL(`${list}.json`, import.meta.url), "utf8")) as ExplainedSurvivor[];
}

/** What is wrong with the lists: entries without a reason, listed twice, of no fault that there is, or of one that is killed. */
export function staleEntries(
  entries: readonly ExplainedSurvivor[],
  all: ReadonlySet<string>,
  judged: ReadonlySet<string>,
  survivors: ReadonlySet<string>,
): string[] {
  return entries.flatMap(({ mutant, reason }, index) => {
    if (reason.trim() === "") return [`${mutant}: no reason`];
    if (entries.findIndex((one) => one.mutant === mutant) !== index) return [`${mutant}: listed twice`];
    if (!all.has(mutant)) return [`${mutant}: no such fault any more`];
    return judged.has(mutant) && !survivors.has(mutant) ? [`${mutant}: does not survive`] : [];
  });
}
