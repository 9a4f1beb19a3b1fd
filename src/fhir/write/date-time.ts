const day = /^\d{4}-\d{2}-\d{2}/;
/** A time of the clock with its offset from UTC, as far as FHIR's date-times go: at most fourteen hours. */
const timeWithOffset = /^T(\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

/**
 * A date or date-time of a case as an R4 dateTime. FHIR wants seconds and an offset with every time: seconds that are left out are
 * zero, and a time without an offset, which nobody can place, is left out. Undefined where there is no date.
 */
export function fhirDateTime(text: string | null | undefined): string | undefined {
  const [date] = day.exec(text ?? "") ?? [];
  if (date === undefined || text == null) return undefined;
  const [, clock, seconds = ":00", offset] = timeWithOffset.exec(text.slice(date.length)) ?? [];
  return clock === undefined || offset === undefined ? date : `${date}T${clock}${seconds}${offset}`;
}
