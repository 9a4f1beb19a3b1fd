import { Engine } from "json-rules-engine";
import { afterEach, describe, expect, test, vi } from "vitest";
import { prepareEngine } from "../../src/evaluate/json-rules-engine.ts";
import { outcomeName } from "../../src/evaluate/outcome.ts";
import { type Cell, interval, unknownCell } from "../../src/logic/cell.ts";
import type { Condition } from "../../src/logic/condition.ts";
import type { Rule } from "../../src/rulebook/rule.ts";
import { leaf, rule } from "../support/small-rulebook.ts";

// What is read off the engine's results, whatever state they are in: nothing that it did not evaluate may pass for an answer.

type Tree = Readonly<Record<string, unknown>>;
type Results = Awaited<ReturnType<Engine["run"]>>;

const named = (name: string, conditions: Condition): Rule => rule(name, conditions) as Rule;

async function outcomes(rules: readonly Rule[], cells: Readonly<Record<string, Cell>> = {}): Promise<string[]> {
  const { evaluate } = prepareEngine({ scope: "patient", stage: 0, rules });
  return [...(await evaluate((fact) => cells[fact] ?? unknownCell))].map(outcomeName);
}

/** Lets the engine answer with these trees, by the name of the rule. */
function answering(trees: Readonly<Record<string, Tree>>): void {
  const results = Object.entries(trees).map(([name, conditions]) => ({ name, conditions }));
  vi.spyOn(Engine.prototype, "run").mockResolvedValue({ results, failureResults: [] } as unknown as Results);
}

afterEach(() => {
  vi.restoreAllMocks();
});

const smokes = named("smokes", leaf("conditions.smoking"));
const evaluated: Tree = { operator: "equal", value: true, factResult: true, result: true };

describe("a node that the engine did not evaluate", () => {
  test.each<[string, Tree]>([
    ["no result", { operator: "equal", value: true, factResult: true }],
    ["no fact", { operator: "equal", value: true, result: true }],
    ["neither", { operator: "equal", value: true }],
  ])("%s: the rule is failed", async (_, node) => {
    answering({ smokes: { all: [evaluated, node] } });
    expect(await outcomes([smokes])).toEqual(["failed"]);
  });

  test("under `not` as well", async () => {
    answering({ smokes: { not: { operator: "equal", value: true } } });
    expect(await outcomes([smokes])).toEqual(["failed"]);
  });

  test("only that rule is failed", async () => {
    answering({ smokes: { any: [{}] }, drinks: { all: [evaluated] } });
    expect(await outcomes([smokes, named("drinks", leaf("conditions.alcohol"))])).toEqual(["failed", "applies"]);
  });
});

test("an error that is none of that kind is not swallowed", async () => {
  answering({ smokes: { operator: "no-such-operator", value: 1, factResult: interval(0, 2), result: false } });
  await expect(outcomes([smokes])).rejects.toThrow(TypeError);
});

test("a result for a rule that nobody asked for changes no outcome", async () => {
  const no: Tree = { ...evaluated, factResult: false, result: false };
  answering({ smokes: no, drinks: no, stranger: evaluated });
  const rules = [smokes, named("drinks", leaf("conditions.alcohol"))];
  expect(await outcomes(rules)).toEqual(["does-not-apply", "does-not-apply"]);
});

describe("the truth of a tree", () => {
  const cells = { yes: true, no: false } as const;
  const [yes, no, open] = [leaf("yes"), leaf("no"), leaf("open")];

  test.each<[string, Condition, string]>([
    ["all hold", { all: [yes, yes] }, "applies"],
    ["all, one does not", { all: [yes, open, no] }, "does-not-apply"],
    ["all, one is unknown", { all: [yes, open] }, "cannot-tell"],
    ["any, one holds", { any: [no, open, yes] }, "applies"],
    ["any, none does", { any: [no, no] }, "does-not-apply"],
    ["any, one is unknown", { any: [no, open] }, "cannot-tell"],
    ["not what does not hold", { all: [{ not: no }] }, "applies"],
    ["not what holds", { all: [{ not: yes }] }, "does-not-apply"],
    ["not what is unknown", { all: [{ not: open }] }, "cannot-tell"],
  ])("%s", async (_, conditions, outcome) => {
    expect(await outcomes([named("one", conditions)], cells)).toEqual([outcome]);
  });
});
