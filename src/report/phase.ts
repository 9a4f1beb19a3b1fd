/** One thing to do, to expect or to avoid in a phase. */
export interface TimelineItem {
  readonly text: string;
  /** Names of the rules that it comes from. */
  readonly from: readonly string[];
  readonly vein?: string;
  /** Hours from the end of the session; before it where negative. */
  readonly fromHours: number;
  /** Null where it has no end. */
  readonly toHours: number | null;
}

/** A phase after the session: what to do, what is normal, what to avoid. */
export interface TimelinePhase {
  readonly fromHours: number;
  readonly toHours: number | null;
  /** True for the phase of the follow-up, where its time is known well enough to tell. */
  readonly current?: true;
  readonly do: readonly TimelineItem[];
  readonly expect: readonly TimelineItem[];
  readonly avoid: readonly TimelineItem[];
}
