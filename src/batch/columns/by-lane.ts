import { derive } from "../../facts/derive.ts";
import { InternalError } from "../../issues/errors.ts";
import { interval } from "../../logic/cell.ts";
import { leafTruth } from "../../logic/operators.ts";
import { TRUE, UNKNOWN } from "../../logic/truth.ts";
import type { Derivation } from "../../rulebook/vocabulary.ts";
import { type Block, laneCount, type Place } from "./block.ts";
import { type Formulas, wordOf } from "./formula.ts";
import { type FactColumn, type Layout, placesFor } from "./layout.ts";

// What cannot be worked out for all cases of a block at once is worked out for one after the other.

/** Works a fact out for the cases of some lanes: for one round of veins, or for the patients. */
export type RoundStep = (block: Block, lanes: number, round: number) => void;

/** Counts conditions: between those that are true and those that are not false. Which planes a count sets is known beforehand. */
export function counter(column: FactColumn, parts: readonly Formulas[]): RoundStep {
  const size = parts.length + 1;
  const placesByCount: Place[][] = [];
  for (let min = 0; min < size; min += 1)
    for (let max = 0; max < size; max += 1) placesByCount.push(min > max ? [] : placesFor(column, interval(min, max)));
  return (block, lanes, round) => {
    const words = parts.map(({ whenTrue, whenFalse }) => ({
      isTrue: wordOf(whenTrue, block, round),
      isFalse: wordOf(whenFalse, block, round),
    }));
    for (let lane = 0; lane < laneCount; lane += 1) {
      if (((lanes >>> lane) & 1) === 0) continue;
      let min = 0;
      let max = parts.length;
      for (const { isTrue, isFalse } of words) {
        min += (isTrue >>> lane) & 1;
        max -= (isFalse >>> lane) & 1;
      }
      for (const place of placesByCount[min * size + max] as Place[]) block.mark(place, round, 1 << lane);
    }
  };
}

/** Works a fact out from the values of others. */
export function byValue(column: FactColumn, derivation: Derivation, layout: Layout): RoundStep {
  return (block, lanes, round) => {
    for (let lane = 0; lane < laneCount; lane += 1) {
      if (((lanes >>> lane) & 1) === 0) continue;
      const cell = derive(derivation, {
        lookUp: (name) => block.kept(layout.column(name).cells ?? missing(name), lane),
        veins: [],
        decidedNumber: missing,
      });
      if (column.cells !== undefined) block.keep(column.cells, 1 << lane, cell);
      for (const { leaf, planes } of column.leaves) {
        const truth = leafTruth(leaf.operator, cell, leaf.value);
        if (truth !== UNKNOWN) block.mark(truth === TRUE ? planes.whenTrue : planes.whenFalse, round, 1 << lane);
      }
    }
  };
}

function missing(name: string): never {
  throw new InternalError(`\`${name}\` stands in no column`);
}
