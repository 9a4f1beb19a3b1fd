import { append, type Issue } from "../../issues/issue.ts";
import { quote, suggest } from "../../issues/nearest.ts";
import type { Leaf } from "../../logic/condition.ts";
import { operators } from "../../logic/operators.ts";
import { at, type Check, type RuleUnderCheck } from "./context.ts";
import { leafIssues, type Reader, readIssues } from "./leaf.ts";

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
  const { scope } = subject.rule;
  const { facts } = subject.names;
  const reader: Reader = {
    scope,
    name: `a ${scope} rule`,
    facts,
    issueAt: (where, ...issue) => at(subject, where, ...issue),
  };
  // Said at once, even where the rest of the leaf is not yet fit to be compared.
  if (typeof name === "string" && !facts.has(name)) append(issues, readIssues(reader, name, [...path, "fact"]));
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
  if (issues.length > 0 || name === undefined || operator === undefined || value === undefined) return issues;
  return leafIssues(reader, { fact: name, operator, value }, path);
}
