import { Engine, type RuleProperties } from "json-rules-engine";
import { type Contender, subjectBySubject } from "../contender.ts";
import { type Condition, isLeaf } from "../ours.ts";
import { flatFacts, plainName, verdictsByName, versionOf } from "./flat-facts.ts";

export const jsonRulesEngineContender: Contender = {
  name: "json-rules-engine",
  ...versionOf("json-rules-engine"),
  logic: "two-valued",
  use: "one engine per scope with `allowUndefinedFacts`, its runs one after another",
  prepare: subjectBySubject("asynchronous", (scope) => {
    const engine = new Engine([], { allowUndefinedFacts: true });
    for (const { name, conditions } of scope.rules)
      engine.addRule({
        name,
        conditions: renamed(conditions) as RuleProperties["conditions"],
        event: { type: "recommendation" },
      });
    const read = verdictsByName(scope);
    return {
      input: flatFacts,
      evaluate: (facts) => engine.run(facts as Record<string, unknown>),
      verdicts: (result) => read((result as { results: { name: string }[] }).results.map(({ name }) => name)),
    };
  }),
};

function renamed(condition: Condition): unknown {
  if (isLeaf(condition)) return { ...condition, fact: plainName(condition.fact) };
  if ("not" in condition) return { not: renamed(condition.not) };
  return "all" in condition ? { all: condition.all.map(renamed) } : { any: condition.any.map(renamed) };
}
