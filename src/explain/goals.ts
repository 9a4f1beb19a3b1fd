import type { Subject } from "../facts/subject.ts";
import { type Condition, isLeaf, type Leaf } from "../logic/condition.ts";
import { leafTruth, test } from "../logic/operators.ts";
import { FALSE, TRUE } from "../logic/truth.ts";
import type { Fact } from "../rulebook/vocabulary.ts";
import type { Ways } from "./way-set.ts";
import type { WayFinder, WaysInput } from "./ways.ts";

/** A part that must have a truth value for the whole to hold. */
export interface Goal {
  readonly condition: Condition;
  readonly wanted: boolean;
  readonly subject: Subject;
}

/** Goals whose ways rest on the same facts: what is changed for others does not matter to them. */
export interface Part {
  readonly goals: readonly Goal[];
  readonly ways: readonly Ways[];
}

/** Takes a goal apart into all that must hold at once: through conditions, and through facts about every vein to each vein. */
export function goalsOf({ condition, wanted, subject }: Goal, input: WaysInput): Goal[] {
  if (isLeaf(condition)) return goalsOfLeaf(condition, wanted, subject, input);
  if ("not" in condition) return goalsOf({ condition: condition.not, wanted: !wanted, subject }, input);
  if ("all" in condition !== wanted) return [{ condition, wanted, subject }];
  const parts = "all" in condition ? condition.all : condition.any;
  return parts.flatMap((part) => goalsOf({ condition: part, wanted, subject }, input));
}

function goalsOfLeaf(leaf: Leaf, wanted: boolean, subject: Subject, input: WaysInput): Goal[] {
  const { derive, scope, settled } = input.rulebook.facts.get(leaf.fact) as Fact;
  const itself = [{ condition: leaf, wanted, subject }];
  // A patient's fact read in a rule of a vein stays whole: its parts speak of the patient.
  if (derive === undefined || settled !== undefined || (scope === "patient" && subject.kind !== "patient"))
    return itself;
  const hold = test(leaf.operator, true, leaf.value) === wanted;
  if (test(leaf.operator, false, leaf.value) === test(leaf.operator, true, leaf.value)) return itself;
  if ("condition" in derive) return goalsOf({ condition: derive.condition, wanted: hold, subject }, input);
  const overVeins =
    "everyVein" in derive && hold ? derive.everyVein : "someVein" in derive && !hold ? derive.someVein : undefined;
  if (overVeins === undefined || input.store.veins.length === 0) return itself;
  return input.store.veins.flatMap((vein) => goalsOf({ condition: overVeins, wanted: hold, subject: vein }, input));
}

/** Whether a goal that is one comparison has its truth value with a value of its fact. */
export function leafGoalHolds({ condition, wanted }: Goal, value: string | number | boolean): boolean {
  return !isLeaf(condition) || leafTruth(condition.operator, value, condition.value) === (wanted ? TRUE : FALSE);
}

/** Groups the goals that are not reached: those whose ways share a fact come together, in the order of the goals. */
export function partsOf(goals: readonly Goal[], finder: WayFinder): { parts: Part[]; held: Goal[] } {
  const held: Goal[] = [];
  const partOfFact = new Map<string, { goals: Goal[]; ways: Ways[] }>();
  const parts = new Set<{ goals: Goal[]; ways: Ways[] }>();
  const factsOf = new Map<object, Set<string>>();
  for (const goal of goals) {
    const ways = finder.waysTo(goal.condition, goal.wanted, goal.subject);
    if (ways.sets.some(({ needs }) => needs.size === 0)) {
      held.push(goal);
      continue;
    }
    const facts = new Set(ways.sets.flatMap(({ needs }) => [...needs.keys()]));
    const touched = new Set([...facts].flatMap((fact) => partOfFact.get(fact) ?? []));
    const [first, ...others] = touched;
    const part = first ?? { goals: [], ways: [] };
    parts.add(part);
    const own = factsOf.get(part) ?? new Set<string>();
    factsOf.set(part, own);
    for (const other of others) {
      part.goals.push(...other.goals);
      part.ways.push(...other.ways);
      for (const fact of factsOf.get(other) ?? []) facts.add(fact);
      parts.delete(other);
    }
    part.goals.push(goal);
    part.ways.push(ways);
    for (const fact of facts) {
      own.add(fact);
      partOfFact.set(fact, part);
    }
  }
  return { parts: [...parts], held };
}
