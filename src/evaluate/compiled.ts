import type { Cells, FactStore } from "../facts/store.ts";
import type { FactTable } from "../facts/table.ts";
import { unknownCell } from "../logic/cell.ts";
import { type Expected, leafTruth, type Operator, test } from "../logic/operators.ts";
import { FALSE, TRUE, type Truth, UNKNOWN } from "../logic/truth.ts";
import { ALL, NOT, type Node, NodePool } from "./gates.ts";
import type { Outcomes, RuleNumbers } from "./outcomes.ts";
import type { RuleSet } from "./program.ts";

/** The compiled form of a rule set: each distinct leaf and combination is evaluated once for a subject. */
export interface CompiledRules {
  /** Fills in the outcomes of the set's rules for all its subjects. */
  readonly evaluate: (store: FactStore, outcomes: Outcomes) => void;
}

/**
 * Compiles a rule set. No code is generated: it runs under any content-security policy. What rests on the patient alone is
 * evaluated once for all subjects of the set, the rest once for each.
 */
export function compileRules({ rules, scope }: RuleSet, table: FactTable, numbers: RuleNumbers): CompiledRules {
  const pool = new NodePool();
  const roots = rules.map((rule) => pool.add(rule.conditions));
  const { shared, own } = splitByScope(pool.nodes, table, scope === "patient");
  const indexOf = new Map([...shared, ...own].map((node, index) => [node, index]));
  const truths = new Uint8Array(indexOf.size);
  const sharedPart = compilePart(shared, indexOf, table, truths);
  const ownPart = compilePart(own, indexOf, table, truths);
  const rootIndexes = Int32Array.from(roots, (root) => indexOf.get(root) as number);
  const ruleNumbers = Int32Array.from(rules, ({ name }) => numbers.get(name) as number);
  return {
    evaluate: (store, outcomes) => {
      let isShared = false;
      for (const [place, subject] of store.subjects.entries()) {
        if (subject.kind !== scope) continue;
        if (!isShared) sharedPart.evaluate(store.cellsAt(0, sharedPart.facts));
        isShared = true;
        ownPart.evaluate(store.cellsAt(place, ownPart.facts));
        const into = outcomes.at(place);
        for (let index = 0; index < rootIndexes.length; index += 1)
          into[ruleNumbers[index] as number] = truths[rootIndexes[index] as number] as number;
      }
    },
  };
}

/** Nodes that read facts of the patient only, and the others. A patient's set has no others. */
function splitByScope(nodes: readonly Node[], table: FactTable, isPatient: boolean): { shared: Node[]; own: Node[] } {
  const shared = new Set<Node>();
  if (!isPatient)
    for (const node of nodes)
      if (
        node.kind === "leaf"
          ? table.at(table.number(node.leaf.fact)).scope === "patient"
          : node.parts.every((part) => shared.has(part))
      )
        shared.add(node);
  return { shared: [...shared], own: nodes.filter((node) => !shared.has(node)) };
}

interface Part {
  /** The facts that its leaves read. */
  readonly facts: readonly number[];
  readonly evaluate: (cells: Cells) => void;
}

/** Compiles nodes into lists of numbers; their truths are written where other parts can read them. */
function compilePart(
  nodes: readonly Node[],
  indexOf: ReadonlyMap<Node, number>,
  table: FactTable,
  truths: Uint8Array,
): Part {
  const byFact = new Map<number, LeafList>();
  const gates: { kind: number; index: number; parts: readonly number[] }[] = [];
  for (const node of nodes) {
    const index = indexOf.get(node) as number;
    if (node.kind === "gate") {
      gates.push({ kind: node.gate, index, parts: node.parts.map((part) => indexOf.get(part) as number) });
      continue;
    }
    const fact = table.number(node.leaf.fact);
    const list = byFact.get(fact) ?? { fact, indexes: [], operators: [], values: [] };
    list.indexes.push(index);
    list.operators.push(node.leaf.operator);
    list.values.push(node.leaf.value);
    byFact.set(fact, list);
  }
  const lists = [...byFact.values()];
  const evaluateGates = compileGates(gates, truths);
  return {
    facts: [...byFact.keys()],
    evaluate: (cells) => {
      for (let index = 0; index < lists.length; index += 1) evaluateLeaves(lists[index] as LeafList, cells, truths);
      evaluateGates();
    },
  };
}

/** The distinct leaves on one fact. */
interface LeafList {
  readonly fact: number;
  readonly indexes: number[];
  readonly operators: Operator[];
  readonly values: Expected[];
}

function evaluateLeaves({ fact, indexes, operators, values }: LeafList, cells: Cells, truths: Uint8Array): void {
  const cell = cells[fact];
  for (let leaf = 0; leaf < indexes.length; leaf += 1) {
    let truth: Truth;
    // A fact that nobody could look up for this subject is unknown.
    if (cell === unknownCell || cell === undefined) truth = UNKNOWN;
    else if (typeof cell === "object") truth = leafTruth(operators[leaf] as Operator, cell, values[leaf] as Expected);
    else if (operators[leaf] === "equal") truth = cell === values[leaf] ? TRUE : FALSE;
    else truth = test(operators[leaf] as Operator, cell, values[leaf] as Expected) ? TRUE : FALSE;
    truths[indexes[leaf] as number] = truth;
  }
}

/** Gates one after the other, each after its parts: a loop over numbers, without a call for each. */
function compileGates(
  gates: readonly { kind: number; index: number; parts: readonly number[] }[],
  truths: Uint8Array,
): () => void {
  const kinds = Uint8Array.from(gates, ({ kind }) => kind);
  const indexes = Int32Array.from(gates, ({ index }) => index);
  const parts = Int32Array.from(gates.flatMap((gate) => gate.parts));
  const ends = new Int32Array(gates.length);
  let end = 0;
  for (const [index, gate] of gates.entries()) {
    end += gate.parts.length;
    ends[index] = end;
  }
  return () => {
    let part = 0;
    for (let gate = 0; gate < kinds.length; gate += 1) {
      const end = ends[gate] as number;
      const kind = kinds[gate];
      let result: number;
      if (kind === ALL) {
        result = TRUE;
        for (; part < end; part += 1) {
          const truth = truths[parts[part] as number] as number;
          if (truth >= result) continue;
          result = truth;
          if (truth === FALSE) break;
        }
      } else if (kind === NOT) result = TRUE - (truths[parts[part] as number] as number);
      else {
        result = FALSE;
        for (; part < end; part += 1) {
          const truth = truths[parts[part] as number] as number;
          if (truth <= result) continue;
          result = truth;
          if (truth === TRUE) break;
        }
      }
      part = end;
      truths[indexes[gate] as number] = result;
    }
  };
}
