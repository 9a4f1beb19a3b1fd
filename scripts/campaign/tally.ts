import type { Tried } from "./target.ts";

/** What a shard found at one target. */
export interface Tally {
  seeds: number;
  inputs: number;
  taken: number;
  bytes: number;
  /** Processor time, user and system. */
  microseconds: number;
  /** The seed that took longest for each of its bytes, among inputs that are no mere word. */
  slowest: { seed: number; microsecondsPerByte: number };
  /** How often each fault was met, and by which seed first. */
  faults: Record<string, { times: number; seed: number }>;
}

/** Shorter inputs say nothing on time per byte: a call costs something by itself. */
const leastBytes = 1000;

export function emptyTally(): Tally {
  const slowest = { seed: 0, microsecondsPerByte: 0 };
  return { seeds: 0, inputs: 0, taken: 0, bytes: 0, microseconds: 0, slowest, faults: {} };
}

export function count(tally: Tally, seed: number, tried: Tried, microseconds: number): void {
  tally.seeds += 1;
  tally.inputs += tried.inputs;
  tally.taken += tried.taken;
  tally.bytes += tried.bytes;
  tally.microseconds += microseconds;
  const microsecondsPerByte = microseconds / Math.max(leastBytes, tried.bytes);
  if (microsecondsPerByte > tally.slowest.microsecondsPerByte) tally.slowest = { seed, microsecondsPerByte };
  for (const fault of tried.faults) meet(tally, fault, 1, seed);
}

function meet({ faults }: Tally, fault: string, times: number, seed: number): void {
  const known = Object.hasOwn(faults, fault) ? faults[fault] : undefined;
  faults[fault] = { times: (known?.times ?? 0) + times, seed: Math.min(known?.seed ?? seed, seed) };
}

/** Two tallies in one. */
export function together(one: Tally, other: Tally): Tally {
  const slower = one.slowest.microsecondsPerByte > other.slowest.microsecondsPerByte ? one : other;
  const sum: Tally = {
    seeds: one.seeds + other.seeds,
    inputs: one.inputs + other.inputs,
    taken: one.taken + other.taken,
    bytes: one.bytes + other.bytes,
    microseconds: one.microseconds + other.microseconds,
    slowest: slower.slowest,
    faults: {},
  };
  for (const { faults } of [one, other])
    for (const [fault, { times, seed }] of Object.entries(faults)) meet(sum, fault, times, seed);
  return sum;
}
