import type { Leaf } from "../../logic/condition.ts";
import { bitsOfLeaf, type CompileLeaves, rowOf, startsOf } from "./fact-leaves.ts";

/** Compiles leaves on facts that are numbers: a value lies below the first limit, on it, between it and the next, and so on. */
export const compileNumberLeaves: CompileLeaves = (own, bits, from) => {
  const facts = Int32Array.from(own, ({ fact }) => fact);
  const limitsByFact = own.map(({ leaves }) => limitsOf(leaves));
  const limits = Float64Array.from(limitsByFact.flat());
  const limitStarts = startsOf([...limitsByFact, []]);
  const rowsByFact = own.map(({ leaves }, index) => rowsOf(leaves, limitsByFact[index] ?? []));
  const rows = Uint8Array.from(rowsByFact.flat());
  const rowStarts = startsOf(rowsByFact);
  return (cells) => {
    let at = from;
    for (let index = 0; index < facts.length; index += 1) {
      const cell = cells[facts[index] as number];
      const { leaves } = own[index] as (typeof own)[number];
      if (typeof cell !== "number") {
        for (const leaf of leaves) bits[at++] = bitsOfLeaf(leaf, cell);
        continue;
      }
      let place = 0;
      for (let limit = limitStarts[index] as number; limit < (limitStarts[index + 1] as number); limit += 1)
        place += Number(cell >= (limits[limit] as number)) + Number(cell > (limits[limit] as number));
      const row = (rowStarts[index] as number) + place * leaves.length;
      for (let leaf = 0; leaf < leaves.length; leaf += 1) bits[at++] = rows[row + leaf] as number;
    }
  };
};

/** The numbers that leaves name, each once, in their order. */
function limitsOf(leaves: readonly Leaf[]): number[] {
  const named = leaves.flatMap(({ value }) => value as number | readonly number[]);
  return [...new Set(named)].sort((a, b) => a - b);
}

/** A row for each place among the limits. Places are in the order of the values: a leaf is asked about a place as about a value. */
function rowsOf(leaves: readonly Leaf[], limits: readonly number[]): number[] {
  const placeOf = (limit: unknown): number => 2 * limits.indexOf(limit as number) + 1;
  const onPlaces = leaves.map((leaf): Leaf => {
    const value = typeof leaf.value === "object" ? leaf.value.map(placeOf) : placeOf(leaf.value);
    return { ...leaf, value };
  });
  return Array.from({ length: 2 * limits.length + 1 }, (_, place) => rowOf(onPlaces, place)).flat();
}
