import type { RawRulebook } from "../../src/rulebook/raw.ts";
import type { Merge, SlotDefinition } from "../../src/rulebook/slots.ts";
import type { Mutant } from "./mutant.ts";

/** Every small change of how the values of slots become one. */
export function policyMutants(raw: RawRulebook): Mutant[] {
  return Object.entries(raw.slots).flatMap(([name, slot]) =>
    [...otherOrders(slot), ...otherMerges(slot.merge)].map(
      ([what, changed]): Mutant => ({
        id: `slots.${name}: ${what}`,
        kind: "policy",
        change: { kind: "slot", slot: name },
        content: () => ({ ...raw, slots: { ...raw.slots, [name]: { ...slot, ...changed } } }),
      }),
    ),
  );
}

type Changed = readonly [what: string, changed: Partial<SlotDefinition>];

function otherOrders({ merge, values, default: byDefault }: SlotDefinition): Changed[] {
  if (merge.kind !== "order" || values === undefined) return [];
  const found: Changed[] = [];
  if (byDefault === undefined) found.push(["order reversed", { values: [...values].reverse() }]);
  if (values.length > 2)
    for (let at = 0; at + 1 < values.length; at += 1) {
      const [one, next] = [values[at] as string, values[at + 1] as string];
      const swapped = [...values.slice(0, at), next, one, ...values.slice(at + 2)];
      found.push([`order of ${one} and ${next} turned round`, { values: swapped }]);
    }
  return found;
}

function otherMerges(merge: Merge): Changed[] {
  switch (merge.kind) {
    case "order":
    case "any":
      return [];
    case "rank":
      return [preferenceTurned(merge)];
    case "none-wins":
      return [preferenceTurned(merge), ["withdraws nothing", { merge: { ...merge, withdraws: [] } }]];
    case "precedence":
      return [["ranks reversed", { merge: { ...merge, ranks: [...merge.ranks].reverse() } }]];
    case "union": {
      const { without, annotate, ...plain } = merge;
      const found: Changed[] = [];
      if (without !== undefined)
        found.push([
          "keeps what is contraindicated",
          { merge: { ...plain, ...(annotate === undefined ? {} : { annotate }) } },
        ]);
      if (annotate !== undefined)
        found.push(["without its annotation", { merge: { ...plain, ...(without === undefined ? {} : { without }) } }]);
      return found;
    }
  }
}

function preferenceTurned(merge: Extract<Merge, { prefer: string }>): Changed {
  return [
    "preference turned round",
    { merge: { ...merge, prefer: merge.prefer === "highest" ? "lowest" : "highest" } },
  ];
}
