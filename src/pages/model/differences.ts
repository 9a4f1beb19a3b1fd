import type { Evidence } from "../../evaluate/program.ts";
import { valueText } from "../../explain/sentence.ts";
import { sameValue } from "../../resolve/contribution.ts";
import { type Standing, standingsOf } from "../../resolve/standing.ts";
import type { Rule } from "../../rulebook/rule.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import type { OptionValue, Slot, SlotValue } from "../../rulebook/slots.ts";
import type { Citation } from "../../rulebook/source.ts";
import { canMeet } from "./can-meet.ts";
import { compareSlotValues } from "./slot-order.ts";

/** One value that sources give a slot, and who they are. */
export interface Position {
  /** Undefined where it is taken from a fact of the case. */
  readonly value: SlotValue | undefined;
  readonly text: string;
  readonly rules: readonly Rule[];
  readonly rows: readonly Citation[];
  readonly notes: readonly string[];
}

/** Where sources differ on a slot: what each says, the value that the policy prefers last. */
export interface Difference {
  readonly slot: Slot;
  /** The finding, or the agent and form, that they differ on; absent where it is the slot as a whole. */
  readonly matter?: string;
  readonly positions: readonly Position[];
}

interface Voice {
  readonly standing: Standing;
  readonly value: SlotValue | undefined;
  readonly note?: string;
  readonly matter?: string;
}

/**
 * Where rules that may apply to one subject give a slot different values on different authority. A report shows those of one case;
 * here are all that some case may show.
 */
export function differencesIn(rulebook: Rulebook, evidence: Evidence, rules: readonly Rule[]): readonly Difference[] {
  const { byRule } = standingsOf(rulebook, evidence, rules);
  return [...rulebook.slots.values()].flatMap((slot) => {
    const groups = new Map<string, Voice[]>();
    for (const voice of byRule.flatMap((standing) => voicesOn(slot, standing))) {
      if (slot.disagreeBy !== "slot" && voice.matter === undefined) continue;
      const matter = voice.matter ?? "";
      groups.set(matter, [...(groups.get(matter) ?? []), voice]);
    }
    return [...groups].flatMap(([matter, voices]) => {
      const disputed = voices.filter((one) => voices.some((other) => differ(one, other, slot, rulebook)));
      if (disputed.length === 0) return [];
      return [{ slot, ...(matter === "" ? {} : { matter }), positions: positionsOf(slot, disputed, rulebook) }];
    });
  });
}

/** The positions that a rule can meet: its own, and those of rules that may apply beside it. */
export function positionsBeside(rule: Rule, { positions }: Difference, { facts }: Rulebook): readonly Position[] {
  return positions.filter(({ rules }) =>
    rules.some((other) => other === rule || canMeet(rule.conditions, other.conditions, facts)),
  );
}

function voicesOn(slot: Slot, standing: Standing): Voice[] {
  const { slot: main, value, valueFact, also = [], position, matter: of } = standing.rule.event.params;
  const said: Voice[] = [
    ...(main === slot.name && (value !== undefined || valueFact !== undefined) ? [{ standing, value }] : []),
    ...also.filter((part) => part.slot === slot.name).map((part) => ({ standing, value: part.value })),
    ...(position?.slot === slot.name
      ? [{ standing, value: position.value, ...(position.note === undefined ? {} : { note: position.note }) }]
      : []),
  ];
  if (slot.disagreeBy === "slot") return said;
  if (slot.disagreeBy === "matter") return of === undefined ? [] : said.map((voice) => ({ ...voice, matter: of }));
  return said.flatMap((voice) =>
    ((voice.value ?? []) as readonly OptionValue[]).map((option) => ({
      ...voice,
      value: [option],
      matter: `${option["agent"]} ${option["form"]}`,
    })),
  );
}

/** Different values from different sources, as the report compares them, in rules that can meet. */
function differ(a: Voice, b: Voice, slot: Slot, { facts }: Rulebook): boolean {
  if (a === b || sameSaid(slot, a.value, b.value)) return false;
  const [left, right] = [a.standing.documents, b.standing.documents];
  const common = [...left].filter((document) => right.has(document)).length;
  const apart = slot.disagreeBy === "matter" ? common < left.size || common < right.size : common === 0;
  return apart && canMeet(a.standing.rule.conditions, b.standing.rule.conditions, facts);
}

/** Options are compared by their numbers: two labels that give the same ones agree. */
function sameSaid(slot: Slot, a: SlotValue | undefined, b: SlotValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (slot.disagreeBy !== "option") return sameValue(a, b);
  const [left, right] = [a, b].map((value) =>
    Object.entries((value as readonly OptionValue[])[0] ?? {}).filter(([, field]) => typeof field === "number"),
  );
  return JSON.stringify(left?.sort()) === JSON.stringify(right?.sort());
}

function positionsOf(slot: Slot, voices: readonly Voice[], rulebook: Rulebook): Position[] {
  const taken: Voice[][] = [];
  for (const voice of voices) {
    const same = taken.find(([first]) => first !== undefined && sameSaid(slot, first.value, voice.value));
    if (same === undefined) taken.push([voice]);
    else same.push(voice);
  }
  return taken
    .map((members): Position => {
      const value = members[0]?.value;
      return {
        value,
        text: saidText(slot, members, rulebook),
        rules: unique(members.map(({ standing }) => standing.rule)),
        rows: unique(members.flatMap(({ standing }) => standing.rows)),
        notes: unique(members.flatMap(({ note }) => (note === undefined ? [] : [note]))),
      };
    })
    .sort((a, b) =>
      a.value === undefined || b.value === undefined
        ? Number(a.value === undefined) - Number(b.value === undefined)
        : compareSlotValues(slot, a.value, b.value),
    );
}

function saidText(slot: Slot, [first]: readonly Voice[], { facts }: Rulebook): string {
  if (first?.value === undefined) {
    const { valueFact = "" } = first?.standing.rule.event.params ?? {};
    return `as given: ${facts.get(valueFact)?.label ?? valueFact}`;
  }
  if (slot.disagreeBy !== "option") return valueText(slot, first.value);
  const numbers = Object.values((first.value as readonly OptionValue[])[0] ?? {}).filter(
    (one) => typeof one === "number",
  );
  return [[...new Set(numbers)].join(" to "), slot.unit].filter((part) => part !== undefined).join(" ");
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
