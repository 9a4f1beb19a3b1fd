import { APPLIES } from "../evaluate/outcome.ts";
import type { Outcomes } from "../evaluate/outcomes.ts";
import type { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import { compareText } from "../issues/issue.ts";
import { deepFreeze } from "../rulebook/freeze.ts";
import type { Position } from "../rulebook/rule.ts";
import type { OptionValue, Slot, SlotValue } from "../rulebook/slots.ts";
import { sameValue } from "./contribution.ts";
import type { Decision } from "./decide.ts";
import type { Decisions } from "./decisions.ts";
import type { Standing, Standings } from "./standing.ts";

/** One value that sources give a slot, and which they are. */
export interface PositionTaken {
  readonly value: SlotValue;
  readonly rules: readonly string[];
  /** Row ids. */
  readonly sources: readonly string[];
  /** Where those sources hold; absent where they are bound to no country. */
  readonly jurisdictions?: readonly string[];
  readonly note?: string;
}

/** Sources that give different values for one slot, what was used, and why. */
export interface Disagreement {
  readonly slot: string;
  readonly subject: Subject;
  /** The finding that they disagree on, where the slot is set by many. */
  readonly matter?: string;
  readonly used: SlotValue | null;
  /** The policy that decided. */
  readonly policy: string;
  readonly positions: readonly PositionTaken[];
}

/** What one rule says of a slot, and on whose authority. */
interface Voice {
  readonly standing: Standing;
  /** The place of the subject that it speaks of. */
  readonly place: number;
  readonly value: SlotValue;
  readonly note: string | undefined;
}

/** Where sources differ on a slot: every position, with what was used. Frozen. */
export function disagreements(
  standings: Standings,
  outcomes: Outcomes,
  store: FactStore,
  decisions: Decisions,
): readonly Disagreement[] {
  const found: Disagreement[] = [];
  for (const decision of decisions.values()) {
    const { slot, subject } = decision;
    const voices = voicesOn(decision, standings, outcomes, store);
    if (agree(voices)) continue;
    for (const { matter, members } of groups(slot, voices)) {
      if (!isDisputed(members, slot.disagreeBy === "matter")) continue;
      found.push({
        slot: slot.name,
        subject,
        ...(matter === undefined ? {} : { matter }),
        used: decision.value ?? null,
        policy: slot.merge.policy,
        positions: positionsOf(members),
      });
    }
  }
  return deepFreeze(found);
}

/** What applying rules say of the slot, then the positions that others take on it without setting it. */
function voicesOn(
  { slot, applying, place: decided }: Decision,
  { byRule, positions }: Standings,
  outcomes: Outcomes,
  store: FactStore,
): readonly Voice[] {
  const voices: Voice[] = [];
  for (const { number, place, value } of applying)
    voices.push({ standing: byRule[number] as Standing, place, value, note: undefined });
  const standings = positions.get(slot.name);
  if (standings === undefined) return voices;
  for (const standing of standings) {
    const { rule, number } = standing;
    const { value, note } = rule.event.params.position as Position;
    for (const place of store.places[rule.scope]) {
      if (outcomes.at(place)[number] !== APPLIES) continue;
      if (slot.scope === "patient" || rule.scope === "patient" || place === decided)
        voices.push({ standing, place, value, note });
    }
  }
  return voices;
}

/** Whether nobody can differ: nobody speaks, or all say the same. */
function agree(voices: readonly Voice[]): boolean {
  return voices.every(({ value }) => sameValue(value, voices[0]?.value));
}

function isDisputed(members: readonly Voice[], onOneMatter: boolean): boolean {
  for (const [index, one] of members.entries())
    for (let next = index + 1; next < members.length; next += 1)
      if (differ(one, members[next] as Voice, onOneMatter)) return true;
  return false;
}

/**
 * Different values about the same subject, from different sources. Rules on one matter speak of the same finding, so one
 * source more on either side is a disagreement; elsewhere a source in common means that it gives both values, each for its own
 * case.
 */
function differ(a: Voice, b: Voice, onOneMatter: boolean): boolean {
  const sameOrigin = a.place === b.place || a.place === 0 || b.place === 0;
  if (!sameOrigin || sameValue(a.value, b.value)) return false;
  const [left, right] = [a.standing.documents, b.standing.documents];
  let common = 0;
  for (const document of left) if (right.has(document)) common += 1;
  return onOneMatter ? common < left.size || common < right.size : common === 0;
}

/** The voices that speak of the same thing. */
function groups(slot: Slot, voices: readonly Voice[]): { matter?: string; members: readonly Voice[] }[] {
  if (slot.disagreeBy === "slot") return [{ members: voices }];
  const byMatter = new Map<string, Voice[]>();
  const add = (matter: string, voice: Voice): void => {
    const members = byMatter.get(matter);
    if (members === undefined) byMatter.set(matter, [voice]);
    else members.push(voice);
  };
  for (const voice of voices) {
    const { matter } = voice.standing.rule.event.params;
    if (slot.disagreeBy === "option")
      for (const { matter: of, value } of optionsOf(voice.value)) add(of, { ...voice, value });
    else if (matter !== undefined) add(matter, voice);
  }
  return [...byMatter].sort(([a], [b]) => compareText(a, b)).map(([matter, members]) => ({ matter, members }));
}

interface OptionSaid {
  readonly matter: string;
  readonly value: Record<string, number>;
}

const optionsByValue = new WeakMap<object, readonly OptionSaid[]>();

/** The options of a value, each with what it is about and its numbers: two labels that give the same ones agree, whoever they are. */
function optionsOf(value: SlotValue): readonly OptionSaid[] {
  const options = value as readonly OptionValue[];
  let said = optionsByValue.get(options);
  if (said === undefined) {
    said = options.map((option) => ({
      matter: `${option["agent"]} ${option["form"]}`,
      value: Object.fromEntries(Object.entries(option).filter(([, field]) => typeof field === "number")) as Record<
        string,
        number
      >,
    }));
    optionsByValue.set(options, said);
  }
  return said;
}

function positionsOf(voices: readonly Voice[]): PositionTaken[] {
  const taken: Voice[][] = [];
  for (const voice of voices) {
    const same = taken.find(([first]) => first !== undefined && sameValue(first.value, voice.value));
    if (same === undefined) taken.push([voice]);
    else same.push(voice);
  }
  return taken.map((members) => {
    const rows = members.flatMap(({ standing }) => standing.rows);
    const sources = unique(rows.map(({ id }) => id));
    const jurisdictions = unique(rows.map(({ jurisdiction }) => jurisdiction).filter((place) => place !== undefined));
    const notes = unique(members.map(({ note }) => note).filter((note) => note !== undefined));
    return {
      value: (members[0] as Voice).value,
      rules: unique(members.map(({ standing }) => standing.rule.name)),
      sources,
      ...(jurisdictions.length === 0 ? {} : { jurisdictions }),
      ...(notes.length === 0 ? {} : { note: notes.join("; ") }),
    };
  });
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
