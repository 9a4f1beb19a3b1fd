const millisecondsPerDay = 86_400_000;

/** Whole days from one date to another, by the calendar and without any time zone; date-times count by their date. */
export function daysBetween(from: string, to: string): number {
  return (dayNumber(to) - dayNumber(from)) / millisecondsPerDay;
}

function dayNumber(date: string): number {
  const [year, month, day] = date.slice(0, 10).split("-").map(Number) as [number, number, number];
  const midnight = new Date(Date.UTC(2000, 0, 1));
  midnight.setUTCFullYear(year, month - 1, day);
  return midnight.getTime();
}

/** Whether the text begins with a date of the calendar, year first. */
export function isRealDate(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number) as [number, number, number];
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
