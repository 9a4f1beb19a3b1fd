import type { Cells, FactStore } from "../facts/store.ts";
import type { FactTable } from "../facts/table.ts";
import { truthOf } from "./bits.ts";
import { compileGates } from "./compile-gates.ts";
import { type LeafNode, type Node, NodePool } from "./gates.ts";
import { leafKinds } from "./leaves/kinds.ts";
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
  const positions = new Map<Node, number>();
  const bits = new Uint8Array(pool.nodes.length);
  const sharedPart = compilePart(shared, positions, table, bits);
  const ownPart = compilePart(own, positions, table, bits);
  const rootPositions = Int32Array.from(roots, (root) => positions.get(root) as number);
  const ruleNumbers = Int32Array.from(rules, ({ name }) => numbers.get(name) as number);
  return {
    evaluate: (store, outcomes) => {
      const places = store.places[scope];
      if (places.length === 0) return;
      sharedPart.evaluate(store.cellsAt(0, sharedPart.facts));
      for (const place of places) {
        ownPart.evaluate(store.cellsAt(place, ownPart.facts));
        const into = outcomes.at(place);
        for (let rule = 0; rule < rootPositions.length; rule += 1)
          into[ruleNumbers[rule] as number] = truthOf(bits[rootPositions[rule] as number] as number);
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

/** Compiles nodes, and gives them positions after those that have one: leaves first, kind by kind, then the gates. */
function compilePart(nodes: readonly Node[], positions: Map<Node, number>, table: FactTable, bits: Uint8Array): Part {
  const place = (node: Node): unknown => positions.set(node, positions.size);
  const leaves = nodes.filter((node) => node.kind === "leaf");
  const evaluateLeaves = leafKinds.map(({ isOf, compile }) => {
    const byFact = groupByFact(
      leaves.filter(({ leaf }) => isOf(leaf)),
      table,
    );
    const facts = [...byFact].map(([fact, own]) => ({ fact, leaves: own.map(({ leaf }) => leaf) }));
    const evaluate = compile(facts, bits, positions.size);
    for (const own of byFact.values()) own.forEach(place);
    return evaluate;
  });
  const gates = nodes.filter((node) => node.kind === "gate");
  const from = positions.size;
  gates.forEach(place);
  const evaluateGates = compileGates(gates, positions, bits, from);
  return {
    facts: [...groupByFact(leaves, table).keys()],
    evaluate: (cells) => {
      for (const evaluate of evaluateLeaves) evaluate(cells);
      evaluateGates();
    },
  };
}

function groupByFact(leaves: readonly LeafNode[], table: FactTable): Map<number, LeafNode[]> {
  const byFact = new Map<number, LeafNode[]>();
  for (const node of leaves) {
    const fact = table.number(node.leaf.fact);
    byFact.set(fact, [...(byFact.get(fact) ?? []), node]);
  }
  return byFact;
}
