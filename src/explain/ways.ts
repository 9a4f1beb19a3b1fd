import type { FactStore } from "../facts/store.ts";
import { patientSubject, type Subject, subjectKey } from "../facts/subject.ts";
import { interval, isKnown, type Scalar } from "../logic/cell.ts";
import { type Condition, conditionTruth, isLeaf, type Leaf } from "../logic/condition.ts";
import { leafTruth, type Operator, test } from "../logic/operators.ts";
import { FALSE, TRUE } from "../logic/truth.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Fact } from "../rulebook/vocabulary.ts";
import { representatives } from "./representatives.ts";
import { allOf, anyOf, nothingToChange, notLookedFor, noWay, type Ways } from "./way-set.ts";

export interface WaysInput {
  readonly rulebook: Rulebook;
  readonly store: FactStore;
  readonly settingRules: ReadonlyMap<string, readonly Rule[]>;
}

/** Of more rules that stand against a value, either one is turned or all are. */
const maxRivalsInPart = 3;

/** Some of many rivals, neither one nor all: where one fact turns several of them, that is a way to turn one already. */
const someRivalsLeft: Ways = { sets: [], cutAt: 2 };

/** The other way round: what `a < b` says of b. */
const turnedRound: Partial<Record<Operator, Operator>> = {
  equal: "equal",
  lessThan: "greaterThan",
  lessThanInclusive: "greaterThanInclusive",
  greaterThan: "lessThan",
  greaterThanInclusive: "lessThanInclusive",
};

/** Looks for the ways to give conditions on one case a truth value; each leaf of a subject is looked into once. */
export class WayFinder {
  readonly #input: WaysInput;
  readonly #known = new Map<string, Ways>();

  constructor(input: WaysInput) {
    this.#input = input;
  }

  /** The ways to give a condition a truth value: the empty set where it has it already. */
  waysTo(condition: Condition, wanted: boolean, subject: Subject): Ways {
    if (isLeaf(condition)) return this.#ofLeaf(condition, wanted, subject);
    if ("not" in condition) return this.waysTo(condition.not, !wanted, subject);
    const isAll = "all" in condition;
    const ways = (isAll ? condition.all : condition.any).map((part) => this.waysTo(part, wanted, subject));
    return isAll === wanted ? allOf(ways) : anyOf(ways);
  }

  #ofLeaf(leaf: Leaf, wanted: boolean, subject: Subject): Ways {
    const { rulebook, store } = this.#input;
    const fact = rulebook.facts.get(leaf.fact) as Fact;
    const of = fact.scope === "patient" ? patientSubject : subject;
    if (leafTruth(leaf.operator, store.get(leaf.fact, of), leaf.value) === (wanted ? TRUE : FALSE))
      return nothingToChange;
    const key = JSON.stringify([leaf.fact, leaf.operator, leaf.value, wanted, subjectKey(of)]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const ways = this.#toTurn(fact, leaf, wanted, of);
    this.#known.set(key, ways);
    return ways;
  }

  #toTurn(fact: Fact, leaf: Leaf, wanted: boolean, of: Subject): Ways {
    if (fact.slot !== undefined) return this.#ofSlot(fact.slot, leaf, wanted, of);
    if (fact.derive !== undefined && !("elapsed" in fact.derive)) return this.#ofDerived(fact, leaf, wanted, of);
    return anyOf([this.#byGiving(fact, leaf, wanted, of), ...this.#bySettling(fact, leaf, wanted, of)]);
  }

  /** The fact itself is given another value. */
  #byGiving(fact: Fact, leaf: Leaf, wanted: boolean, of: Subject): Ways {
    const { rulebook, store } = this.#input;
    const cell = store.get(fact.name, of);
    const found = isKnown(cell) ? cell : undefined;
    const values = representatives(fact, leaf, rulebook).filter(
      (value) => value !== found && test(leaf.operator, value, leaf.value) === wanted,
    );
    return values.length === 0 ? noWay : oneFact(fact, of, values);
  }

