import type { Fact } from "../../src/rulebook/vocabulary.ts";

/**
 * What a text that was typed into a fact's field means: nothing where it is empty, a number where it is written as one, else the
 * text itself. Nothing is bent into shape: a text in the place of a number goes to the library, which says what is wrong with it.
 */
export function readEntry(fact: Fact, text: string): unknown {
  if (text === "") return undefined;
  const isNumeric = fact.type === "number" || fact.type === "integer";
  return isNumeric && /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : text;
}

/** What stands in the field of a value. */
export function entryText(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}
