import { type Condition, isLeaf, type Leaf } from "../logic/condition.ts";

/** How a gate makes one truth of others. */
export const ALL = 0;
export const ANY = 1;
export const NOT = 2;
export type Gate = typeof ALL | typeof ANY | typeof NOT;

export interface LeafNode {
  readonly kind: "leaf";
  readonly leaf: Leaf;
}
export interface GateNode {
  readonly kind: "gate";
  readonly gate: Gate;
  readonly parts: readonly Node[];
}
/** A node of all conditions together: a leaf, or a gate over other nodes. */
export type Node = LeafNode | GateNode;

/** Makes nodes of conditions; what stands in several of them becomes one node, and is then evaluated once. */
export class NodePool {
  readonly #byKey = new Map<string, Node>();
  readonly #keys = new Map<Node, number>();

  /** All nodes, each after its parts. */
  get nodes(): readonly Node[] {
    return [...this.#keys.keys()];
  }

  add(condition: Condition): Node {
    if (isLeaf(condition)) {
      const { fact, operator, value } = condition;
      return this.#pooled(JSON.stringify([fact, operator, value]), { kind: "leaf", leaf: condition });
    }
    if ("not" in condition) return this.#gate(NOT, [this.add(condition.not)]);
    const [gate, conditions] = "all" in condition ? ([ALL, condition.all] as const) : ([ANY, condition.any] as const);
    const parts = [...new Set(conditions.map((part) => this.add(part)))];
    // A list of one says what its only part says.
    return parts.length === 1 ? (parts[0] as Node) : this.#gate(gate, parts);
  }

  #gate(gate: Gate, parts: readonly Node[]): Node {
    const key = `${gate} ${parts.map((part) => this.#keys.get(part)).join(" ")}`;
    return this.#pooled(key, { kind: "gate", gate, parts });
  }

  #pooled(key: string, node: Node): Node {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.#byKey.set(key, node);
    this.#keys.set(node, this.#keys.size);
    return node;
  }
}
