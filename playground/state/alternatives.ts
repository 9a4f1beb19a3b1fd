import type { Reason } from "../../src/explain/reason.ts";
import type { Scalar } from "../../src/logic/cell.ts";
import { test } from "../../src/logic/operators.ts";
import { cleanDecimal } from "../../src/logic/units.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { canBeGiven, type Place, pathOf, placeOf } from "./case.ts";

/** A fact that decided, and the other values that it could have. */
export interface Alternatives {
  readonly place: Place;
  readonly values: readonly Scalar[];
}

/** A reason, and the vein that it was read from. */
export interface PlacedReason {
  readonly reason: Reason;
  readonly vein?: string;
}

/** The values that a person can choose from: yes and no, or the codes; none for numbers, dates and texts. */
export function choicesOf(fact: Fact): readonly Scalar[] {
  if (fact.type === "boolean") return [true, false];
  return fact.type === "code" ? (fact.values ?? []) : [];
}

/**
 * The facts of the case behind reasons, each once, with the values that would tell otherwise: the other codes, yes for no, and for
 * a number the nearest one on the other side of its limit.
 */
export function alternativesOf(reasons: readonly PlacedReason[], rulebook: Rulebook): readonly Alternatives[] {
  const found = new Map<string, { readonly place: Place; readonly values: Set<Scalar> }>();
  const add = ({ reason, vein }: PlacedReason): void => {
    const fact = rulebook.facts.get(reason.fact);
    if (canBeGiven(fact) && !(fact.scope === "vein" && vein === undefined)) {
      const place = placeOf(fact.name, vein);
      const known = found.get(pathOf(place)) ?? { place, values: new Set() };
      for (const value of othersOf(fact, reason)) known.values.add(value);
      found.set(pathOf(place), known);
    }
    for (const part of reason.parts ?? []) {
      const of = part.vein ?? vein;
      add(of === undefined ? { reason: part } : { reason: part, vein: of });
    }
  };
  for (const reason of reasons) add(reason);
  return [...found.values()].map(({ place, values }) => ({ place, values: [...values] }));
}

function othersOf(fact: Fact, { found, operator, expected, truth }: Reason): readonly Scalar[] {
  if (fact.type !== "number" && fact.type !== "integer") return choicesOf(fact).filter((value) => value !== found);
  if (typeof expected !== "number") return [];
  const { step = 1, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = fact;
  const near = [expected, cleanDecimal(expected - step), cleanDecimal(expected + step)];
  const other = near.find(
    (value) => value >= min && value <= max && test(operator, value, expected) !== (truth === "true"),
  );
  return other === undefined ? [] : [other];
}
