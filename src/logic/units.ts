/** Hours in each UCUM unit of time that the rules count in. A month is a twelfth of a year of 365 days. */
export const hoursPer = { h: 1, d: 24, wk: 168, mo: 730 } as const;

/** A unit of time. */
export type TimeUnit = keyof typeof hoursPer;

/** Takes out what adding and multiplying decimal fractions leaves behind in the last digits. */
export function cleanDecimal(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
