import { append, type Issue } from "../../issues/issue.ts";
import { quote, suggest } from "../../issues/nearest.ts";
import type { Leaf } from "../../logic/condition.ts";
import { operators } from "../../logic/operators.ts";
import type { Fact, Scope } from "../vocabulary.ts";
import { at, type Check, type RuleUnderCheck } from "./context.ts";
import { operatorFault, valueFault, valuesOf } from "./leaf.ts";

const maxDepth = 20;
const booleanKeys = ["all", "any", "not"] as const;
const negative = ["notEqual", "notIn", "doesNotContain", "contains"];
const foreign: ReadonlyMap<string, string> = new Map(
  Object.entries({
    path: "a path would reach into a fact's value: declare a fact of its own instead",
    params: "facts take no parameters here",
    priority: "the order of evaluation never matters: remove it",
    condition: "named conditions are not part of a rule file: write the condition out",
  }),
);

/** The facts that a rule of this scope may read. */
export function readable(scope: Scope, fact: Fact): boolean {
  return fact.scope === "patient" || fact.scope === scope;
}

/** Conditions have one boolean key each, no empty list, known operators, known facts of the scope, values that fit. */
export const checkConditions: Check = (subject) => {
  const { conditions } = subject.rule;
  const top = typeof conditions === "object" && conditions !== null && "fact" in conditions;
  if (top)
    return [
      at(
        subject,
        ["conditions"],
        "rulebook/ambiguous-condition",
        "expected `all`, `any` or `not` at the top, found a leaf",
        'wrap it: `{ "all": [ ... ] }`',
      ),
      ...leaf(subject, conditions, ["conditions"]),
    ];
  return walk(subject, conditions, ["conditions"], 0);
};

function walk(subject: RuleUnderCheck, node: unknown, path: readonly PropertyKey[], depth: number): Issue[] {
  if (typeof node !== "object" || node === null || Array.isArray(node))
    return [
      at(subject, path, "rulebook/wrong-type", "expected a condition", "an object with `all`, `any`, `not` or a leaf"),
    ];
  if (depth > maxDepth)
    return [
      at(
        subject,
        path,
        "rulebook/ambiguous-condition",
        `expected at most ${maxDepth} levels of nesting`,
        "flatten it or use more rules",
      ),
    ];
  const keys = Object.keys(node);
  const present = booleanKeys.filter((key) => keys.includes(key));
  if (present.length === 0) return leaf(subject, node, path);
  const issues = keys
    .filter((key) => !present.includes(key as (typeof booleanKeys)[number]))
    .map((key) =>
      at(
        subject,
        [...path, key],
        "rulebook/unknown-key",
        `unknown key ${quote(key)} beside \`${present[0]}\``,
        foreign.get(key) ?? "a condition has exactly one key",
        "key",
      ),
    );
  if (present.length > 1)
    issues.push(
      at(
        subject,
        path,
        "rulebook/ambiguous-condition",
        `expected exactly one of \`all\`, \`any\`, \`not\`, found ${present.length}`,
        "the engine would keep one and drop the other silently: nest them",
      ),
    );
  for (const key of present) {
    const parts = (node as Record<string, unknown>)[key];
    if (key === "not") append(issues, walk(subject, parts, [...path, key], depth + 1));
    else if (!Array.isArray(parts))
      issues.push(
        at(subject, [...path, key], "rulebook/wrong-type", `expected a list at \`${key}\``, "a list of conditions"),
      );
    else if (parts.length === 0)
      issues.push(
        at(
          subject,
          [...path, key],
          "rulebook/empty-list",
          `expected at least one condition in \`${key}\``,
          "an empty list would be true for everyone",
        ),
      );
    else
      append(
        issues,
        parts.flatMap((part, index) => walk(subject, part, [...path, key, index], depth + 1)),
      );
  }
  return issues;
}

