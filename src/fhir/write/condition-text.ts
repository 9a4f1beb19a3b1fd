import { expectedText } from "../../explain/sentence.ts";
import { type Condition, isLeaf, type Leaf } from "../../logic/condition.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";

/** A condition in words: `the patient is pregnant and (age is at least 18 years or ...)`. */
export function conditionText(condition: Condition, rulebook: Rulebook): string {
  if (isLeaf(condition)) return leafText(condition, rulebook);
  if ("not" in condition) return `not ${inBrackets(condition.not, rulebook)}`;
  const [parts, word] = "all" in condition ? [condition.all, " and "] : [condition.any, " or "];
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return conditionText(only, rulebook);
  return parts.map((part) => inBrackets(part, rulebook)).join(word);
}

function inBrackets(condition: Condition, rulebook: Rulebook): string {
  const text = conditionText(condition, rulebook);
  return isLeaf(condition) ? text : `(${text})`;
}

function leafText(leaf: Leaf, rulebook: Rulebook): string {
  const fact = rulebook.facts.get(leaf.fact);
  if (leaf.operator === "equal" && leaf.value === true && fact?.yes !== undefined) return fact.yes;
  if (leaf.operator === "equal" && leaf.value === false && fact?.no !== undefined) return fact.no;
  return `"${fact?.label ?? leaf.fact}" is ${expectedText(leaf, fact?.unit)}`;
}
