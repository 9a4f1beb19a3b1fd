import type { Answered } from "./answers.ts";

/** A time zone and a language of the machine. Neither may show in an answer. */
export interface Setting {
  readonly timeZone: string;
  readonly locale: string;
}

/** On both sides of Greenwich, with and without summer time, half an hour off, a day ahead; Turkish for its dotless i. */
export const settings: readonly Setting[] = [
  { timeZone: "UTC", locale: "en-US" },
  { timeZone: "America/New_York", locale: "tr-TR" },
  { timeZone: "Asia/Kolkata", locale: "de-DE" },
  { timeZone: "Pacific/Apia", locale: "ar-EG" },
];

/** What a place answered, or why it could not be asked. */
export type PlaceResult =
  | { readonly answered: readonly Answered[]; readonly about: string }
  | { readonly skipped: string };

/** The environment of a process that is to believe it stands there. */
export function environmentOf({ timeZone, locale }: Setting): NodeJS.ProcessEnv {
  return { ...process.env, TZ: timeZone, LC_ALL: `${locale.replace("-", "_")}.UTF-8` };
}

/** Browsers name zones by their older names here and there: the same zone has the same clock in winter and in summer. */
export function isSameZone(one: string, other: string): boolean {
  const clocks = (timeZone: string): string =>
    ["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"]
      .map((time) => new Date(time).toLocaleString("en-GB", { timeZone }))
      .join();
  return clocks(one) === clocks(other);
}
