import { factsReadBy, slotsSetBy } from "../../rulebook/stages.ts";
import { type Fact, isCaseFact } from "../../rulebook/vocabulary.ts";
import { groupOf, titleOf } from "./names.ts";
import type { SiteModel } from "./site-model.ts";

/** The columns of the decision flow, from what is known to what is advised. */
export const columns = ["facts", "derived", "topics", "slots", "plan"] as const;
export type Column = (typeof columns)[number];

/** A box of the flow. */
export interface FlowNode {
  readonly id: string;
  readonly column: Column;
  readonly label: string;
  /** What a click leads to: a topic, the first fact or slot of a group. */
  readonly target: { readonly kind: "topic" | "fact" | "slot"; readonly name: string } | undefined;
}

/** What one box takes from another; `weight` counts rules, facts or slots. */
export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly weight: number;
}

/** The flow from facts over derived facts and topics to slots and the plan. */
export interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

const planLabels = {
  patient: "Plan for the patient",
  vein: "Plan for each vein",
  followUp: "After a session",
} as const;
const advice = "slot:";
const adviceOut = "plan:advice";

/** Reads the flow off the rulebook: facts and slots by their groups, derived facts and topics one by one. */
export function flowOf(model: SiteModel): Flow {
  const { rulebook, topics } = model;
  const nodes = new Map<string, FlowNode>();
  const weights = new Map<string, FlowEdge>();
  const node = (one: FlowNode): string => {
    if (!nodes.has(one.id)) nodes.set(one.id, one);
    return one.id;
  };
  const edge = (from: string, to: string): void => {
    const key = `${from} ${to}`;
    weights.set(key, { from, to, weight: (weights.get(key)?.weight ?? 0) + 1 });
  };
  const factNode = (name: string): string | undefined => {
    const fact = rulebook.facts.get(name);
    if (fact === undefined || isConstant(fact)) return undefined;
    if (!isCaseFact(fact)) return derivedNode(fact);
    const group = groupOf(name);
    const members = [...rulebook.facts.values()].filter((one) => isCaseFact(one) && groupOf(one.name) === group);
    const label = members.length === 1 ? fact.label : `${titleOf(group)} (${members.length})`;
    const target = { kind: "fact", name: members[0]?.name ?? name } as const;
    return node({ id: `fact:${group}`, column: "facts", label, target });
  };
  const derivedNode = (fact: Fact): string => {
    const id = `derived:${fact.name}`;
    const isNew = !nodes.has(id);
    const label = fact.slot === undefined ? fact.label : `Decided: ${fact.label.toLowerCase()}`;
    node({ id, column: "derived", label, target: { kind: "fact", name: fact.name } });
    if (isNew)
      for (const input of fact.inputs) {
        const from = factNode(input);
        if (from !== undefined) edge(from, id);
      }
    return id;
  };
  const slotNode = (name: string): string => {
    const group = groupOf(name);
    const members = [...rulebook.slots.values()].filter((one) => groupOf(one.name) === group);
    const label = members.length === 1 ? (members[0]?.label ?? name) : `${titleOf(group)} (${members.length})`;
    return node({
      id: `slot:${group}`,
      column: "slots",
      label,
      target: { kind: "slot", name: members[0]?.name ?? name },
    });
  };
  for (const [topic, rules] of topics) {
    const label = `${titleOf(topic)} (${rules.length})`;
    const id = node({ id: `topic:${topic}`, column: "topics", label, target: { kind: "topic", name: topic } });
    for (const rule of rules) {
      const read = new Set(factsReadBy(rule).map(factNode));
      for (const from of read) if (from !== undefined) edge(from, id);
      const set = new Set(slotsSetBy(rule).map(slotNode));
      for (const to of set) edge(id, to);
      if (set.size === 0)
        edge(id, node({ id: advice, column: "slots", label: "No decision: advice", target: undefined }));
    }
  }
  for (const slot of rulebook.slots.values()) {
    if (!nodes.has(`slot:${groupOf(slot.name)}`)) continue;
    const label = planLabels[slot.scope];
    edge(slotNode(slot.name), node({ id: `plan:${slot.scope}`, column: "plan", label, target: undefined }));
  }
  if (nodes.has(advice))
    edge(advice, node({ id: adviceOut, column: "plan", label: "Recommendations", target: undefined }));
  return { nodes: [...nodes.values()], edges: [...weights.values()] };
}

/** The same for every case: it takes nothing in and tells nothing apart. */
function isConstant({ derive }: Fact): boolean {
  return derive !== undefined && "constant" in derive;
}
