import type { CodeSystem, FactCodes, Limit, VeinCodes } from "../codes/format.ts";

/** The code lists that a reading goes by. */
export interface CodeSet {
  /** By the short name that the lists use. */
  readonly systems: Readonly<Record<string, CodeSystem>>;
  readonly facts: readonly FactCodes[];
  /** How long an answer that there is none of something tells, where nothing else limits it; without it, for ever. */
  readonly answersFor?: Limit;
  readonly veins: readonly VeinCodes[];
}
