import type { FactCodes, Hint, Reading } from "./format.ts";

/** The codes of a fact with each `also` written out: a reading or hint that holds for statements too stands twice. */
export function writeOut(codes: FactCodes): FactCodes {
  const { hints, ...rest } = codes;
  return {
    ...rest,
    readings: codes.readings.flatMap(readingForEach),
    ...(hints === undefined ? {} : { hints: hints.flatMap(hintForEach) }),
  };
}

function readingForEach(reading: Reading): Reading[] {
  if (!("also" in reading) || reading.also === undefined) return [reading];
  const { also, ...one } = reading;
  return [one, { ...one, resource: also }];
}

function hintForEach(hint: Hint): Hint[] {
  const { also, ...one } = hint;
  return also === undefined ? [one] : [one, { ...one, resource: also }];
}
