import { FALSE, TRUE, type Truth } from "../logic/truth.ts";

/**
 * Truths as two bits, whether it holds and whether it may hold. `and` and `or` of three-valued logic are then those of the bits:
 * no comparison, and nothing that a processor could guess wrong.
 */
export const NO_BITS = 0;
export const OPEN_BITS = 1;
export const YES_BITS = 3;

/** The bits of a truth. */
export function bitsOf(truth: Truth): number {
  return truth === TRUE ? YES_BITS : truth === FALSE ? NO_BITS : OPEN_BITS;
}

/** The truth that bits stand for: its number is how many of them are set. */
export function truthOf(bits: number): number {
  return bits - (bits >> 1);
}
