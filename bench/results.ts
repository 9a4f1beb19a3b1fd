import { cpus, loadavg, totalmem } from "node:os";
import type { BundleSizeResult } from "./sections/bundle-size.ts";
import type { ColdStartResult } from "./sections/cold-start.ts";
import type { EvaluationResult } from "./sections/evaluation.ts";
import type { MemoryResult } from "./sections/memory.ts";
import type { GrowthResult } from "./sections/rule-growth.ts";

/** What was measured on. No name of the machine. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly v8: string;
  /** Load average of the minute before: other work on the machine widens the spread. */
  readonly loadBefore: number;
}

/** The results of each section. */
export interface Sections {
  readonly evaluation: EvaluationResult;
  readonly "rule-growth": GrowthResult;
  readonly "vein-growth": GrowthResult;
  readonly "cold-start": ColdStartResult;
  readonly "bundle-size": BundleSizeResult;
  readonly memory: MemoryResult;
}

export type SectionName = keyof Sections;

/** `results.json`. */
export interface Results {
  readonly measuredOn: string;
  readonly quick: boolean;
  readonly library: { readonly version: string; readonly rulebookDigest: string };
  readonly machine: Machine;
  readonly sections: Partial<Sections>;
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    v8: process.versions.v8,
    loadBefore: loadavg()[0] ?? 0,
  };
}
