import type { FactStore } from "../facts/store.ts";
import { patientSubject, type Subject } from "../facts/subject.ts";
import { interval, isKnown, type Scalar } from "../logic/cell.ts";
import { type Condition, isLeaf, type Leaf } from "../logic/condition.ts";
import { leafTruth, test } from "../logic/operators.ts";
import { FALSE, TRUE } from "../logic/truth.ts";
import { cleanDecimal } from "../logic/units.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Fact } from "../rulebook/vocabulary.ts";

/** One fact of the case and the value that it would take. */
export interface Assignment {
  readonly fact: string;
  readonly subject: Subject;
  readonly value: Scalar;
}

/** What a fact may still be, among its representative values. */
interface Requirement {
  readonly fact: Fact;
  readonly subject: Subject;
  readonly values: readonly Scalar[];
}

type RequirementSet = ReadonlyMap<string, Requirement>;

/** Enough for every rule that a person would write; beyond it the smallest sets are kept. */
const maxSets = 256;

export interface WhyNotInput {
  readonly rulebook: Rulebook;
  readonly store: FactStore;
  readonly settingRules: ReadonlyMap<string, readonly Rule[]>;
  /** Whether the rule applies to the subject once the facts have these values. */
  readonly applies: (assignments: readonly Assignment[]) => boolean;
}

/** The smallest sets of facts whose change makes a rule apply to a subject, each confirmed by evaluating it. */
export function whyNot(rule: Rule, subject: Subject, input: WhyNotInput): Assignment[][] {
  const sets = satisfy(rule.conditions, true, subject, input);
  const candidates = sets
    .map((set) =>
      [...set.values()].map(({ fact, subject: of, values }) => ({
        fact: fact.name,
        subject: of,
        value: values[0] as Scalar,
      })),
    )
    .sort((a, b) => a.length - b.length);
  let smallest = Number.POSITIVE_INFINITY;
  const confirmed: Assignment[][] = [];
  for (const candidate of candidates) {
    if (candidate.length > smallest) break;
    if (candidate.length === 0 || !input.applies(candidate)) continue;
    smallest = candidate.length;
    confirmed.push(candidate);
  }
  return confirmed;
}

/** The ways to give a condition a truth value: each a set of facts to change; the empty set where it has it already. */
function satisfy(condition: Condition, wanted: boolean, subject: Subject, input: WhyNotInput): RequirementSet[] {
  if (isLeaf(condition)) return satisfyLeaf(condition, wanted, subject, input);
  if ("not" in condition) return satisfy(condition.not, !wanted, subject, input);
  const isAll = "all" in condition;
  const parts = isAll ? condition.all : condition.any;
  const ways = parts.map((part) => satisfy(part, wanted, subject, input));
  return isAll === wanted ? ways.reduce<RequirementSet[]>(combine, [new Map()]) : limit(ways.flat());
}

/** Every pair of ways, taken together; pairs that want different things of one fact fall out. */
function combine(left: RequirementSet[], right: RequirementSet[]): RequirementSet[] {
  const combined: RequirementSet[] = [];
  for (const a of left)
    for (const b of right) {
      const both = new Map(a);
      let possible = true;
      for (const [key, requirement] of b) {
        const known = both.get(key);
        const values =
          known === undefined ? requirement.values : known.values.filter((value) => requirement.values.includes(value));
        if (values.length === 0) possible = false;
        both.set(key, { ...requirement, values });
      }
      if (possible) combined.push(both);
    }
  return limit(combined);
}

