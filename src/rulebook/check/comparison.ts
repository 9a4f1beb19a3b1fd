import type { Leaf } from "../../logic/condition.ts";
import type { Fact, FactType } from "../vocabulary.ts";

const comparable: readonly FactType[] = ["boolean", "integer", "number", "code"];

/** Whether a fact is a number, whole or not. */
export function isNumeric({ type }: Pick<Fact, "type">): boolean {
  return type === "integer" || type === "number";
}

/** Why the operator cannot be used with the fact, or undefined. */
export function operatorFault(fact: Fact, operator: Leaf["operator"]): string | undefined {
  if (!comparable.includes(fact.type))
    return `expected a fact that can be compared, \`${fact.name}\` is a ${fact.type}`;
  if (operator !== "equal" && operator !== "in" && !isNumeric(fact))
    return `expected a number for \`${operator}\`, \`${fact.name}\` is a ${fact.type}`;
  if (operator === "in" && fact.type === "boolean") return "expected `equal` for a boolean";
  return undefined;
}

/** Why the value can never be a value of the fact, or undefined. */
export function valueFault(fact: Fact, value: unknown): string | undefined {
  const type = isNumeric(fact) ? "number" : fact.type === "boolean" ? "boolean" : "string";
  if (typeof value !== type) return `expected ${type === "string" ? "a string" : `a ${type}`}`;
  if (fact.values !== undefined && !fact.values.includes(value as string))
    return `expected one of ${fact.values.map((known) => `\`${known}\``).join(", ")}`;
  if (typeof value !== "number") return undefined;
  if (!Number.isFinite(value)) return "expected a finite number";
  if (fact.type === "integer" && !Number.isInteger(value)) return "expected a whole number";
  if (fact.min !== undefined && value < fact.min) return `expected at least ${fact.min}`;
  if (fact.max !== undefined && value > fact.max) return `expected at most ${fact.max}`;
  return undefined;
}
