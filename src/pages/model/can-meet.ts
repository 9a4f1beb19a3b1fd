import type { Scalar } from "../../logic/cell.ts";
import { type Condition, isLeaf, type Leaf } from "../../logic/condition.ts";
import { test } from "../../logic/operators.ts";
import type { Fact } from "../../rulebook/vocabulary.ts";

type Facts = ReadonlyMap<string, Fact>;

/** What a condition asks of one fact: the leaf, and whether it has to hold. */
interface Demand {
  readonly leaf: Leaf;
  readonly holds: boolean;
}

/**
 * Whether two conditions may hold for the same subject, as far as what each asks of single facts tells. False is certain; true
 * means that nothing plain speaks against it.
 */
export function canMeet(a: Condition, b: Condition, facts: Facts): boolean {
  const demands = new Map<string, Demand[]>();
  for (const condition of [a, b]) collect(condition, true, facts, demands);
  for (const [name, asked] of demands) if (!satisfiable(facts.get(name), asked)) return false;
  return true;
}

/** What has to hold of single facts for the condition to be as wanted; alternatives ask nothing of any one fact. */
function collect(condition: Condition, wanted: boolean, facts: Facts, into: Map<string, Demand[]>): void {
  if (isLeaf(condition)) {
    into.set(condition.fact, [...(into.get(condition.fact) ?? []), { leaf: condition, holds: wanted }]);
    const derive = facts.get(condition.fact)?.derive;
    if (derive !== undefined && "condition" in derive && condition.operator === "equal")
      collect(derive.condition, (condition.value === true) === wanted, facts, into);
  } else if ("not" in condition) collect(condition.not, !wanted, facts, into);
  else {
    const parts = "all" in condition ? condition.all : condition.any;
    if ("all" in condition === wanted || parts.length === 1)
      for (const part of parts) collect(part, wanted, facts, into);
  }
}

function satisfiable(fact: Fact | undefined, demands: readonly Demand[]): boolean {
  return candidates(fact, demands).some((value) =>
    demands.every(({ leaf, holds }) => test(leaf.operator, value, leaf.value) === holds),
  );
}

/** Values that stand for all others as far as the demands go: of a number, every limit and what lies between and beyond. */
function candidates(fact: Fact | undefined, demands: readonly Demand[]): readonly Scalar[] {
  if (fact?.type === "boolean") return [true, false];
  if (fact?.values !== undefined) return fact.values;
  const listed = demands.flatMap(({ leaf }) => [leaf.value].flat() as Scalar[]);
  const numbers = listed.filter((value) => typeof value === "number");
  if (numbers.length === 0) return [...listed, ""];
  const lowest = fact?.min ?? Math.min(...numbers) - 1;
  const highest = fact?.max ?? Math.max(...numbers) + 1;
  const points = [...new Set([lowest, ...numbers, highest])].sort((a, b) => a - b);
  const between = points.map((value, index) => (value + (points[index + 1] ?? value)) / 2);
  return [...points, ...between].filter((value) => fact?.type !== "integer" || Number.isInteger(value));
}
