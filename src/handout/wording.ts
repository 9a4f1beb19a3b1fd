import en from "../../rules/wording/en.json" with { type: "json" };
import es from "../../rules/wording/es.json" with { type: "json" };

/** The languages of the handout. */
export const languages = ["en", "es"] as const;
export type Language = (typeof languages)[number];

/** The words of one language: headings and frames by key, and what a patient reads for each rule. */
export interface Wording {
  readonly phrases: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, string>>;
}

/** The catalogues; every language has the same keys. */
export const wordings: Readonly<Record<Language, Wording>> = { en, es };