function leaf(subject: RuleUnderCheck, node: object, path: readonly PropertyKey[]): Issue[] {
  const issues: Issue[] = [];
  for (const key of Object.keys(node))
    if (key !== "fact" && key !== "operator" && key !== "value")
      issues.push(
        at(
          subject,
          [...path, key],
          "rulebook/unknown-key",
          `unknown key ${quote(key)} in a leaf`,
          foreign.get(key) ?? "a leaf has `fact`, `operator` and `value`",
          "key",
        ),
      );
  for (const key of ["fact", "operator", "value"])
    if (!(key in node))
      issues.push(
        at(
          subject,
          path,
          "rulebook/missing-key",
          `expected \`${key}\` in a leaf`,
          "a leaf has `fact`, `operator` and `value`",
        ),
      );
  const { fact: name, operator, value } = node as Partial<Leaf>;
  for (const [key, text] of Object.entries({ fact: name, operator }))
    if (text !== undefined && typeof text !== "string")
      issues.push(
        at(
          subject,
          [...path, key],
          "rulebook/wrong-type",
          `expected a string at \`${key}\``,
          "a leaf has `fact`, `operator` and `value`",
        ),
      );
  const fact = typeof name === "string" ? subject.names.facts.get(name) : undefined;
  if (typeof name === "string" && fact === undefined)
    issues.push(
      at(
        subject,
        [...path, "fact"],
        "rulebook/unknown-fact",
        `unknown fact ${quote(name)}`,
        suggest(name, [...subject.names.facts.keys()]),
      ),
    );
  if (typeof operator === "string" && !operators.includes(operator))
    issues.push(
      negative.includes(operator)
        ? at(
            subject,
            [...path, "operator"],
            "rulebook/negative-operator",
            `expected a positive operator, found ${quote(operator)}`,
            "wrap the positive leaf in `not`: then unknown stays unknown",
          )
        : at(
            subject,
            [...path, "operator"],
            "rulebook/unknown-operator",
            `unknown operator ${quote(operator)}`,
            suggest(operator, operators),
          ),
    );
  if (issues.length > 0 || fact === undefined || operator === undefined || value === undefined) return issues;
  return [...leafFit(subject, fact, { fact: fact.name, operator, value }, path)];
}

function leafFit(subject: RuleUnderCheck, fact: Fact, leafOf: Leaf, path: readonly PropertyKey[]): Issue[] {
  if (!readable(subject.rule.scope, fact))
    return [
      at(
        subject,
        [...path, "fact"],
        "rulebook/fact-out-of-scope",
        `expected a fact that a ${subject.rule.scope} rule can read, \`${fact.name}\` is a ${fact.scope} fact`,
        "give the rule the fact's scope, or use a fact over all veins",
      ),
    ];
  const operatorProblem = operatorFault(fact, leafOf.operator);
  if (operatorProblem !== undefined)
    return [
      at(
        subject,
        [...path, "operator"],
        "rulebook/operator-does-not-fit",
        operatorProblem,
        "choose an operator of the fact's type",
      ),
    ];
  if (leafOf.operator === "in" && !Array.isArray(leafOf.value))
    return [
      at(
        subject,
        [...path, "value"],
        "rulebook/value-does-not-fit",
        "expected a list for `in`",
        "use `equal` for one value",
      ),
    ];
  if (leafOf.operator !== "in" && Array.isArray(leafOf.value))
    return [
      at(
        subject,
        [...path, "value"],
        "rulebook/value-does-not-fit",
        `expected one value for \`${leafOf.operator}\``,
        "use `in` for a list",
      ),
    ];
  const values = valuesOf(leafOf);
  if (values.length === 0)
    return [
      at(
        subject,
        [...path, "value"],
        "rulebook/empty-list",
        "expected at least one value for `in`",
        "an empty list can never hold",
      ),
    ];
  return values.flatMap((value, index) => {
    const problem = valueFault(fact, value);
    if (problem === undefined) return [];
    const where = leafOf.operator === "in" ? [...path, "value", index] : [...path, "value"];
    return [
      at(
        subject,
        where,
        "rulebook/value-does-not-fit",
        `${problem} for \`${fact.name}\``,
        fact.values === undefined || typeof value !== "string"
          ? "see the fact's type and range in the vocabulary"
          : suggest(value, fact.values),
      ),
    ];
  });
}
