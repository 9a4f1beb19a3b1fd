import { match } from "ts-pattern";
import { unitName, valueText, words } from "../../explain/sentence.ts";
import type { Phase, Rule } from "../../rulebook/rule.ts";
import type { SlotValue } from "../../rulebook/slots.ts";
import { policyText } from "../model/policy-text.ts";
import type { At } from "./at.ts";

/** The slots that a rule sets or takes a position on, with the value and the policy under which it stands beside others. */
export function SetsList({ at, rule }: { readonly at: At; readonly rule: Rule }) {
  const { slot, value, valueFact, also = [], rank, position } = rule.event.params;
  const fact = valueFact === undefined ? undefined : at.model.rulebook.facts.get(valueFact);
  return (
    <ul class="sets">
      {slot !== undefined && (
        <SlotSet at={at} name={slot} value={value} rank={rank}>
          {fact !== undefined && (
            <>
              as given in <a href={at.links.fact(fact.name)}>{fact.label}</a>
            </>
          )}
        </SlotSet>
      )}
      {also.map((one) => (
        <SlotSet key={one.slot} at={at} name={one.slot} value={one.value} />
      ))}
      {position !== undefined && (
        <li>
          <span class="note">Sets nothing, but takes a position:</span>{" "}
          <SlotValueText at={at} name={position.slot} value={position.value} />
          {position.note !== undefined && <span class="note">; {position.note}</span>}
        </li>
      )}
    </ul>
  );
}

interface SetProps {
  readonly at: At;
  readonly name: string;
  readonly value: SlotValue | undefined;
  readonly rank?: string | undefined;
  readonly children?: preact.ComponentChildren;
}

function SlotSet({ at, name, value, rank, children }: SetProps) {
  const slot = at.model.rulebook.slots.get(name);
  return (
    <li>
      <SlotValueText at={at} name={name} value={value} />
      {children}
      <span class="note">
        ; between several rules: {slot !== undefined && policyText(slot)}
        {rank !== undefined && <>; this one counts as {words(rank)}</>}
      </span>
    </li>
  );
}

function SlotValueText({ at, name, value }: Omit<SetProps, "rank" | "children">) {
  const slot = at.model.rulebook.slots.get(name);
  return (
    <>
      <a href={at.links.slot(name)}>{slot?.label ?? name}</a>:{" "}
      {slot !== undefined && value !== undefined && <strong class="value">{valueText(slot, value)}</strong>}
    </>
  );
}

/** When, after a session, something holds: `to avoid: from 0 to 2 weeks after the session`. */
export function phaseText({ kind, unit, from, to }: Phase): string {
  const what = match(kind)
    .with("do", () => "to do")
    .with("expect", () => "to be expected")
    .with("avoid", () => "to avoid")
    .exhaustive();
  const name = unitName(unit);
  const span =
    to === null
      ? `from ${from} ${name} on`
      : from === 0
        ? `in the first ${to} ${name}`
        : `from ${from} to ${to} ${name}`;
  return `${what}, ${span} after the session`;
}
