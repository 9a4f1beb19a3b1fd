import zen from "@gorules/zen-engine";
import { type Contender, subjectBySubject } from "../contender.ts";
import { type Condition, isLeaf } from "../ours.ts";
import { flatFactsWithValue, plainName, verdictsByName, versionOf } from "./flat-facts.ts";

const { ZenEngine } = zen;

const operators = {
  equal: "==",
  in: "in",
  lessThan: "<",
  lessThanInclusive: "<=",
  greaterThan: ">",
  greaterThanInclusive: ">=",
} as const;

function expressionOf(condition: Condition): string {
  if (isLeaf(condition))
    return `${plainName(condition.fact)} ${operators[condition.operator]} ${JSON.stringify(condition.value)}`;
  if ("not" in condition) return `not (${expressionOf(condition.not)})`;
  return "all" in condition
    ? condition.all.map((part) => `(${expressionOf(part)})`).join(" and ")
    : condition.any.map((part) => `(${expressionOf(part)})`).join(" or ");
}

export const zenEngine: Contender = {
  name: "@gorules/zen-engine",
  ...versionOf("@gorules/zen-engine"),
  logic: "two-valued",
  use: "a decision table per scope that collects, a row per rule, its condition as one expression",
  prepare: subjectBySubject("asynchronous", (scope) => {
    const position = { x: 0, y: 0 };
    const decision = new ZenEngine().createDecision({
      nodes: [
        { id: "facts", type: "inputNode", name: "facts", position },
        {
          id: "rules",
          type: "decisionTableNode",
          name: "rules",
          position,
          content: {
            hitPolicy: "collect",
            inputs: [{ id: "when", name: "when", type: "expression" }],
            outputs: [{ id: "then", name: "then", field: "rule", type: "expression" }],
            rules: scope.rules.map(({ name, conditions }) => ({
              _id: name,
              when: expressionOf(conditions),
              // biome-ignore lint/suspicious/noThenProperty: the name of a column
              then: JSON.stringify(name),
            })),
          },
        },
        { id: "fired", type: "outputNode", name: "fired", position },
      ],
      edges: [
        { id: "in", sourceId: "facts", targetId: "rules", type: "edge" },
        { id: "out", sourceId: "rules", targetId: "fired", type: "edge" },
      ],
    });
    const read = verdictsByName(scope);
    return {
      // It refuses NaN; its comparisons with an absent fact are false all the same.
      input: flatFactsWithValue,
      evaluate: (facts) => decision.evaluate(facts),
      verdicts: (result) => read((result as { result: { rule: string }[] }).result.map(({ rule }) => rule)),
    };
  }),
};
