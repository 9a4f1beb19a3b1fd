import type { Change } from "../src/explain/questions.ts";
import { expectedText, unitName, valueText, words } from "../src/explain/sentence.ts";
import type { Scalar } from "../src/logic/cell.ts";
import { hoursPer } from "../src/logic/units.ts";
import { contentOf } from "../src/rulebook/assemble.ts";
import type { Rulebook } from "../src/rulebook/rulebook.ts";
import type { SlotValue } from "../src/rulebook/slots.ts";
import type { Citation } from "../src/rulebook/source.ts";
import type { Fact } from "../src/rulebook/vocabulary.ts";
import type { Place } from "./state/case.ts";

export { unitName, words };

/** A text that begins a line: `knee high` becomes `Knee high`. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A key in words: `previousSession` becomes `Previous session`. */
export function titleOf(key: string): string {
  return capital(words(key.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)));
}

/** The value of a fact in words, with its unit; what is not known is said to be. */
export function answerText(fact: Fact | undefined, value: unknown): string {
  if (value === undefined || value === null) return "unknown";
  // A date and a name are no codes: their hyphens stay.
  if (typeof value === "string" && fact !== undefined && fact.type !== "code") return value;
  return expectedText({ operator: "equal", value: value as Scalar }, fact?.unit);
}

/** What a place of the case is called: the fact's label, and the vein. */
export function placeText(rulebook: Rulebook, { fact, vein }: Place): string {
  const label = rulebook.facts.get(fact)?.label ?? fact;
  return vein === undefined ? label : `${label}, vein ${vein}`;
}

/** The value of a slot in words. */
export function slotText(rulebook: Rulebook, name: string, value: SlotValue | null): string {
  const slot = rulebook.slots.get(name);
  return slot === undefined ? String(value) : valueText(slot, value);
}

/** The title of a slot. */
export function slotTitle(rulebook: Rulebook, name: string): string {
  return rulebook.slots.get(name)?.label ?? name;
}

/** What an answer could change, in words. */
export function changeText(rulebook: Rulebook, change: Change): string {
  const vein = change.vein === undefined ? "" : ` (vein ${change.vein})`;
  if ("slot" in change)
    return `${slotTitle(rulebook, change.slot)}: ${slotText(rulebook, change.slot, change.to)}${vein}`;
  return `${rulebook.ruleByName.get(change.advice)?.event.params.summary ?? change.advice}${vein}`;
}

/** What a recommendation says, by its id: what its rule advises, without the vein. */
export function titleOfRecommendation(rulebook: Rulebook, id: string): string {
  return rulebook.ruleByName.get(ruleNameOf(id))?.event.params.summary ?? id;
}

/** The rule of a recommendation's id, which may name a vein behind its `@`; and that vein. */
export const ruleNameOf = (id: string): string => id.replace(/@.*$/s, "");
export const veinNameOf = (id: string): string | undefined => /@(.*)$/s.exec(id)?.[1];

/** Whose word a row is: `document: Thread and spider vein removal`. */
export function sourceText(rulebook: Rulebook, { authority, source, section, jurisdiction }: Citation): string {
  if (authority === "resolution") return `resolution of this rulebook on ${section ?? source}`;
  const title = contentOf(rulebook).sources[source]?.title ?? source;
  return `${authority}${jurisdiction === undefined ? "" : ` (${jurisdiction})`}: ${title}`;
}

/** A row that a rule cites: whose word it is and where it stands. */
export function citationText(rulebook: Rulebook, citation: Citation): string {
  const { authority, section, lines } = citation;
  const whose = sourceText(rulebook, citation);
  if (authority === "resolution") return whose;
  const at = lines === undefined ? "" : `, ${/[-,]/.test(lines) ? "lines" : "line"} ${lines}`;
  const of = section === undefined ? "" : `, section \u201c${section}\u201d`;
  return whose + of + at;
}

const timeUnits = { mo: "month", wk: "week", d: "day", h: "hour" } as const;

/** A number of hours in the largest unit that gives it a whole number. */
export function hoursText(hours: number): string {
  if (hours < 0) return `${hoursText(-hours)} before`;
  const unit = (["mo", "wk", "d"] as const).find((one) => hours > 0 && Number.isInteger(hours / hoursPer[one])) ?? "h";
  return counted(hours / hoursPer[unit], timeUnits[unit]);
}

/** `1 thing`, `2 things`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
