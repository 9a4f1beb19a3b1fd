import type { RawRulebook } from "./raw.ts";
import type { SlotDefinition } from "./slots.ts";
import { decidedPrefix, type Fact, type FactDefinition, inputsOf } from "./vocabulary.ts";

/** The fact that holds a slot's decided value. Slots of lists, options and ranges can be read only by derivations. */
function decidedFact(name: string, slot: SlotDefinition): Fact {
  const type =
    slot.type === "flag" ? "boolean" : slot.type === "number" ? "number" : slot.type === "code" ? "code" : "string";
  return {
    name: decidedPrefix + name,
    type,
    scope: slot.scope,
    ...(slot.values === undefined ? {} : { values: slot.values }),
    ...(slot.unit === undefined ? {} : { unit: slot.unit }),
    ...(slot.min === undefined ? {} : { min: slot.min }),
    label: slot.label,
    yes: `the advice holds: ${slot.label.toLowerCase()}`,
    no: `the advice does not hold: ${slot.label.toLowerCase()}`,
    inputs: [],
    slot: name,
  };
}

/** The case's, the derived and the decided facts of a rulebook, by name. */
export function factsOfRulebook(raw: Pick<RawRulebook, "facts" | "slots">): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const [name, definition] of Object.entries(raw.facts) as [string, FactDefinition][]) {
    const settling = (definition.settled ?? []).map((rule) => rule.when.fact);
    const derived = definition.derive === undefined ? [] : inputsOf(definition.derive);
    facts.set(name, { ...definition, name, inputs: [...new Set([...derived, ...settling])] });
  }
  for (const [name, slot] of Object.entries(raw.slots)) facts.set(decidedPrefix + name, decidedFact(name, slot));
  return facts;
}