  /** What settles an absent fact comes about, or no longer settles it. */
  #bySettling({ name, settled = [], absent, derive }: Fact, leaf: Leaf, wanted: boolean, of: Subject): Ways[] {
    if (settled.length === 0 || this.#input.store.isGiven(name, of)) return [];
    const does = (value: Scalar | "not-applicable"): boolean =>
      (value === "not-applicable" ? false : test(leaf.operator, value, leaf.value)) === wanted;
    // The first that holds settles the fact: those before it must not.
    const ways = settled.flatMap(({ when, as }, index) =>
      does(as)
        ? [
            allOf([
              this.waysTo(when, true, of),
              ...settled
                .slice(0, index)
                .map((before) => (does(before.as) ? nothingToChange : this.#notSettled(before.when, of))),
            ]),
          ]
        : [],
    );
    const without = settled.map(({ when }) => this.#notSettled(when, of));
    if (derive === undefined && absent !== undefined && does(absent)) ways.push(allOf(without));
    return ways;
  }

  /** Something that is not known to hold settles nothing. */
  #notSettled(when: Leaf, of: Subject): Ways {
    const holds = conditionTruth(when, (fact) => this.#input.store.get(fact, of)) === TRUE;
    return holds ? this.waysTo(when, false, of) : nothingToChange;
  }

  /** Through a derived fact to the facts that it is made of. */
  #ofDerived({ derive }: Fact, leaf: Leaf, wanted: boolean, of: Subject): Ways {
    if (derive === undefined || "constant" in derive || "countVeins" in derive) return noWay;
    if ("count" in derive) return this.#ofCount(derive.count, leaf, wanted, of);
    const hold = test(leaf.operator, true, leaf.value) === wanted;
    if ("condition" in derive) return this.waysTo(derive.condition, hold, of);
    if ("compare" in derive) return this.#ofComparison(derive.compare, hold, of);
    const { veins } = this.#input.store;
    if ("someVein" in derive || "everyVein" in derive) {
      if (veins.length === 0) return noWay;
      const overVeins = "someVein" in derive ? derive.someVein : derive.everyVein;
      const ways = veins.map((vein) => this.waysTo(overVeins, hold, vein));
      return "someVein" in derive === hold ? anyOf(ways) : allOf(ways);
    }
    // So many values as there are veins: of one there is nothing to look for.
    if ("distinctInVeins" in derive && veins.length <= 1) return noWay;
    return notLookedFor;
  }

  /** A fact is brought to the right side of its limit, the limit to that of the fact, or both are. */
  #ofComparison(
    compared: { readonly fact: string; readonly operator: Operator; readonly toFact: string },
    hold: boolean,
    of: Subject,
  ): Ways {
    const { rulebook, store } = this.#input;
    const { fact, operator, toFact } = compared;
    const cell = store.get(fact, of);
    const limit = store.get(toFact, of);
    const ways: Ways[] = [];
    if (isKnown(limit)) ways.push(this.#ofLeaf({ fact, operator, value: limit }, hold, of));
    const round = turnedRound[operator];
    if (isKnown(cell) && round !== undefined)
      ways.push(this.#ofLeaf({ fact: toFact, operator: round, value: cell }, hold, of));
    const other = rulebook.facts.get(toFact) as Fact;
    if (other.slot !== undefined || (other.derive !== undefined && !("elapsed" in other.derive)))
      return anyOf([...ways, notLookedFor]);
    const place = other.scope === "patient" ? patientSubject : of;
    const limits = [other.absent, other.max, other.min].filter((value) => value !== undefined);
    for (const value of new Set(limits)) {
      const ofFact = this.#ofLeaf({ fact, operator, value }, hold, of);
      // Where the limit alone does, that is found above.
      if (value !== limit && ofFact !== nothingToChange) ways.push(allOf([oneFact(other, place, [value]), ofFact]));
    }
    return anyOf(ways);
  }

  /** To settle the comparison of a count: as few conditions as it takes are made to hold or to fail, the others stay open. */
  #ofCount(conditions: readonly Condition[], leaf: Leaf, wanted: boolean, of: Subject): Ways {
    const total = conditions.length;
    const settled = (holding: number, failing: number): boolean =>
      leafTruth(leaf.operator, interval(holding, total - failing), leaf.value) === (wanted ? TRUE : FALSE);
    const ways: Ways[] = [noWay];
    for (let holding = 0; holding <= total; holding += 1)
      for (let failing = 0; failing <= total - holding; failing += 1) {
        const fewerDo =
          (holding > 0 && settled(holding - 1, failing)) || (failing > 0 && settled(holding, failing - 1));
        if (fewerDo || !settled(holding, failing)) continue;
        for (const held of choices(conditions, holding)) {
          const others = conditions.filter((condition) => !held.includes(condition));
          for (const failed of choices(others, failing))
            ways.push(
              allOf([
                ...held.map((part) => this.waysTo(part, true, of)),
                ...failed.map((part) => this.waysTo(part, false, of)),
              ]),
            );
        }
      }
    return anyOf(ways);
  }

  /**
   * To a decided value: a rule is made to apply that sets one that does, or rules that set others are made not to apply.
   * Which of them has the last word depends on the slot's policy: only evaluating tells whether a way does.
   */
  #ofSlot(slot: string, leaf: Leaf, wanted: boolean, of: Subject): Ways {
    const { rulebook, store, settingRules } = this.#input;
    const makers: Ways[] = [];
    const rivals: Ways[] = [];
    let isWhole = true;
    let isMade = false;
    for (const rule of settingRules.get(slot) ?? []) {
      const { slot: main, value, valueFact, also } = rule.event.params;
      const given = main === slot ? value : also?.find((part) => part.slot === slot)?.value;
      // The number of a fact that a rule takes over is not looked into.
      if (main === slot && valueFact !== undefined) isWhole = false;
      const does =
        given !== undefined && typeof given !== "object" && test(leaf.operator, given, leaf.value) === wanted;
      const subjects = rule.scope === of.kind ? [of] : store.subjects.filter(({ kind }) => kind === rule.scope);
      for (const subject of subjects)
        if (does) {
          const ways = this.waysTo(rule.conditions, true, subject);
          if (ways === nothingToChange || ways.sets[0]?.needs.size === 0) isMade = true;
          else makers.push(ways);
        } else if (conditionTruth(rule.conditions, (fact) => store.get(fact, subject)) !== FALSE)
          rivals.push(this.waysTo(rule.conditions, false, subject));
    }
    const { type, default: byDefault, merge } = rulebook.slots.get(slot) ?? {};
    const left = byDefault ?? (type === "flag" || merge?.kind === "any" ? false : undefined);
    // A slot that nobody sets has no value, and every comparison with it is false.
    const leftDoes = (left === undefined ? false : test(leaf.operator, left as Scalar, leaf.value)) === wanted;
    const sizes = Array.from({ length: rivals.length }, (_, index) => index + 1);
    const inPart = sizes.filter((size) => rivals.length <= maxRivalsInPart || size === 1 || size === rivals.length);
    const undone = inPart.flatMap((size) => choices(rivals, size).map(allOf));
    return anyOf(
      [
        noWay,
        ...(leftDoes || isMade ? undone : []),
        ...makers,
        ...makers.flatMap((maker) => undone.map((without) => allOf([maker, without]))),
        ...(isWhole ? [] : [notLookedFor]),
        ...(rivals.length > maxRivalsInPart ? [someRivalsLeft] : []),
      ].map(unsure),
    );
  }
}

/** Ways on which other rules have a say. */
function unsure({ sets, cutAt }: Ways): Ways {
  return { sets: sets.map(({ needs }) => ({ needs, sure: false })), cutAt };
}

function oneFact(fact: Fact, subject: Subject, values: readonly Scalar[]): Ways {
  const needs = new Map([[`${subjectKey(subject)} ${fact.name}`, { fact, subject, values }]]);
  return { sets: [{ needs, sure: true }], cutAt: Number.POSITIVE_INFINITY };
}

/** Every way to choose so many of a list. */
function choices<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return list.flatMap((first, index) => choices(list.slice(index + 1), size - 1).map((rest) => [first, ...rest]));
}
