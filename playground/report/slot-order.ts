import type { PlanEntry } from "../../src/report/report.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";

/** The slot that says in which form the sclerosant is given; options name theirs in a field of this name. */
export const formSlot = "form";

/** What is asked first of a plan, by the name of the slot or the group before its full stop. */
const first = ["approach", formSlot, "agent", "strength", "volume", "guidance"];

/** A line of a plan. */
export type PlanLine = readonly [slot: string, entry: PlanEntry];

/** The lines of a plan: what is asked first on top, then what is settled, then what is not; otherwise in the report's order. */
export function inReadingOrder(entries: Readonly<Record<string, PlanEntry>>): readonly PlanLine[] {
  const rank = ([slot, { value }]: PlanLine): number => {
    const index = first.indexOf(slot.split(".", 1)[0] ?? "");
    return (value === null ? first.length + 1 : 0) + (index < 0 ? first.length : index);
  };
  return Object.entries(entries).sort((a, b) => rank(a) - rank(b));
}

/** What a line is about, in plain words; a choice between two says which: `Form: foam or liquid`. */
export function plainTitle(rulebook: Rulebook, name: string): { readonly title: string; readonly choice: string } {
  const { label = name, type, values = [] } = rulebook.slots.get(name) ?? {};
  const isChoice = type === "code" && values.length === 2 && name === formSlot;
  return { title: label, choice: isChoice ? values.join(" or ") : "" };
}
