import type { Outcomes } from "../evaluate/outcomes.ts";
import type { Evidence } from "../evaluate/program.ts";
import type { FactStore } from "../facts/store.ts";
import { type Subject, subjectKey } from "../facts/subject.ts";
import { compareText } from "../issues/issue.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { OptionValue, Slot, SlotValue } from "../rulebook/slots.ts";
import type { Citation } from "../rulebook/source.ts";
import { rowsCited } from "./citations.ts";
import { sameValue } from "./contribution.ts";
import type { Decisions } from "./finish.ts";

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

interface Voice {
  readonly rule: Rule;
  /** What it cites, of the evidence that is used. */
  readonly rows: readonly Citation[];
  readonly origin: string;
  readonly value: SlotValue;
  readonly documents: ReadonlySet<string>;
  readonly note?: string;
}

/** Where sources differ on a slot: every position, with what was used. */
export function disagreements(
  rulebook: Rulebook,
  evidence: Evidence,
  rules: readonly Rule[],
  outcomes: Outcomes,
  store: FactStore,
  decisions: Decisions,
): Disagreement[] {
  const cited = (rule: Rule): readonly Citation[] => rowsCited(rule, rulebook, evidence);
  const positions = rules.filter((rule) => rule.event.params.position !== undefined);
  return decisions.values().flatMap((decision) => {
    const { slot, subject } = decision;
    const voices = [
      ...decision.applying.map((one): Voice => voiceOf(one.rule, cited(one.rule), one.subject, one.value)),
      ...positions.flatMap((rule) => {
        const { position } = rule.event.params;
        if (position?.slot !== slot.name) return [];
        return store.subjects
          .filter((one) => one.kind === rule.scope && outcomes.get(rule.name, one) === "applies")
          .filter(
            (one) => slot.scope === "patient" || one.kind === "patient" || subjectKey(one) === subjectKey(subject),
          )
          .map(
            (one): Voice => ({
              ...voiceOf(rule, cited(rule), one, position.value),
              ...(position.note === undefined ? {} : { note: position.note }),
            }),
          );
      }),
    ];
    return groups(slot, voices)
      .filter(({ members }) =>
        members.some((one, index) =>
          members.slice(index + 1).some((other) => differ(one, other, slot.disagreeBy === "matter")),
        ),
      )
      .map(({ matter, members }) => ({
        slot: slot.name,
        subject,
        ...(matter === undefined ? {} : { matter }),
        used: decision.value ?? null,
        policy: slot.merge.policy,
        positions: positionsOf(members),
      }));
  });
}

function voiceOf(rule: Rule, rows: readonly Citation[], subject: Subject, value: SlotValue): Voice {
  const documents = new Set(rows.map(({ source }) => source));
  return {
    rule,
    rows,
    origin: subjectKey(subject),
    value,
    documents: documents.size > 0 ? documents : new Set(rule.resolution),
  };
}

/**
 * Different values about the same subject, from different sources. Rules on one matter speak of the same finding, so one
 * source more on either side is a disagreement; elsewhere a source in common means that it gives both values, each for its own
 * case.
 */
function differ(a: Voice, b: Voice, onOneMatter: boolean): boolean {
  const sameOrigin = a.origin === b.origin || a.origin === "patient" || b.origin === "patient";
  if (!sameOrigin || sameValue(a.value, b.value)) return false;
  const common = [...a.documents].filter((document) => b.documents.has(document)).length;
  return onOneMatter ? common < a.documents.size || common < b.documents.size : common === 0;
}

/** The voices that speak of the same thing. */
function groups(slot: Slot, voices: readonly Voice[]): { matter?: string; members: Voice[] }[] {
  if (slot.disagreeBy === "slot") return [{ members: [...voices] }];
  if (slot.disagreeBy === "matter") {
    const matters = new Set(
      voices.map(({ rule }) => rule.event.params.matter).filter((matter) => matter !== undefined),
    );
    return [...matters].sort(compareText).map((matter) => ({
      matter,
      members: voices.filter(({ rule }) => rule.event.params.matter === matter),
    }));
  }
  const options = voices.flatMap((voice) =>
    (voice.value as readonly OptionValue[]).map((option) => ({ ...voice, value: [option] })),
  );
  const keys = new Set(options.map(({ value: [option] }) => `${option?.["agent"]} ${option?.["form"]}`));
  return [...keys].sort(compareText).map((matter) => ({
    matter,
    members: options
      .filter(({ value: [option] }) => `${option?.["agent"]} ${option?.["form"]}` === matter)
      .map((voice) => ({ ...voice, value: withoutSource(voice.value[0] as OptionValue) })),
  }));
}

/** Two labels that give the same numbers agree, whoever they are. */
function withoutSource(option: OptionValue): Record<string, number> {
  return Object.fromEntries(Object.entries(option).filter(([, field]) => typeof field === "number")) as Record<
    string,
    number
  >;
}

function positionsOf(voices: readonly Voice[]): PositionTaken[] {
  const taken: Voice[][] = [];
  for (const voice of voices) {
    const same = taken.find(([first]) => first !== undefined && sameValue(first.value, voice.value));
    if (same === undefined) taken.push([voice]);
    else same.push(voice);
  }
  return taken.map((members) => {
    const rows = members.flatMap((member) => member.rows);
    const sources = unique(rows.map(({ id }) => id));
    const jurisdictions = unique(rows.map(({ jurisdiction }) => jurisdiction).filter((place) => place !== undefined));
    const notes = unique(members.map(({ note }) => note).filter((note) => note !== undefined));
    return {
      value: (members[0] as Voice).value,
      rules: unique(members.map(({ rule }) => rule.name)),
      sources,
      ...(jurisdictions.length === 0 ? {} : { jurisdictions }),
      ...(notes.length === 0 ? {} : { note: notes.join("; ") }),
    };
  });
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
