import type { Cell } from "../logic/cell.ts";
import { type Condition, isLeaf, type Leaf } from "../logic/condition.ts";
import { leafTruth } from "../logic/operators.ts";
import { and, FALSE, not, or, TRUE, type Truth } from "../logic/truth.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { RuleSet } from "./program.ts";

/** A condition whose leaves are numbers into the program's list of distinct leaves. */
type Node =
  | { readonly kind: "leaf"; readonly index: number }
  | { readonly kind: "not"; readonly part: Node }
  | { readonly kind: "all" | "any"; readonly parts: readonly Node[] };

/** The compiled form of a rule set: each distinct leaf is evaluated once for a subject, the trees then only combine. */
export interface CompiledRules {
  /** The outcomes of the set's rules, in its order. */
  readonly evaluate: (lookUp: (fact: string) => Cell) => Outcome[];
}

/** Compiles a rule set. No code is generated: it runs under any content-security policy. */
export function compileRules({ rules }: RuleSet): CompiledRules {
  const leaves: Leaf[] = [];
  const indexByKey = new Map<string, number>();
  const compile = (condition: Condition): Node => {
    if (isLeaf(condition)) {
      const key = JSON.stringify([condition.fact, condition.operator, condition.value]);
      let index = indexByKey.get(key);
      if (index === undefined) {
        index = leaves.push(condition) - 1;
        indexByKey.set(key, index);
      }
      return { kind: "leaf", index };
    }
    if ("not" in condition) return { kind: "not", part: compile(condition.not) };
    if ("all" in condition) return { kind: "all", parts: condition.all.map(compile) };
    return { kind: "any", parts: condition.any.map(compile) };
  };
  const roots = rules.map((rule) => compile(rule.conditions));
  return {
    evaluate: (lookUp) => {
      const truths = leaves.map((leaf) => leafTruth(leaf.operator, lookUp(leaf.fact), leaf.value));
      return roots.map((root) => outcomeOf(combine(root, truths)));
    },
  };
}

function combine(node: Node, truths: readonly Truth[]): Truth {
  switch (node.kind) {
    case "leaf":
      return truths[node.index] as Truth;
    case "not":
      return not(combine(node.part, truths));
    case "all": {
      let result: Truth = TRUE;
      for (const part of node.parts) result = and(result, combine(part, truths));
      return result;
    }
    case "any": {
      let result: Truth = FALSE;
      for (const part of node.parts) result = or(result, combine(part, truths));
      return result;
    }
  }
}
