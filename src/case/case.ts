import type { Cell } from "../logic/cell.ts";
import type { FactFunction } from "./copy.ts";

/** What is known of one subject: a cell for each fact that was given, unknown for an explicit `null`, absent otherwise. */
export type GivenFacts = ReadonlyMap<string, Cell>;

/** Functions that the caller gave in place of values, by fact. */
export type DeferredFacts = ReadonlyMap<string, FactFunction>;

/** A subject of the case. */
export interface CaseSubject {
  readonly given: GivenFacts;
  readonly deferred: DeferredFacts;
}

export interface CaseVein extends CaseSubject {
  readonly id: string;
  /** Position in the case's list. */
  readonly index: number;
}

/** A case that has been read: every value is of its fact's type and range. */
export interface ParsedCase {
  readonly patient: CaseSubject;
  readonly veins: readonly CaseVein[];
  /** Absent when the case has no follow-up. */
  readonly followUp?: CaseSubject;
}
