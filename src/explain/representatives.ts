import type { Scalar } from "../logic/cell.ts";
import { type Leaf, leavesOf } from "../logic/condition.ts";
import { cleanDecimal } from "../logic/units.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Fact } from "../rulebook/vocabulary.ts";

/** Values that stand for all others of a fact as far as the leaf is concerned, the nearest to the limit first. */
export function representatives(fact: Fact, leaf: Leaf, rulebook: Rulebook): Scalar[] {
  if (fact.type === "boolean") return [true, false];
  if (fact.values !== undefined) return [...fact.values];
  const step = fact.step ?? 1;
  const listed = (Array.isArray(leaf.value) ? leaf.value : [leaf.value]) as number[];
  const others = limitsOf(rulebook).get(fact.name) ?? [];
  const inRange = (value: number): boolean => value >= (fact.min ?? -Infinity) && value <= (fact.max ?? Infinity);
  const around = [...listed, ...others].flatMap((value) => [
    value,
    cleanDecimal(value + step),
    cleanDecimal(value - step),
  ]);
  return [...new Set([...around, fact.min ?? 0, fact.max ?? 0])].filter(inRange);
}

const limitsByRulebook = new WeakMap<Rulebook, ReadonlyMap<string, ReadonlySet<number>>>();

/** The limits that rules set for numbers, by fact; collected once for a rulebook. */
function limitsOf(rulebook: Rulebook): ReadonlyMap<string, ReadonlySet<number>> {
  const known = limitsByRulebook.get(rulebook);
  if (known !== undefined) return known;
  const limits = new Map<string, Set<number>>();
  for (const { fact, value } of rulebook.rules.flatMap(({ conditions }) => leavesOf(conditions)))
    for (const limit of Array.isArray(value) ? value : [value])
      if (typeof limit === "number") limits.set(fact, (limits.get(fact) ?? new Set()).add(limit));
  limitsByRulebook.set(rulebook, limits);
  return limits;
}
