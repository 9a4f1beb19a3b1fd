import type { CodeSystem, FactCodes, VeinCodes } from "../codes/format.ts";

/** The code lists that a reading goes by. */
export interface CodeSet {
  /** By the short name that the lists use. */
  readonly systems: Readonly<Record<string, CodeSystem>>;
  readonly facts: readonly FactCodes[];
  readonly veins: readonly VeinCodes[];
}
