import { type Cell, notApplicable } from "../../logic/cell.ts";
import type { Condition } from "../../logic/condition.ts";
import type { Block } from "./block.ts";
import { byValue, counter, type RoundStep } from "./by-lane.ts";
import { type Formulas, formulasOf, wordOf } from "./formula.ts";
import { type FactColumn, type Layout, placesFor } from "./layout.ts";

/** Works a fact out for the cases that do not give it. */
export type Step = (block: Block, lanes: number) => void;

/** How a fact is worked out where it is absent: what settles it, its derivation, its default. Undefined where it stays unknown. */
export function stepOf(column: FactColumn, layout: Layout): Step | undefined {
  const { fact, ofVein, given } = column;
  if (given === undefined) return undefined;
  const settled = (fact.settled ?? []).map(({ when, as }) => ({
    where: layout.planesOf(when).whenTrue,
    set: setter(column, as === "not-applicable" ? notApplicable : as),
  }));
  const otherwise = otherwiseOf(column, layout);
  const step: RoundStep = (block, lanes, round) => {
    let open = lanes & ~block.word(given, round);
    for (const { where, set } of settled) {
      const here = open & block.word(where, round);
      set(block, here, round);
      open &= ~here;
    }
    if (open !== 0) otherwise?.(block, open, round);
  };
  if (ofVein)
    return (block) => {
      for (let round = 0; round < block.rounds; round += 1) step(block, block.present[round] as number, round);
    };
  if (fact.scope === "followUp") return (block, lanes) => step(block, lanes & block.followUps, 0);
  return (block, lanes) => step(block, lanes, 0);
}

function otherwiseOf(column: FactColumn, layout: Layout): RoundStep | undefined {
  const { derive: derivation, absent } = column.fact;
  if (derivation === undefined) return absent === undefined ? undefined : setter(column, absent);
  const planes = (condition: Condition): Formulas => formulasOf(condition, layout.planesOf);
  if ("constant" in derivation) return setter(column, derivation.constant);
  if ("condition" in derivation) {
    const { whenTrue, whenFalse } = planes(derivation.condition);
    return truthSetter(
      column,
      (block, round) => wordOf(whenTrue, block, round),
      (block, round) => wordOf(whenFalse, block, round),
    );
  }
  if ("someVein" in derivation) {
    const { whenTrue, whenFalse } = planes(derivation.someVein);
    return truthSetter(
      column,
      (block) => someVein(block, (round) => wordOf(whenTrue, block, round)),
      // False where no vein of the case is otherwise; a case without veins has none.
      (block) => ~someVein(block, (round) => ~wordOf(whenFalse, block, round)),
    );
  }
  if ("everyVein" in derivation) {
    const { whenTrue, whenFalse } = planes(derivation.everyVein);
    return truthSetter(
      column,
      (block) => hasVein(block) & ~someVein(block, (round) => ~wordOf(whenTrue, block, round)),
      (block) => ~hasVein(block) | someVein(block, (round) => wordOf(whenFalse, block, round)),
    );
  }
  if ("count" in derivation) return counter(column, derivation.count.map(planes));
  return byValue(column, derivation, layout);
}

/** The cases that have a vein with a bit in the word of its round. */
function someVein(block: Block, word: (round: number) => number): number {
  let found = 0;
  for (let round = 0; round < block.rounds; round += 1) found |= word(round) & (block.present[round] as number);
  return found;
}

function hasVein(block: Block): number {
  return block.rounds === 0 ? 0 : (block.present[0] as number);
}

/** Gives a fact one value for the cases of some lanes. */
function setter(column: FactColumn, cell: Cell): RoundStep {
  const places = placesFor(column, cell);
  return (block, lanes, round) => {
    for (const place of places) block.mark(place, round, lanes);
    if (column.cells !== undefined) block.keep(column.cells, lanes, cell);
  };
}

type Word = (block: Block, round: number) => number;

function truthSetter(column: FactColumn, whenTrue: Word, whenFalse: Word): RoundStep {
  const setTrue = setter(column, true);
  const setFalse = setter(column, false);
  return (block, lanes, round) => {
    setTrue(block, lanes & whenTrue(block, round), round);
    setFalse(block, lanes & whenFalse(block, round), round);
  };
}
