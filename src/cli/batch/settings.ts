import type { AdvisorOptions } from "../../advisor/create-advisor.ts";

/** What a worker needs to answer lines: plain data, handed to threads as it is. */
export interface AnswerSettings {
  readonly advisor: AdvisorOptions;
  /** The parts of the report that are wanted; without it, whole reports. */
  readonly fields: readonly string[] | undefined;
  readonly redact: boolean;
  /** A longer line is an issue and is never held whole. */
  readonly maxLineBytes: number;
}

/** A whole run. */
export interface BatchSettings extends AnswerSettings {
  /** A file, or `-` for standard input. */
  readonly input: string;
  /** A file, or `-` for standard output. */
  readonly output: string;
  /** Threads that answer; with 0 the main thread does. */
  readonly workers: number;
  /** Go on where an earlier run was stopped or killed. */
  readonly resume: boolean;
}

/** How it ended. */
export interface BatchResult {
  readonly cases: number;
  readonly withIssues: number;
  /** Stopped before the end of the input: what was answered is kept. */
  readonly stopped: boolean;
}

/** A case of thousands of veins stays well below it. */
export const defaultMaxLineBytes = 1_048_576;

/** What a thread takes from the input at a time. Whole reports are many times as long as their cases. */
export function chunkBytes(fields: readonly string[] | undefined): number {
  return fields === undefined ? 131_072 : 524_288;
}