/** The smallest sets, each once. */
function limit(sets: RequirementSet[]): RequirementSet[] {
  const seen = new Set<string>();
  return sets
    .filter((set) => {
      const key = JSON.stringify([...set].map(([name, { values }]) => [name, values]).sort());
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => a.size - b.size)
    .slice(0, maxSets);
}

function satisfyLeaf(leaf: Leaf, wanted: boolean, subject: Subject, input: WhyNotInput): RequirementSet[] {
  const fact = input.rulebook.facts.get(leaf.fact) as Fact;
  const of = fact.scope === "patient" ? patientSubject : subject;
  const cell = input.store.get(leaf.fact, of);
  const truth = leafTruth(leaf.operator, cell, leaf.value);
  if (truth === (wanted ? TRUE : FALSE)) return [new Map()];
  if (fact.slot !== undefined) return satisfySlot(fact.slot, leaf, wanted, of, input);
  const derived = satisfyDerived(fact, leaf, wanted, of, input);
  if (derived !== undefined) return derived;
  const found = isKnown(cell) ? cell : undefined;
  const values = representatives(fact, leaf, input.rulebook).filter(
    (value) => value !== found && test(leaf.operator, value, leaf.value) === wanted,
  );
  if (values.length === 0) return [];
  const place = of.kind === "vein" ? `vein:${of.id}` : of.kind;
  return [new Map([[`${place} ${fact.name}`, { fact, subject: of, values }]])];
}

/** Values that stand for all others of a fact as far as the leaf is concerned, the nearest to the limit first. */
function representatives(fact: Fact, leaf: Leaf, rulebook: Rulebook): Scalar[] {
  if (fact.type === "boolean") return [true, false];
  if (fact.values !== undefined) return [...fact.values];
  const step = fact.step ?? 1;
  const listed = (Array.isArray(leaf.value) ? leaf.value : [leaf.value]) as number[];
  const others = limitsOf(fact.name, rulebook);
  const inRange = (value: number): boolean => value >= (fact.min ?? -Infinity) && value <= (fact.max ?? Infinity);
  const around = [...listed, ...others].flatMap((value) => [
    value,
    cleanDecimal(value + step),
    cleanDecimal(value - step),
  ]);
  return [...new Set([...around, fact.min ?? 0, fact.max ?? 0])].filter(inRange);
}

/** The limits that rules and derived facts set for a number. */
function limitsOf(name: string, rulebook: Rulebook): number[] {
  const limits = new Set<number>();
  const collect = (condition: Condition): void => {
    if (isLeaf(condition)) {
      if (condition.fact === name)
        for (const value of [condition.value].flat()) if (typeof value === "number") limits.add(value);
    } else if ("not" in condition) collect(condition.not);
    else for (const part of "all" in condition ? condition.all : condition.any) collect(part);
  };
  for (const { conditions } of rulebook.rules) collect(conditions);
  return [...limits];
}

/** Ways through a derived fact to the facts that it is made of; undefined where it is asked for itself. */
function satisfyDerived(
  { derive }: Fact,
  leaf: Leaf,
  wanted: boolean,
  subject: Subject,
  input: WhyNotInput,
): RequirementSet[] | undefined {
  if (derive === undefined || "elapsed" in derive) return undefined;
  if ("condition" in derive) return satisfy(derive.condition, (leaf.value === true) === wanted, subject, input);
  if ("compare" in derive) {
    const limitCell = input.store.get(derive.compare.toFact, patientSubject);
    if (!isKnown(limitCell)) return [];
    const inner: Leaf = { fact: derive.compare.fact, operator: derive.compare.operator, value: limitCell };
    return satisfyLeaf(inner, (leaf.value === true) === wanted, subject, input);
  }
  if ("count" in derive) return satisfyCount(derive.count, leaf, wanted, subject, input);
  const overVeins = "someVein" in derive ? derive.someVein : "everyVein" in derive ? derive.everyVein : undefined;
  if (overVeins === undefined) return [];
  const hold = (leaf.value === true) === wanted;
  const ways = input.store.veins.map((vein) => satisfy(overVeins, hold, vein, input));
  if (ways.length === 0) return [];
  return "someVein" in derive === hold ? limit(ways.flat()) : ways.reduce<RequirementSet[]>(combine, [new Map()]);
}

/** Ways to settle the comparison of a count: as few conditions as it takes are made to hold or to fail, the others stay open. */
function satisfyCount(
  conditions: readonly Condition[],
  leaf: Leaf,
  wanted: boolean,
  subject: Subject,
  input: WhyNotInput,
): RequirementSet[] {
  const total = conditions.length;
  const settled = (holding: number, failing: number): boolean =>
    leafTruth(leaf.operator, interval(holding, total - failing), leaf.value) === (wanted ? TRUE : FALSE);
  const made = (parts: readonly Condition[], hold: boolean): RequirementSet[][] =>
    parts.map((part) => satisfy(part, hold, subject, input));
  const ways: RequirementSet[] = [];
  for (let holding = 0; holding <= total; holding += 1)
    for (let failing = 0; failing <= total - holding; failing += 1) {
      const fewerDo = (holding > 0 && settled(holding - 1, failing)) || (failing > 0 && settled(holding, failing - 1));
      if (fewerDo || !settled(holding, failing)) continue;
      for (const held of choices(conditions, holding))
        for (const failed of choices(
          conditions.filter((condition) => !held.includes(condition)),
          failing,
        ))
          ways.push(...[...made(held, true), ...made(failed, false)].reduce<RequirementSet[]>(combine, [new Map()]));
    }
  return limit(ways);
}

/** Every way to choose so many of a list. */
function choices<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return list.flatMap((first, index) => choices(list.slice(index + 1), size - 1).map((rest) => [first, ...rest]));
}

/** Ways to a decided value: make a rule apply that sets it. Whether it then wins is confirmed by evaluating. */
function satisfySlot(
  slot: string,
  leaf: Leaf,
  wanted: boolean,
  subject: Subject,
  input: WhyNotInput,
): RequirementSet[] {
  const ways: RequirementSet[] = [];
  for (const rule of input.settingRules.get(slot) ?? []) {
    const { slot: main, value, also } = rule.event.params;
    const given = main === slot ? value : also?.find((part) => part.slot === slot)?.value;
    const fits = given !== undefined && (typeof given !== "object" ? test(leaf.operator, given, leaf.value) : false);
    const subjects =
      rule.scope === subject.kind ? [subject] : input.store.subjects.filter(({ kind }) => kind === rule.scope);
    for (const of of subjects) ways.push(...satisfy(rule.conditions, fits === wanted, of, input));
  }
  return limit(ways);
}
