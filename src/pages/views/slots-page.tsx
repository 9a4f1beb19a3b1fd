import { match } from "ts-pattern";
import { unitName } from "../../explain/sentence.ts";
import type { Slot } from "../../rulebook/slots.ts";
import type { Scope } from "../../rulebook/vocabulary.ts";
import { count, groupOf, idOf, titleOf } from "../model/names.ts";
import { policyText } from "../model/policy-text.ts";
import { scaleOf } from "../model/scale.ts";
import type { At } from "../parts/at.ts";
import { Entry } from "../parts/entry.tsx";
import { Page } from "../parts/page.tsx";
import { ScaleChips } from "../parts/scale-chips.tsx";
import { ScaleTable } from "../parts/scale-table.tsx";

/** Every decision: its values, which of them wins, and the rules that give them. */
export function SlotsPage({ at }: { readonly at: At }) {
  const slots = [...at.model.rulebook.slots.values()];
  const groups = [...new Set(slots.map(({ name }) => groupOf(name)))];
  return (
    <Page at={at} title="Decisions" name="slots">
      <h1>Decisions</h1>
      <p class="lede">
        The plan consists of {count(slots.length, "decision")}. Rules give them values; a policy says which value stands
        when several rules apply, and the others remain in the report as overruled.
      </p>
      <div class="with-contents">
        <nav class="contents" aria-labelledby="_contents">
          <h2 id="_contents">On this page</h2>
          <ul>
            {groups.map((group) => {
              const members = slots.filter(({ name }) => groupOf(name) === group);
              const [only] = members;
              if (members.length === 1 && only !== undefined) return <SlotItem key={group} slot={only} />;
              return (
                <li key={group}>
                  <span class="group">{titleOf(group)}</span>
                  <ul>
                    {members.map((slot) => (
                      <SlotItem key={slot.name} slot={slot} />
                    ))}
                  </ul>
                </li>
              );
            })}
          </ul>
        </nav>
        <div>
          {slots.map((slot) => (
            <SlotSection key={slot.name} at={at} slot={slot} />
          ))}
        </div>
      </div>
    </Page>
  );
}

function SlotItem({ slot: { name, label } }: { readonly slot: Slot }) {
  return (
    <li>
      <a href={`#${idOf(name)}`}>{label}</a>
    </li>
  );
}

function SlotSection({ at, slot }: { readonly at: At; readonly slot: Slot }) {
  const { name, label, scope, merge, unit, min, default: normal } = slot;
  const rules = at.model.settersOf.get(name) ?? [];
  const scale = scaleOf(slot, rules);
  const disputes = at.model.differences.filter((one) => one.slot.name === name);
  return (
    <section id={idOf(name)} class="slot" aria-labelledby={`_${idOf(name)}`}>
      <h2 id={`_${idOf(name)}`}>{label}</h2>
      <p class="rule-meta">
        <code>{name}</code> <span>{decidedFor(scope)}</span>
      </p>
      <dl>
        <Entry term="Policy">{policyText(slot)}</Entry>
        {merge.kind === "precedence" && (
          <Entry term="Ranks">{merge.ranks.join(", then ")} (a later one beats an earlier one)</Entry>
        )}
        {merge.kind === "none-wins" && (
          <Entry term="None withdraws">
            {merge.withdraws.map((other, index) => (
              <span key={other}>
                {index > 0 && ", "}
                <a href={at.links.slot(other)}>{at.model.rulebook.slots.get(other)?.label ?? other}</a>
              </span>
            ))}
          </Entry>
        )}
        <Entry term="Value">{valueKind(slot)}</Entry>
        {unit !== undefined && (
          <Entry term="Unit">
            {unitName(unit)}
            {min !== undefined && <>, at least {min}</>}
          </Entry>
        )}
        {normal !== undefined && <Entry term="Without any rule">{titleOf(normal).toLowerCase()}</Entry>}
        {disputes.length > 0 && (
          <Entry term="Sources differ">
            {disputes.map(({ matter }, index) => (
              <span key={matter ?? name}>
                {index > 0 && ", "}
                <a href={at.links.difference(name, matter)}>{matter === undefined ? label : titleOf(matter)}</a>
              </span>
            ))}
          </Entry>
        )}
      </dl>
      {rules.length === 0 ? (
        <p class="none">No rule sets it.</p>
      ) : (
        <>
          <ScaleChips scale={scale} />
          <details class="in-words">
            <summary>{count(rules.length, "rule")}, by value</summary>
            <ScaleTable at={at} caption={`${label}: values and rules`} scales={[scale]} />
          </details>
        </>
      )}
    </section>
  );
}

/** Whom a decision is made for. */
function decidedFor(scope: Scope): string {
  return match(scope)
    .with("patient", () => "decided once for the patient")
    .with("vein", () => "decided for each vein")
    .with("followUp", () => "decided with a follow-up")
    .exhaustive();
}

function valueKind({ type, keys = [], fields }: Slot): string {
  return match(type)
    .with("code", () => "one of the values below")
    .with("flag", () => "yes, or not set")
    .with("number", () => "a number")
    .with("range", () => `numbers: ${keys.join(", ")}`)
    .with("range-or-none", () => `numbers (${keys.join(", ")}), or none`)
    .with("list", () => "any of the values below, in this order")
    .with("options", () => `options side by side, each with ${Object.keys(fields ?? {}).join(", ")}`)
    .exhaustive();
}
