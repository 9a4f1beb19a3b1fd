import type { Outcomes } from "../evaluate/outcomes.ts";
import { readableLeaf } from "../facts/readable.ts";
import type { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import { truthName } from "../logic/truth.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Citation } from "../rulebook/source.ts";
import type { ExplainedNode, Explanation, NeededChange } from "./explanation.ts";
import { foundOf } from "./reason.ts";
import { reasonLibrary } from "./reason-library.ts";
import { Reasoner } from "./reasoner.ts";
import { type TruthTree, truthTree } from "./tree.ts";
import { type Assignment, type WhyNot, type WhyNotInput, whyNot } from "./why-not.ts";

/** The path under which a case, or a change to it, names a fact. */
export function pathOfFact(fact: string, subject: Subject): string {
  return subject.kind === "vein" ? fact.replace(/^vein\./, () => `veins.${subject.id}.`) : fact;
}

export interface ExplainInput extends WhyNotInput {
  readonly outcomes: Outcomes;
}

const nothingNeeded: WhyNot = { sets: [], complete: true };

/** Explains one rule for one subject. */
export function explainRule(rule: Rule, subject: Subject, input: ExplainInput): Explanation {
  const { rulebook, store, outcomes } = input;
  const reasoner = new Reasoner(reasonLibrary(rulebook), store);
  const place = store.placeOf(subject);
  const explain = (tree: TruthTree, decides: boolean): ExplainedNode => {
    if (tree.kind !== "leaf") return explainedGate(tree, decides, explain);
    const leaf = readableLeaf(tree.leaf, store.table);
    return { kind: "leaf", decides, ...reasoner.reason(leaf, tree.truth, place) };
  };
  const outcome = outcomes.get(rule.name, subject);
  const { sets, complete } =
    outcome === "does-not-apply" || outcome === "cannot-tell" ? whyNot(rule, subject, input) : nothingNeeded;
  return {
    rule: rule.name,
    title: rule.title,
    subject,
    outcome,
    tree: explain(truthTree(rule.conditions, store, subject), true),
    because: reasoner.because(rule.conditions, place),
    whyNot: sets.map((set) => set.map((assignment) => neededChange(assignment, rulebook, store))),
    ...(complete ? {} : { whyNotComplete: false as const }),
    sources: [...rule.sources, ...(rule.resolution ?? [])].map((id) => rulebook.citations.get(id) as Citation),
  };
}

function neededChange({ fact, subject, value }: Assignment, rulebook: Rulebook, store: FactStore): NeededChange {
  return {
    path: pathOfFact(fact, subject),
    fact,
    label: rulebook.facts.get(fact)?.label ?? fact,
    found: foundOf(store.get(fact, subject)),
    needed: value,
  };
}

function explainedGate(
  tree: Exclude<TruthTree, { kind: "leaf" }>,
  decides: boolean,
  explain: (part: TruthTree, decides: boolean) => ExplainedNode,
): ExplainedNode {
  return {
    kind: tree.kind,
    truth: truthName(tree.truth),
    decides,
    parts: tree.parts.map((part) => explain(part, decides && (tree.kind === "not" || part.truth === tree.truth))),
  };
}
