import { conditionPlanes, knownOf } from "./cells.ts";
import { countOf } from "./facts.ts";
import { compare, type Formula, not, number } from "./formula.ts";
import type { Planes } from "./kleene.ts";
import type { RulebookModel } from "./model.ts";
import type { PropertyCondition } from "./property.ts";

/** The truth of a property's condition for a vein, or for the patient. */
export function propertyPlanes(model: RulebookModel, condition: PropertyCondition, vein: string | undefined): Planes {
  const lookUp = model.lookUp(vein);
  if (!("atLeast" in condition)) return conditionPlanes(condition, lookUp);
  const parts = condition.of.map((part) => conditionPlanes(part, lookUp));
  const least = number(condition.atLeast);
  return {
    t: compare("<=", least, countOf(parts.map(({ t }) => t))),
    f: compare("<", countOf(parts.map(({ f }) => not(f))), least),
  };
}

/** Whether a fact is known for a vein, or for the patient. */
export function isKnown(model: RulebookModel, fact: string, vein: string | undefined): Formula {
  return knownOf(model.cell(fact, vein));
}
