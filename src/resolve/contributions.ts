import { APPLIES, CANNOT_TELL, FAILED } from "../evaluate/outcome.ts";
import type { Outcomes } from "../evaluate/outcomes.ts";
import type { FactStore } from "../facts/store.ts";
import type { Subject } from "../facts/subject.ts";
import { bounds } from "../logic/cell.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Slot, SlotValue } from "../rulebook/slots.ts";
import type { Contribution } from "./contribution.ts";
import type { SettingRule, SlotPlan } from "./slot-plan.ts";

/** What rules say of a slot: those that apply, and those that cannot tell. A rule that failed is as open as one of these. */
export interface Contributions {
  readonly applying: readonly Contribution[];
  readonly open: readonly Contribution[];
}

const nothing: readonly Contribution[] = [];

/** What rules say of a slot for its subject; a patient slot hears the rules of every subject. */
export function contributionsTo(
  { slot, rules }: SlotPlan,
  place: number,
  outcomes: Outcomes,
  store: FactStore,
): Contributions {
  let applying: Contribution[] | undefined;
  let open: Contribution[] | undefined;
  const own = slot.scope === "patient" ? undefined : [place];
  // The loops count rather than iterate: most rules say nothing, and they are asked for every slot of every case.
  for (let index = 0; index < rules.length; index += 1) {
    const setting = rules[index] as SettingRule;
    const places = own ?? store.places[setting.scope];
    for (let at = 0; at < places.length; at += 1) {
      const of = places[at] as number;
      const outcome = outcomes.at(of)[setting.number];
      if (outcome === APPLIES) {
        applying ??= [];
        addVoices(applying, slot, setting, of, store);
      } else if (outcome === CANNOT_TELL || outcome === FAILED) {
        open ??= [];
        addVoices(open, slot, setting, of, store);
      }
    }
  }
  return { applying: applying ?? nothing, open: open ?? nothing };
}

function addVoices(
  into: Contribution[],
  slot: Slot,
  { rule, number, voices }: SettingRule,
  place: number,
  store: FactStore,
): void {
  for (const { main, value, ofPatient } of voices) {
    if (ofPatient !== undefined) {
      into.push(ofPatient);
      continue;
    }
    const subject = store.subjects[place] as Subject;
    const said = value ?? mainValue(slot, rule, subject, store);
    if (said !== undefined) into.push({ rule, number, subject, place, value: said, main });
  }
}

/** The value that a rule gives its main slot; undefined where it takes over a fact that is not known. */
export function mainValue(slot: Slot, rule: Rule, subject: Subject, store: FactStore): SlotValue | undefined {
  const { value, valueFact } = rule.event.params;
  if (valueFact === undefined) return value;
  const known = bounds(store.get(valueFact, subject));
  if (known === undefined) return undefined;
  // Of an interval the end that the slot's policy prefers is the safer one.
  const number = "prefer" in slot.merge && slot.merge.prefer === "lowest" ? known.min : known.max;
  return slot.keys === undefined ? number : Object.fromEntries(slot.keys.map((key) => [key, number]));
}
