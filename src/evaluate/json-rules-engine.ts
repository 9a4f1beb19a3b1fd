import { Engine, Fact } from "json-rules-engine";
import { type Cell, isKnown } from "../logic/cell.ts";
import type { Condition } from "../logic/condition.ts";
import { factsOf } from "../logic/condition.ts";
import { type Expected, leafTruth, type Operator, operators, test } from "../logic/operators.ts";
import { and, FALSE, not, or, TRUE, type Truth, truth } from "../logic/truth.ts";
import { FAILED, type OutcomeCode } from "./outcome.ts";
import type { RuleSet } from "./program.ts";

// The only file that imports json-rules-engine. What it must not be trusted with is contained here: it never decides what
// unknown means (H3), never runs twice at once (H2), knows no operator but ours (H7), resolves no path (H1), and a rule that it
// loses is `failed` (H2). Rule files have been checked before they come here (H4, H5, H6, H10).

/** A fact for the engine: a cell, or a promise of one. It never rejects: a failed fact is a cell too. */
export type AsyncLookUp = (fact: string) => Cell | Promise<Cell>;

/** A rule set that runs on json-rules-engine. */
export interface EngineRules {
  /** The outcomes of the set's rules, in its order, as `OutcomeCode`s. */
  readonly evaluate: (lookUp: AsyncLookUp) => Promise<Uint8Array>;
}

/** A node of the engine's result tree. */
interface ResultNode {
  readonly all?: readonly ResultNode[];
  readonly any?: readonly ResultNode[];
  readonly not?: ResultNode;
  readonly operator?: string;
  readonly value?: Expected;
  readonly factResult?: Cell;
  readonly result?: boolean;
}

class NotEvaluated extends Error {}

const foreignOperators = ["notEqual", "notIn", "contains", "doesNotContain"];

function refusePath(): never {
  throw new Error("paths are not part of a rule");
}

function createEngine(rules: RuleSet["rules"]): Engine {
  const engine = new Engine([], { pathResolver: refusePath });
  for (const operator of operators)
    engine.addOperator<Cell, Expected>(operator, (cell, expected) => isKnown(cell) && test(operator, cell, expected));
  for (const operator of foreignOperators) engine.removeOperator(operator);
  // The rules' own events stay here: the engine would clone them with every result.
  for (const { name, conditions } of rules)
    engine.addRule({ name, conditions: engineConditions(conditions), event: { type: "recommendation" } });
  return engine;
}

/** How many engines of a rule set wait for the next run: a burst of calls makes many, which would be kept for ever. */
const mostIdle = 16;

/** The engine asks for nested mutable types; it copies what it is given. */
function engineConditions(
  conditions: Condition,
): ConstructorParameters<typeof Engine>[0] extends (infer R)[] | undefined
  ? R extends { conditions: infer C }
    ? C
    : never
  : never {
  return conditions as never;
}

/**
 * Prepares a rule set for the engine. A few idle engines are kept and used again; one that runs is never shared. Many rules have the
 * same conditions (what holds for everyone, for each vein, for foam): the engine is asked for the first of them, and what it
 * finds holds for all.
 */
export function prepareEngine({ rules }: RuleSet): EngineRules {
  const idle: Engine[] = [];
  const { asked, positions } = withoutRepeats(rules);
  const facts = [...new Set(asked.flatMap(({ conditions }) => [...factsOf(conditions)]))];
  const positionOf = new Map(asked.map(({ name }, position) => [name, position]));
  return {
    evaluate: async (lookUp) => {
      const engine = idle.pop() ?? createEngine(asked);
      const { results, failureResults } = await engine.run(givenFacts(facts, lookUp));
      if (idle.length < mostIdle) idle.push(engine);
      const found = new Uint8Array(asked.length).fill(FAILED);
      for (const list of [results, failureResults])
        for (const { name, conditions } of list)
          found[positionOf.get(name) ?? -1] = outcomeOfTree(conditions as ResultNode);
      return Uint8Array.from(positions, (position) => found[position] as number);
    },
  };
}

/** The first rule of each conditions, and for every rule the position of the one that has its own. */
function withoutRepeats(rules: RuleSet["rules"]): { asked: RuleSet["rules"]; positions: readonly number[] } {
  const known = new Map<string, number>();
  const asked: RuleSet["rules"][number][] = [];
  const positions = rules.map((rule) => {
    const key = JSON.stringify(rule.conditions);
    const position = known.get(key) ?? asked.push(rule) - 1;
    known.set(key, position);
    return position;
  });
  return { asked, positions };
}

/** The facts as the engine takes them. It is told to keep none under a hash of its name: each has its value or its promise. */
function givenFacts(facts: readonly string[], lookUp: AsyncLookUp): Record<string, unknown> {
  const given: Record<string, unknown> = Object.create(null);
  for (const fact of facts) {
    const cell = lookUp(fact);
    given[fact] = new Fact<unknown>(fact, cell instanceof Promise ? () => cell : cell, { cache: false });
  }
  return given;
}

function outcomeOfTree(tree: ResultNode): OutcomeCode {
  try {
    return treeTruth(tree);
  } catch (error) {
    if (error instanceof NotEvaluated) return FAILED;
    throw error;
  }
}

/** Reads the truth off the result tree: what the engine found true is true, and of the rest what is known is false. */
function treeTruth(node: ResultNode): Truth {
  if (node.all !== undefined) {
    let result: Truth = TRUE;
    for (const part of node.all) result = and(result, treeTruth(part));
    return result;
  }
  if (node.any !== undefined) {
    let result: Truth = FALSE;
    for (const part of node.any) result = or(result, treeTruth(part));
    return result;
  }
  if (node.not !== undefined) return not(treeTruth(node.not));
  const { result, factResult, operator, value } = node;
  if (result === undefined || factResult === undefined) throw new NotEvaluated();
  if (isKnown(factResult)) return truth(result);
  return leafTruth(operator as Operator, factResult, value as Expected);
}
