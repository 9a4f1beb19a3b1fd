import { isDeepStrictEqual } from "node:util";
import { caseShape } from "../../src/case/schema.ts";
import type { Scalar } from "../../src/logic/cell.ts";
import { leavesOf } from "../../src/logic/condition.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import type { Derivation, Fact } from "../../src/rulebook/vocabulary.ts";

/** Numbers from 0 (included) to 1 (excluded), the same for the same seed. */
export type Random = () => number;

/** A small generator (mulberry32): a failing case is found again by its seed alone. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface RandomCaseOptions {
  /** How many of the facts are unknown, 0 to 1: half of them absent, half `null`. By default 0.3. */
  readonly unknownShare?: number;
  /** How many veins; by default 0 to 3, by chance. */
  readonly veins?: number;
  /** Whether there is a follow-up; by default every second case has one. */
  readonly followUp?: boolean;
}

export type PlainCase = Record<string, unknown>;

/** Makes cases and values from a vocabulary. */
export interface RandomCases {
  /** The case of a seed. It is never refused: sessions are not after `asOf`, and dates fit their durations. */
  readonly make: (seed: number, options?: RandomCaseOptions) => PlainCase;
  /** A legal value of a fact, by preference at a limit that a rule sets or a step beside it. */
  readonly value: (fact: Fact, random: Random) => Scalar;
}

const asOf = "2026-11-20";
const hoursPerDay = 24;

/** What is worked out with the dates and not drawn on its own. */
const dated = new Set([
  "asOf",
  "previousSession.date",
  "previousSession.weeksAgo",
  "followUp.sessionDate",
  "followUp.hoursSinceSession",
]);

/** How many of the findings of a case are true: mostly few, or every case would end in the strictest rule. */
const trueShares = [0.03, 0.15, 0.5];

export function createRandomCases(rulebook: Rulebook): RandomCases {
  const shape = caseShape(rulebook);
  const limits = limitsOf(rulebook);

  const number = (fact: Fact, random: Random): number => {
    const { min = 0, max = 100, step = 1 } = fact;
    const near = limits.get(fact.name) ?? [];
    const around = near.flatMap((limit) => [limit - step, limit, limit + step]);
    const inRange = around.filter((one) => one >= min && one <= max);
    const drawn =
      inRange.length > 0 && random() < 0.7
        ? pick(inRange, random)
        : min + step * Math.floor(random() * ((max - min) / step));
    return fact.type === "integer" ? Math.round(drawn) : Math.round(drawn * 1e6) / 1e6;
  };
  const value = (fact: Fact, random: Random, trueShare = 0.5): Scalar => {
    switch (fact.type) {
      case "boolean":
        return random() < trueShare;
      case "code":
        return pick(fact.values ?? [], random);
      case "integer":
      case "number":
        return number(fact, random);
      case "string":
        return "text";
      case "date":
      case "date-or-date-time":
        return dayBefore(Math.floor(random() * 60));
    }
  };

  const make = (seed: number, options: RandomCaseOptions = {}): PlainCase => {
    const random = randomFrom(seed);
    const { unknownShare = 0.3, veins = Math.floor(random() * 4), followUp = random() < 0.5 } = options;
    const trueShare = pick(trueShares, random);
    const put = (into: PlainCase, key: string, make: () => unknown): void => {
      if (random() >= unknownShare) into[key] = make();
      else if (random() < 0.5) into[key] = null;
    };
    const fill = (facts: ReadonlyMap<string, Fact>): PlainCase => {
      const group: PlainCase = {};
      for (const [key, fact] of facts)
        if (!dated.has(fact.name) && fact.name !== "vein.id") put(group, key, () => value(fact, random, trueShare));
      return group;
    };
    const session = (into: PlainCase, dateKey: string, ageKey: string, age: (days: number) => number): void => {
      const days = pick([0, 1, 2, 13, 14, 15, 27, 28, 29, 42, 43], random);
      put(into, dateKey, () => dayBefore(days));
      put(into, ageKey, () => age(days));
    };
    const one: PlainCase = {};
    put(one, "asOf", () => (random() < 0.5 ? asOf : `${asOf}T09:30:00Z`));
    for (const [name, facts] of shape.groups) {
      if (name === "followUp" && !followUp) continue;
      const group = fill(facts);
      if (name === "previousSession") session(group, "date", "weeksAgo", (days) => days / 7);
      if (name === "followUp")
        session(group, "sessionDate", "hoursSinceSession", (days) =>
          Math.max(0, Math.round(days * hoursPerDay + (random() * 2 - 1) * (hoursPerDay - 1))),
        );
      one[name] = group;
    }
    one["veins"] = Array.from({ length: veins }, (_, index) => ({
      id: `vein-${index}`,
      ...fill(shape.vein),
      ...(random() < 0.3 ? { proposal: fill(shape.proposal) } : {}),
    }));
    return one;
  };
  return { make, value: (fact, random) => value(fact, random) };
}

/** The numbers that rules and derived facts compare a fact with. */
function limitsOf(rulebook: Rulebook): Map<string, number[]> {
  const conditions = [
    ...rulebook.rules.map((rule) => rule.conditions),
    ...[...rulebook.facts.values()].flatMap(({ derive }) => conditionsOf(derive)),
  ];
  const limits = new Map<string, number[]>();
  for (const { fact, value } of conditions.flatMap(leavesOf))
    for (const one of [value].flat())
      if (typeof one === "number") limits.set(fact, [...new Set([...(limits.get(fact) ?? []), one])]);
  return limits;
}

function conditionsOf(derive: Derivation | undefined) {
  if (derive === undefined) return [];
  if ("condition" in derive) return [derive.condition];
  if ("count" in derive) return derive.count;
  if ("someVein" in derive) return [derive.someVein];
  return "everyVein" in derive ? [derive.everyVein] : [];
}

function dayBefore(days: number): string {
  return new Date(Date.parse(asOf) - days * 86_400_000).toISOString().slice(0, 10);
}

/** One of a list, by chance. */
export function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** A list in another order, by chance. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const order = list.map((one) => ({ one, key: random() })).sort((a, b) => a.key - b.key);
  return order.map(({ one }) => one);
}

/** The same JSON value with the keys of every object in another order. */
export function withKeysShuffled(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return value.map((part) => withKeysShuffled(part, random));
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(
    shuffled(Object.entries(value), random).map(([key, part]) => [key, withKeysShuffled(part, random)]),
  );
  if (!isDeepStrictEqual(copy, value)) throw new Error("shuffling keys changed the value");
  return copy;
}
