import { type Condition, isLeaf } from "../ours.ts";
import { plainName } from "./flat-facts.ts";

const operators = {
  equal: "===",
  lessThan: "<",
  lessThanInclusive: "<=",
  greaterThan: ">",
  greaterThanInclusive: ">=",
} as const;

/** A known value, `found`, held against what a leaf expects: an expression in JavaScript. */
export function comparison(found: string, operator: keyof typeof operators | "in", expected: unknown): string {
  if (operator !== "in") return `${found} ${operators[operator]} ${JSON.stringify(expected)}`;
  return (expected as unknown[]).map((one) => `${found} === ${JSON.stringify(one)}`).join(" || ");
}

/** A condition on a plain object of facts, as somebody would write it by hand. */
export function handWritten(condition: Condition, facts: string): string {
  if (isLeaf(condition))
    return `(${comparison(`${facts}.${plainName(condition.fact)}`, condition.operator, condition.value)})`;
  if ("not" in condition) return `!${handWritten(condition.not, facts)}`;
  return "all" in condition
    ? `(${condition.all.map((part) => handWritten(part, facts)).join(" && ")})`
    : `(${condition.any.map((part) => handWritten(part, facts)).join(" || ")})`;
}
