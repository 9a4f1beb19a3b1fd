import type { Subject } from "../facts/subject.ts";
import type { Scalar } from "../logic/cell.ts";
import type { Fact } from "../rulebook/vocabulary.ts";

/** A fact to change, and the values that would do, among those that stand for all others. */
export interface Requirement {
  readonly fact: Fact;
  readonly subject: Subject;
  readonly values: readonly Scalar[];
}

/** Facts to change together, by place and name. */
export interface WaySet {
  readonly needs: ReadonlyMap<string, Requirement>;
  /** Whether the changes bring it about by themselves; otherwise other rules have a say, and only evaluating tells. */
  readonly sure: boolean;
}

/** The ways to something, the smallest first, none of them more than a sure one that does. */
export interface Ways {
  readonly sets: readonly WaySet[];
  /** The least number of facts that a way has which was not looked for, or left out; infinite where there is none. */
  readonly cutAt: number;
}

/** Enough for every rule that a person would write; beyond it the smallest sets are kept. */
export const maxSets = 256;

/** How many facts the pairs that are looked at together may have, and how many pairs there are at most. */
const maxFactsOfPairs = 20_000;
const maxPairs = 2048;

/** It is so already. */
export const nothingToChange: Ways = { sets: [{ needs: new Map(), sure: true }], cutAt: Number.POSITIVE_INFINITY };

/** It cannot be brought about. */
export const noWay: Ways = { sets: [], cutAt: Number.POSITIVE_INFINITY };

/** There may be ways, but they are not looked for. */
export const notLookedFor: Ways = { sets: [], cutAt: 1 };

/** Any of several ways. */
export function anyOf(all: readonly Ways[]): Ways {
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  return smallest(
    all.flatMap(({ sets }) => sets),
    Math.min(...all.map(({ cutAt }) => cutAt)),
  );
}

/** Ways to all of several things at once. */
export function allOf(all: readonly Ways[]): Ways {
  // Where one of them is known to be impossible, so is the whole, whatever was left out of the others.
  if (all.some(({ sets, cutAt }) => sets.length === 0 && cutAt === Number.POSITIVE_INFINITY)) return noWay;
  return all.reduce(both, nothingToChange);
}

/** Every pair of ways, taken together; pairs that want different things of one fact fall out. */
function both(left: Ways, right: Ways): Ways {
  if (left === nothingToChange) return right;
  if (right === nothingToChange) return left;
  const combined: WaySet[] = [];
  let cutAt = Math.min(left.cutAt, right.cutAt);
  let facts = 0;
  let pairs = 0;
  for (const [a, b] of pairsBySize(left.sets, right.sets)) {
    const size = a.needs.size + b.needs.size;
    pairs += 1;
    facts += size;
    if (pairs > maxPairs || facts > maxFactsOfPairs) {
      // Two ways may share facts: together they have at least as many as half of both.
      cutAt = Math.min(cutAt, Math.ceil(size / 2));
      break;
    }
    const one = together(a, b);
    if (one !== undefined) combined.push(one);
  }
  return smallest(combined, cutAt);
}

/** The pairs of two lists, those with few facts first, so that what is left out is large. */
function* pairsBySize(left: readonly WaySet[], right: readonly WaySet[]): Generator<readonly [WaySet, WaySet]> {
  const bySize = new Map<number, WaySet[]>();
  for (const set of right) bySize.set(set.needs.size, [...(bySize.get(set.needs.size) ?? []), set]);
  const sums = new Set(left.flatMap(({ needs }) => [...bySize.keys()].map((size) => size + needs.size)));
  for (const sum of [...sums].sort((a, b) => a - b))
    for (const a of left) for (const b of bySize.get(sum - a.needs.size) ?? []) yield [a, b];
}

function together(a: WaySet, b: WaySet): WaySet | undefined {
  const needs = new Map(a.needs);
  for (const [key, requirement] of b.needs) {
    const known = needs.get(key);
    const values =
      known === undefined ? requirement.values : known.values.filter((value) => requirement.values.includes(value));
    if (values.length === 0) return undefined;
    needs.set(key, { ...requirement, values });
  }
  return { needs, sure: a.sure && b.sure };
}

/** The smallest of the sets, each once, without those that are more than a sure one that does. */
function smallest(sets: readonly WaySet[], cutAt: number): Ways {
  const seen = new Set<string>();
  const kept: WaySet[] = [];
  for (const set of sets.toSorted((a, b) => a.needs.size - b.needs.size)) {
    const key = JSON.stringify([...set.needs].map(([name, { values }]) => [name, values]).sort());
    if (seen.has(key)) continue;
    seen.add(key);
    if (kept.some((smaller) => smaller.sure && isWithin(smaller, set))) continue;
    if (kept.length === maxSets) return { sets: kept, cutAt: Math.min(cutAt, set.needs.size) };
    kept.push(set);
  }
  return { sets: kept, cutAt };
}

/** Whether whoever makes the changes of a set has made those of a smaller one too. */
function isWithin({ needs }: WaySet, { needs: larger }: WaySet): boolean {
  if (needs.size >= larger.size) return false;
  for (const [key, { values }] of needs) {
    const other = larger.get(key);
    if (other === undefined || !other.values.every((value) => values.includes(value))) return false;
  }
  return true;
}
