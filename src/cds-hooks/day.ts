/** The calendar day of an instant in a time zone, `2026-11-20`. */
export function dayIn(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const named = new Map(parts.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${named.get("year")}-${named.get("month")}-${named.get("day")}`;
}

/** The calendar day that a date or date-time is written with; undefined for everything else. */
export function dayOf(written: unknown): string | undefined {
  return typeof written === "string" ? /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(written)?.[0] : undefined;
}

const millisecondsPerDay = 86_400_000;

/** The day so many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsPerDay).toISOString().slice(0, day.length);
}
