import { type Contender, type PreparedScope, subjectBySubject } from "../contender.ts";
import {
  CANNOT_TELL,
  type Cell,
  type Condition,
  FIRES,
  isKnown,
  isLeaf,
  type Leaf,
  leafTruth,
  leavesOf,
  NO,
  type ScopeRules,
  TRUE,
  UNKNOWN,
} from "../ours.ts";
import { flatValue } from "./flat-facts.ts";
import { comparison } from "./javascript.ts";

// What no rule engine without code generation can pass: one function per scope, facts in an array by number, each distinct leaf
// evaluated once into a local variable.

/** A truth as two bits, whether it holds and whether it may hold: `and` and `or` are those of the bits. */
const bits = { no: 0, unknown: 1, yes: 3 } as const;

interface Leaves {
  /** Distinct leaves by fact, with the name of the variable of each. */
  readonly byFact: ReadonlyMap<string, readonly { readonly leaf: Leaf; readonly variable: string }[]>;
  readonly variableOf: (leaf: Leaf) => string;
}

function distinctLeaves({ rules }: ScopeRules): Leaves {
  const variables = new Map<string, string>();
  const byFact = new Map<string, { leaf: Leaf; variable: string }[]>();
  const keyOf = (leaf: Leaf): string => JSON.stringify([leaf.fact, leaf.operator, leaf.value]);
  for (const leaf of rules.flatMap(({ conditions }) => leavesOf(conditions))) {
    const key = keyOf(leaf);
    if (variables.has(key)) continue;
    const variable = `l${variables.size}`;
    variables.set(key, variable);
    byFact.set(leaf.fact, [...(byFact.get(leaf.fact) ?? []), { leaf, variable }]);
  }
  return { byFact, variableOf: (leaf) => variables.get(keyOf(leaf)) ?? "" };
}

interface Connectives {
  readonly all: string;
  readonly any: string;
  readonly not: (part: string) => string;
}

function combine(condition: Condition, leaves: Leaves, connectives: Connectives): string {
  if (isLeaf(condition)) return leaves.variableOf(condition);
  if ("not" in condition) return connectives.not(combine(condition.not, leaves, connectives));
  const [parts, connective] = "all" in condition ? [condition.all, connectives.all] : [condition.any, connectives.any];
  return `(${parts.map((part) => combine(part, leaves, connectives)).join(connective)})`;
}

type Generated = (
  slots: readonly unknown[],
  out: Uint8Array,
  slow: (cell: Cell, index: number) => number,
) => Uint8Array;

function twoValuedSource(scope: ScopeRules): string {
  const leaves = distinctLeaves(scope);
  const lines = scope.facts.flatMap((fact, slot) => [
    `const f${slot} = slots[${slot}];`,
    ...(leaves.byFact.get(fact) ?? []).map(
      ({ leaf, variable }) => `const ${variable} = ${comparison(`f${slot}`, leaf.operator, leaf.value)};`,
    ),
  ]);
  const connectives: Connectives = { all: " && ", any: " || ", not: (part) => `!${part}` };
  const results = scope.rules.map(
    ({ conditions }, index) => `out[${index}] = ${combine(conditions, leaves, connectives)} ? 1 : 0;`,
  );
  return [...lines, ...results, "return out;"].join("\n");
}

function threeValuedSource(scope: ScopeRules, slowLeaves: Leaf[]): string {
  const leaves = distinctLeaves(scope);
  const lines = scope.facts.flatMap((fact, slot) => {
    const own = leaves.byFact.get(fact) ?? [];
    const found = `f${slot}`;
    const assign = (to: (leaf: Leaf) => string | number): string =>
      own.map(({ leaf, variable }) => `${variable} = ${to(leaf)};`).join(" ");
    return [
      `const ${found} = slots[${slot}]; let ${own.map(({ variable }) => variable).join(", ")};`,
      `if (${found} === undefined) { ${assign(() => bits.unknown)} }`,
      `else if (typeof ${found} === "object") { ${assign((leaf) => `slow(${found}, ${slowLeaves.push(leaf) - 1})`)} }`,
      `else { ${assign((leaf) => `${comparison(found, leaf.operator, leaf.value)} ? ${bits.yes} : ${bits.no}`)} }`,
    ];
  });
  const connectives: Connectives = {
    all: " & ",
    any: " | ",
    // Not known to fail becomes known to hold, and the other way round: the bits change places and turn.
    not: (part) => `(3 ^ ((${part} >> 1) | ((${part} & 1) << 1)))`,
  };
  const results = scope.rules.map(
    ({ conditions }, index) => `out[${index}] = ${combine(conditions, leaves, connectives)};`,
  );
  return [...lines, ...results, "return out;"].join("\n");
}

function generate(source: string): Generated {
  return new Function("slots", "out", "slow", source) as Generated;
}

interface GeneratedInput {
  readonly slots: readonly unknown[];
  readonly out: Uint8Array;
}

function prepared(
  scope: ScopeRules,
  run: Generated,
  slot: (cell: Cell | undefined) => unknown,
  slow: (cell: Cell, index: number) => number,
  verdictOf: (value: number) => number,
): PreparedScope {
  return {
    // The place for the results is made with the input: the limit allocates nothing.
    input: (cells): GeneratedInput => ({
      slots: scope.facts.map((fact) => slot(cells.get(fact))),
      out: new Uint8Array(scope.rules.length),
    }),
    evaluate: (input) => run((input as GeneratedInput).slots, (input as GeneratedInput).out, slow),
    verdicts: (result) => (result as Uint8Array).map(verdictOf),
  };
}

export const generatedTwoValued: Contender = {
  name: "generated JavaScript, two-valued",
  logic: "two-valued",
  use: "`new Function` per scope, facts by number, distinct leaves once: the limit",
  prepare: subjectBySubject("synchronous", (scope) =>
    prepared(
      scope,
      generate(twoValuedSource(scope)),
      (cell) => (cell === undefined ? undefined : flatValue(cell)),
      () => 0,
      (value) => (value === 1 ? FIRES : NO),
    ),
  ),
};

export const generatedThreeValued: Contender = {
  name: "generated JavaScript, three-valued",
  logic: "three-valued",
  use: "the same in three-valued logic, with intervals: the limit for our meaning",
  prepare: subjectBySubject("synchronous", (scope) => {
    const slowLeaves: Leaf[] = [];
    const source = threeValuedSource(scope, slowLeaves);
    return prepared(
      scope,
      generate(source),
      (cell) => (cell === undefined || (!isKnown(cell) && cell.kind === "unknown") ? undefined : cell),
      (cell, index) => {
        const leaf = slowLeaves[index] as Leaf;
        const truth = leafTruth(leaf.operator, cell, leaf.value);
        return truth === UNKNOWN ? bits.unknown : truth === TRUE ? bits.yes : bits.no;
      },
      (value) => (value === bits.yes ? FIRES : value === bits.no ? NO : CANNOT_TELL),
    );
  }),
};
