import { readResult, type StartedRun, writeResult } from "../assurance/result.ts";
import { type Tally, together } from "./tally.ts";
import type { Tallies } from "./try-seeds.ts";

/** What a campaign found, as its result file holds it. */
export interface CampaignFigures {
  readonly firstSeed: number;
  readonly seeds: number;
  readonly inputs: number;
  /** By target. */
  readonly tallies: Tallies;
  readonly faults: readonly string[];
  /** Faults that were met, and are met no more when their seed is tried again. */
  readonly mended?: readonly string[];
  /** Regular expressions of the source, and how many take more than a number of steps in proportion to the text. */
  readonly regexes: { readonly judged: number; readonly superLinear: number };
  /** Bytes that a process held on to at its end, beyond those it held once warm. */
  readonly heapGrowth: number;
  /** Bytes in use at most. */
  readonly peakMemory: number;
}

/** What one start of the campaign found. */
export type CampaignPart = Pick<CampaignFigures, "tallies" | "faults" | "regexes" | "heapGrowth" | "peakMemory"> & {
  readonly seed: number;
};

/** Writes what a part found; with what the parts before it found, where the file holds those of the same source. */
export function writeCampaign(file: string | undefined, { measuredOn, finish }: StartedRun, part: CampaignPart): void {
  const before = file === undefined ? undefined : readResult<CampaignFigures>(file);
  const figures = figuresOf(part);
  finish(file, passes(figures), figures);
  if (file === undefined || before?.run !== "campaign") return;
  const { measuredOn: on, figures: earlier } = before;
  const isNext = part.seed === earlier.firstSeed + earlier.seeds && on.source === measuredOn.source;
  const now = readResult<CampaignFigures>(file);
  if (!isNext || now === undefined) return;
  const sum = add(earlier, figures);
  writeResult(file, { ...now, seconds: before.seconds + now.seconds, passed: passes(sum), figures: sum });
}

/** A fault that a part of a campaign has met once, with the seed that showed it. */
export interface MetFault {
  readonly target: string;
  readonly fault: string;
  readonly seed: number;
  /** As it stands among the faults of the figures. */
  readonly text: string;
}

/** The faults that one seed alone has shown in its part: whether they are mended can be told by that seed. */
export function metOnce({ faults, tallies }: CampaignFigures): MetFault[] {
  return Object.keys(tallies).flatMap((target) =>
    faults.flatMap((text) => {
      const [, seed, fault] = text.startsWith(`${target}: 1 times`) ? (/ seed (\d+): (.*)$/s.exec(text) ?? []) : [];
      return seed === undefined || fault === undefined ? [] : [{ target, fault, seed: Number(seed), text }];
    }),
  );
}

/** A fault in words. */
export function faultText(target: string, fault: string, times: number, seed: number): string {
  return `${target}: ${times} times, first with seed ${seed}: ${fault}`;
}

/** The figures without the faults that are met no more. */
export function withoutMended(figures: CampaignFigures, mended: readonly MetFault[]): CampaignFigures {
  const texts = mended.map(({ text }) => text);
  const left = (target: string, { faults, ...tally }: Tally): Tally => ({
    ...tally,
    faults: Object.fromEntries(
      Object.entries(faults).flatMap(([fault, { times, seed }]) => {
        const still = times - mended.filter((one) => one.target === target && one.fault === fault).length;
        return still > 0 ? [[fault, { times: still, seed }]] : [];
      }),
    ),
  });
  return {
    ...figures,
    tallies: Object.fromEntries(Object.entries(figures.tallies).map(([name, tally]) => [name, left(name, tally)])),
    faults: figures.faults.filter((fault) => !texts.includes(fault)),
    mended: [...(figures.mended ?? []), ...texts],
  };
}

export function passes({ faults, regexes }: CampaignFigures): boolean {
  return faults.length === 0 && regexes.superLinear === 0;
}

function figuresOf({ seed, tallies, ...rest }: CampaignPart): CampaignFigures {
  return { firstSeed: seed, ...countsOf(tallies), tallies, ...rest };
}

function countsOf(tallies: Tallies): { readonly seeds: number; readonly inputs: number } {
  const sum = (of: (tally: Tally) => number): number =>
    Object.values(tallies).reduce((total, tally) => total + of(tally), 0);
  return { seeds: sum(({ seeds }) => seeds), inputs: sum(({ inputs }) => inputs) };
}

function add(earlier: CampaignFigures, later: CampaignFigures): CampaignFigures {
  const tallies: Tallies = { ...earlier.tallies };
  for (const [name, tally] of Object.entries(later.tallies)) {
    const known = tallies[name];
    tallies[name] = known === undefined ? tally : together(known, tally);
  }
  return {
    firstSeed: earlier.firstSeed,
    ...countsOf(tallies),
    tallies,
    faults: [...new Set([...earlier.faults, ...later.faults])],
    mended: earlier.mended ?? [],
    regexes: later.regexes,
    heapGrowth: Math.max(earlier.heapGrowth, later.heapGrowth),
    peakMemory: Math.max(earlier.peakMemory, later.peakMemory),
  };
}
