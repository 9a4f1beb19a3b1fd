import { LogicEngine } from "json-logic-engine";
import jsonLogic from "json-logic-js";
import { type Contender, type PreparedScope, subjectBySubject } from "../contender.ts";
import { type Condition, FIRES, isLeaf, NO, type ScopeRules } from "../ours.ts";
import { plainName, shapedFacts, versionOf } from "./flat-facts.ts";

const operators = {
  equal: "===",
  in: "in",
  lessThan: "<",
  lessThanInclusive: "<=",
  greaterThan: ">",
  greaterThanInclusive: ">=",
} as const;

/** A condition as JsonLogic. An order is asked of a guarded fact only where the fact has a value. */
function jsonLogicOf(condition: Condition, guarded: ReadonlySet<string>): unknown {
  if (isLeaf(condition)) {
    const { fact, operator, value } = condition;
    const found = { var: plainName(fact) };
    const test = { [operators[operator]]: [found, value] };
    const ordered = operator !== "equal" && operator !== "in";
    return ordered && guarded.has(fact) ? { and: [{ "!==": [found, null] }, test] } : test;
  }
  if ("not" in condition) return { "!": [jsonLogicOf(condition.not, guarded)] };
  return "all" in condition
    ? { and: condition.all.map((part) => jsonLogicOf(part, guarded)) }
    : { or: condition.any.map((part) => jsonLogicOf(part, guarded)) };
}

/** One test per rule, each given the facts. */
function testEach(tests: readonly ((facts: unknown) => unknown)[], input: PreparedScope["input"]): PreparedScope {
  return {
    input,
    evaluate: (facts) => tests.map((test) => test(facts)),
    verdicts: (result) => Uint8Array.from(result as unknown[], (truthy) => (truthy ? FIRES : NO)),
  };
}

function logicOf({ rules }: ScopeRules, guarded: ReadonlySet<string> = new Set()): unknown[] {
  return rules.map(({ conditions }) => jsonLogicOf(conditions, guarded));
}

export const jsonLogicJs: Contender = {
  name: "json-logic-js",
  ...versionOf("json-logic-js"),
  logic: "two-valued",
  use: "`apply` of each rule",
  prepare: subjectBySubject("synchronous", (scope) =>
    testEach(
      logicOf(scope).map((logic) => (facts) => jsonLogic.apply(logic, facts)),
      shapedFacts(scope, true),
    ),
  ),
};

export const jsonLogicEngineInterpreted: Contender = {
  name: "json-logic-engine, interpreted",
  ...versionOf("json-logic-engine"),
  logic: "two-valued",
  use: "`run` of each rule",
  prepare: subjectBySubject("synchronous", (scope) => {
    const engine = new LogicEngine();
    // It throws at NaN: where a fact has no value, the fact is left out and its order is guarded.
    const logics = logicOf(scope, scope.valueless);
    return testEach(
      logics.map((logic) => (facts) => engine.run(logic, facts)),
      shapedFacts(scope, false),
    );
  }),
};

export const jsonLogicEngineCompiled: Contender = {
  name: "json-logic-engine, compiled",
  ...versionOf("json-logic-engine"),
  logic: "two-valued",
  use: "`build` of each rule, which generates JavaScript",
  prepare: subjectBySubject("synchronous", (scope) => {
    const engine = new LogicEngine();
    const logics = logicOf(scope, scope.valueless);
    return testEach(
      logics.map((logic) => engine.build(logic) as (facts: unknown) => unknown),
      shapedFacts(scope, false),
    );
  }),
};
