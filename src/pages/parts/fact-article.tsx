import { match } from "ts-pattern";
import { unitName, words } from "../../explain/sentence.ts";
import type { Fact, FactType, Settled } from "../../rulebook/vocabulary.ts";
import { leafText } from "../model/condition-text.ts";
import { derivationText } from "../model/derivation-text.ts";
import { capital, idOf } from "../model/names.ts";
import type { At } from "./at.ts";
import { ConditionList } from "./condition-tree.tsx";
import { Entry } from "./entry.tsx";
import { RecordCodes } from "./record-codes.tsx";
import { RuleLinks } from "./rule-links.tsx";

interface FactProps {
  readonly at: At;
  readonly fact: Fact;
}

/** A fact: its question, type, limits, what it is when nothing is said, how it is worked out, who reads it. */
export function FactArticle({ at, fact }: FactProps) {
  const { name, label, ask, meaning, absent, settled = [], values } = fact;
  const { model, links } = at;
  const readers = model.readersOf.get(name) ?? [];
  const derivation = derivationText(fact, model.rulebook);
  const madeFromIt = [...model.rulebook.facts.values()].filter(({ inputs }) => inputs.includes(name));
  const contradictions = model.rulebook.contradictions.filter((one) => one.fact === name);
  const codes = model.codesOf.get(name) ?? [];
  return (
    <article class="fact-entry" id={idOf(name)} data-filter>
      <h3>{label}</h3>
      <p class="rule-meta">
        <code>{name}</code> <span>{typeText(fact)}</span>
      </p>
      {ask !== undefined && <p class="ask">{ask}</p>}
      <dl>
        {meaning !== undefined && <Entry term="Meaning">{meaning}</Entry>}
        {values !== undefined && fact.slot === undefined && (
          <Entry term="Values">
            {values.map((value, index) => (
              <span key={value}>
                {index > 0 && ", "}
                <code>{value}</code>
              </span>
            ))}
          </Entry>
        )}
        {absent !== undefined && (
          <Entry term="When not given">{typeof absent === "boolean" ? (absent ? "yes" : "no") : String(absent)}</Entry>
        )}
        {settled.length > 0 && (
          <Entry term="Settled by others">
            <ul class="plain">
              {settled.map((one) => (
                <li key={one.when.fact}>{settledText(one, at)}</li>
              ))}
            </ul>
          </Entry>
        )}
        {derivation !== undefined && (
          <Entry term="Worked out">
            {derivation.conditions.length === 0 ? (
              derivation.text
            ) : (
              <ConditionList at={at} lead={derivation.text} conditions={derivation.conditions} />
            )}
            {fact.slot !== undefined && (
              <>
                {" "}
                See <a href={links.slot(fact.slot)}>the decision</a>.
              </>
            )}
          </Entry>
        )}
        {madeFromIt.length > 0 && (
          <Entry term="Goes into">
            {madeFromIt.map((one, index) => (
              <span key={one.name}>
                {index > 0 && ", "}
                <a href={links.fact(one.name)}>{one.label}</a>
              </span>
            ))}
          </Entry>
        )}
        {contradictions.length > 0 && (
          <Entry term="Contradicted by">
            {contradictions.map(({ when, help }) => (
              <div key={help}>
                <ConditionList at={at} lead="A case is warned of where" conditions={[when]} />
                <p class="note">{capital(help)}.</p>
              </div>
            ))}
          </Entry>
        )}
        <Entry term="Read by">
          <RuleLinks at={at} rules={readers} />
        </Entry>
        {codes.length > 0 && (
          <Entry term="In a FHIR record">
            <RecordCodes codes={codes} />
          </Entry>
        )}
      </dl>
    </article>
  );
}

const typeNames: Readonly<Record<FactType, string>> = {
  boolean: "yes or no",
  integer: "whole number",
  number: "number",
  code: "one of a list",
  string: "text",
  date: "date",
  "date-or-date-time": "date or date and time",
};

function typeText({ type, unit, min, max, scope }: Fact): string {
  const name = unitName(unit);
  const limits = [min === undefined ? "" : `from ${min}`, max === undefined ? "" : `to ${max}`]
    .filter(Boolean)
    .join(" ");
  const whose = match(scope)
    .with("patient", () => "of the patient")
    .with("vein", () => "of each vein")
    .with("followUp", () => "of the follow-up")
    .exhaustive();
  return [typeNames[type], limits === "" && name === "" ? "" : `${limits} ${name}`.trim(), whose]
    .filter(Boolean)
    .join(", ");
}

function settledText({ when, as }: Settled, { model }: At): string {
  const value =
    as === "not-applicable"
      ? "does not apply"
      : `is ${typeof as === "boolean" ? (as ? "yes" : "no") : words(String(as))}`;
  return `${leafText(when, model.rulebook.facts.get(when.fact))}: ${value}, unless it is given.`;
}
