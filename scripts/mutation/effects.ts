import type { RuleParameters } from "../../src/rulebook/rule.ts";
import type { Merge, SlotDefinition, SlotValue } from "../../src/rulebook/slots.ts";

/** Changed parameters of a rule, with what was changed in words and the slot that it concerns. */
export interface EffectMutant {
  readonly what: string;
  readonly slot: string;
  readonly params: RuleParameters;
}

type Slots = Readonly<Record<string, SlotDefinition>>;

/** Every small change of what a rule says: its value, the values that it sets besides, its rank. */
export function mutateEffects(params: RuleParameters, slots: Slots): EffectMutant[] {
  const found: EffectMutant[] = [];
  const { slot, value, also = [], rank } = params;
  if (slot !== undefined && value !== undefined)
    for (const other of otherValues(slots[slot], value))
      found.push({ what: `${slot} ${JSON.stringify(other)}`, slot, params: { ...params, value: other } });
  for (const [index, entry] of also.entries()) {
    for (const other of otherValues(slots[entry.slot], entry.value))
      found.push({
        what: `also ${entry.slot} ${JSON.stringify(other)}`,
        slot: entry.slot,
        params: { ...params, also: also.map((one, at) => (at === index ? { ...one, value: other } : one)) },
      });
    found.push({
      what: `without ${entry.slot}`,
      slot: entry.slot,
      params: { ...params, also: also.filter((_, at) => at !== index) },
    });
  }
  const merge: Merge | undefined = slot === undefined ? undefined : slots[slot]?.merge;
  if (slot !== undefined && merge?.kind === "precedence" && rank !== undefined)
    for (const other of merge.ranks)
      if (other !== rank) found.push({ what: `rank ${other}`, slot, params: { ...params, rank: other } });
  return found;
}

function otherValues(slot: SlotDefinition | undefined, value: SlotValue): SlotValue[] {
  if (slot === undefined) return [];
  if (typeof value === "number") return [value + 1, value - 1];
  if (typeof value === "string") return (slot.values ?? []).filter((other) => other !== value);
  if (Array.isArray(value)) return otherLists(value as readonly unknown[]);
  if (typeof value === "object") {
    const range = value as Readonly<Record<string, number>>;
    return Object.entries(range).flatMap(([key, number]) => [
      { ...range, [key]: number + 1 },
      { ...range, [key]: number - 1 },
    ]);
  }
  return [];
}

function otherLists(list: readonly unknown[]): SlotValue[] {
  return list.flatMap((entry, index) => {
    const without = list.filter((_, at) => at !== index);
    const changed = typeof entry === "object" && entry !== null ? otherOptions(entry as Record<string, unknown>) : [];
    return [
      ...(without.length > 0 ? [without as SlotValue] : []),
      ...changed.map((option) => list.map((one, at) => (at === index ? option : one)) as SlotValue),
    ];
  });
}

function otherOptions(option: Record<string, unknown>): Record<string, unknown>[] {
  return Object.entries(option).flatMap(([key, value]) =>
    typeof value === "number"
      ? [
          { ...option, [key]: value * 2 },
          { ...option, [key]: value / 2 },
        ]
      : [],
  );
}
