import { type Condition, type Leaf, leavesOf } from "../../logic/condition.ts";
import type { Rule } from "../../rulebook/rule.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { type Derivation, type Fact, isCaseFact, type Scope } from "../../rulebook/vocabulary.ts";
import { type FactColumn, Layout } from "./layout.ts";

/** What the columns need of a rulebook's facts: where everything stands, and in which order it is worked out. */
export interface Requirements {
  readonly layout: Layout;
  /** The facts that rules read, directly or behind others: each after those that it is worked out from. */
  readonly order: readonly FactColumn[];
}

/** Something that is not evaluated in columns: the advisor answers the cases instead. */
const unsupported = Symbol("unsupported");

/**
 * Follows the rules' conditions down to the facts of the case, so that nothing else is worked out. Undefined where they rest on
 * something that stands in no column: decided slots, what is left of a decided time, numbers of veins.
 */
export function requirementsOf(rules: readonly Rule[], rulebook: Rulebook): Requirements | undefined {
  const layout = new Layout();
  const order: FactColumn[] = [];

  const needFact = (name: string, reader: Scope): FactColumn => {
    const fact = rulebook.facts.get(name);
    if (fact === undefined || (fact.scope !== "patient" && fact.scope !== reader)) throw unsupported;
    const known = layout.columns.get(name);
    if (known !== undefined) return known;
    const ofVein = fact.scope === "vein";
    const column: FactColumn = { fact, ofVein, leaves: [], given: undefined, cells: undefined };
    layout.columns.set(name, column);
    for (const { when } of fact.settled ?? []) needLeaf(when, fact.scope);
    if (fact.slot !== undefined || (isCaseFact(fact) && subjectOf(name) !== fact.scope)) throw unsupported;
    if (fact.derive !== undefined) needDerivation(fact, fact.derive);
    if (fact.settled !== undefined || fact.derive !== undefined || fact.absent !== undefined)
      column.given = layout.plane(ofVein);
    order.push(column);
    return column;
  };
  const needLeaf = (leaf: Leaf, reader: Scope): void => {
    layout.leaf(needFact(leaf.fact, reader), leaf);
  };
  const needCondition = (condition: Condition, reader: Scope): void => {
    for (const leaf of leavesOf(condition)) needLeaf(leaf, reader);
  };
  const needValue = (name: string, reader: Scope): void => {
    const column = needFact(name, reader);
    if (column.ofVein || !holdsValues(column.fact)) throw unsupported;
    layout.keepCells(column);
  };
  const needDerivation = ({ scope }: Fact, derivation: Derivation): void => {
    if ("condition" in derivation) needCondition(derivation.condition, scope);
    else if ("count" in derivation) for (const part of derivation.count) needCondition(part, scope);
    else if ("someVein" in derivation && scope === "patient") needCondition(derivation.someVein, "vein");
    else if ("everyVein" in derivation && scope === "patient") needCondition(derivation.everyVein, "vein");
    else if ("compare" in derivation && scope !== "vein") {
      needValue(derivation.compare.fact, scope);
      needValue(derivation.compare.toFact, scope);
    } else if ("elapsed" in derivation && scope !== "vein") {
      needValue(derivation.elapsed.since, scope);
      needValue("asOf", scope);
    } else if (!("constant" in derivation)) throw unsupported;
  };

  try {
    for (const rule of rules) needCondition(rule.conditions, rule.scope);
  } catch (reason) {
    if (reason === unsupported) return undefined;
    throw reason;
  }
  return { layout, order };
}

/** Whom a case gives a fact of: that of the group in which it stands. */
function subjectOf(name: string): Scope {
  return name.startsWith("vein.") ? "vein" : name.startsWith("followUp.") ? "followUp" : "patient";
}

/** Whether a fact's values pass through a column: those that are worked out as planes do not. */
function holdsValues({ derive }: Fact): boolean {
  return derive === undefined || "constant" in derive || "elapsed" in derive || "compare" in derive;
}
