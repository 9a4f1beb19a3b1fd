import { daysBetween, isRealDate } from "../../logic/dates.ts";
import { hoursPer } from "../../logic/units.ts";
import type { Limit } from "../codes/format.ts";

/** A stretch of calendar days, as day numbers, both ends included; infinite where it is open. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A comparison with a span: it holds for all of it, for none of it, or for a part. */
export type Told = "yes" | "no" | "unclear";

/** When it is not told: some time. */
export const someTime: Span = Object.freeze({ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY });

/** Year, month or day; a time of the clock may follow the day. Times without seconds or offset are let pass: they are not read. */
const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/;

const epoch = "2000-01-01";

/** The number of a day: days since the epoch of the spans. */
export function dayOf(date: string): number {
  return daysBetween(epoch, date);
}

/**
 * The days that a FHIR date stands for: the calendar date as its writer wrote it, whatever the time zone; all of the month
 * or the year where the day is left out. Undefined where it is no date of the calendar.
 */
export function spanOf(text: string): Span | undefined {
  const [, year, month, day] = pattern.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (day !== undefined) {
    const date = text.slice(0, epoch.length);
    return isRealDate(date) ? { from: dayOf(date), to: dayOf(date) } : undefined;
  }
  const first = `${year}-${month ?? "01"}-01`;
  if (!isRealDate(first)) return undefined;
  return { from: dayOf(first), to: lastDayOf(year, month) };
}

function lastDayOf(year: string, month: string | undefined): number {
  if (month === undefined) return dayOf(`${year}-12-31`);
  const last = ["31", "30", "29", "28"].find((day) => isRealDate(`${year}-${month}-${day}`)) ?? "28";
  return dayOf(`${year}-${month}-${last}`);
}

/** Whether the text is a full date, with or without a time. */
export function isFullDate(text: string): boolean {
  return text.length >= epoch.length;
}

/** The calendar date of a full date or date-time. */
export function calendarDate(text: string): string {
  return text.slice(0, epoch.length);
}

/** The days from the beginning of one date to the end of another; open where one is missing. */
export function spanOfPeriod(period: { start?: string | undefined; end?: string | undefined }): Span {
  const start = period.start === undefined ? undefined : spanOf(period.start);
  const end = period.end === undefined ? undefined : spanOf(period.end);
  return { from: start?.from ?? someTime.from, to: end?.to ?? someTime.to };
}

/** Whether a span lies on or before a day. */
export function isOnOrBefore(span: Span, day: number): Told {
  return span.to <= day ? "yes" : span.from > day ? "no" : "unclear";
}

/** Whether a span lies before a day. */
export function isBefore(span: Span, day: number): Told {
  return isOnOrBefore(span, day - 1);
}

/** Whether a span lies wholly after a day. */
export function isAfter(span: Span, day: number): boolean {
  return span.from > day;
}

/** Whether no more than a limit has passed between a span and a day. A span that reaches past the day is taken up to it. */
export function isWithin(limit: Limit, span: Span, day: number): Told {
  const days = (limit.value * hoursPer[limit.unit]) / hoursPer.d;
  if (day - span.from <= days) return "yes";
  return day - Math.min(span.to, day) > days ? "no" : "unclear";
}

/** The completed years from a birth date to a day, both ends of a partial date considered; undefined where they differ. */
export function completedYears(birthDate: string, asOf: string): number | undefined {
  const oldest = yearsBetween(firstOf(birthDate), asOf);
  return oldest === yearsBetween(lastOf(birthDate), asOf) ? oldest : undefined;
}

function firstOf(text: string): string {
  const [year = "", month = "01", day = "01"] = calendarDate(text).split("-");
  return `${year}-${month}-${day}`;
}

function lastOf(text: string): string {
  const [year = "", month = "12", day] = calendarDate(text).split("-");
  // The 31st of a shorter month sorts after its last day as it should: only the order within a year matters here.
  return `${year}-${month}-${day ?? "31"}`;
}

/** Years that are completed on a day: one less before the birthday. */
function yearsBetween(from: string, to: string): number {
  const date = calendarDate(to);
  const years = Number(date.split("-")[0]) - Number(from.split("-")[0]);
  const [, ...birthday] = from.split("-");
  const [, ...day] = date.split("-");
  return day.join("-") < birthday.join("-") ? years - 1 : years;
}

/** A limit with its unit in words. */
export function inWords({ value, unit }: Limit): string {
  return `${value} ${unit === "d" ? "days" : "weeks"}`;
}
