import type { Issue } from "../../issues/issue.ts";
import { quote, suggest } from "../../issues/nearest.ts";
import type { Scalar } from "../../logic/cell.ts";
import type { Leaf } from "../../logic/condition.ts";
import type { Fact, Scope } from "../vocabulary.ts";
import { operatorFault, valueFault } from "./comparison.ts";

/** Makes an issue at a path of whatever is under check. */
export type IssueAt = (path: readonly PropertyKey[], code: Issue["code"], message: string, help: string) => Issue;

/** Who reads facts: a rule, a fact of the vocabulary, a contradiction. Of one scope, and named as in a message. */
export interface Reader {
  readonly scope: Scope;
  readonly name: string;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly issueAt: IssueAt;
}

/** The facts that a reader of this scope may read. */
export function readable(scope: Scope, fact: Fact): boolean {
  return fact.scope === "patient" || fact.scope === scope;
}

/** A fact that is read is there, and of a scope that the reader can see; `path` is that of its name. */
export function readIssues(
  { scope, name: reader, facts, issueAt }: Reader,
  name: string,
  path: readonly PropertyKey[],
): Issue[] {
  const fact = facts.get(name);
  if (fact === undefined)
    return [issueAt(path, "rulebook/unknown-fact", `unknown fact ${quote(name)}`, suggest(name, [...facts.keys()]))];
  if (readable(scope, fact)) return [];
  return [
    issueAt(
      path,
      "rulebook/fact-out-of-scope",
      `expected a fact that ${reader} can read, \`${name}\` is a ${fact.scope} fact`,
      "read a fact of the same scope or of the patient, or one over all veins",
    ),
  ];
}

/**
 * A leaf of the right shape compares a fact that its reader can see, in a way that fits the fact's type, with values that fit its
 * type and range: one, or a list of them for `in`.
 */
export function leafIssues(
  reader: Reader,
  { fact: name, operator, value }: Leaf,
  path: readonly PropertyKey[],
): Issue[] {
  const { issueAt } = reader;
  const fact = reader.facts.get(name);
  const unread = readIssues(reader, name, [...path, "fact"]);
  if (fact === undefined || unread.length > 0) return unread;
  const operatorProblem = operatorFault(fact, operator);
  if (operatorProblem !== undefined)
    return [
      issueAt(
        [...path, "operator"],
        "rulebook/operator-does-not-fit",
        operatorProblem,
        "choose an operator of the fact's type",
      ),
    ];
  const given = [...path, "value"];
  if (operator === "in" && !Array.isArray(value))
    return [issueAt(given, "rulebook/value-does-not-fit", "expected a list for `in`", "use `equal` for one value")];
  if (operator !== "in" && Array.isArray(value))
    return [
      issueAt(given, "rulebook/value-does-not-fit", `expected one value for \`${operator}\``, "use `in` for a list"),
    ];
  const values: readonly Scalar[] = Array.isArray(value) ? value : [value as Scalar];
  if (values.length === 0)
    return [
      issueAt(given, "rulebook/empty-list", "expected at least one value for `in`", "an empty list can never hold"),
    ];
  return values.flatMap((one, index) => {
    const problem = valueFault(fact, one);
    if (problem === undefined) return [];
    return [
      issueAt(
        operator === "in" ? [...given, index] : given,
        "rulebook/value-does-not-fit",
        `${problem} for \`${fact.name}\``,
        fact.values === undefined || typeof one !== "string"
          ? "see the fact's type and range in the vocabulary"
          : suggest(one, fact.values),
      ),
    ];
  });
}
