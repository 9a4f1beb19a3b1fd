import { match } from "ts-pattern";
import { words } from "../../explain/sentence.ts";
import { rowsCited } from "../../resolve/citations.ts";
import type { Rule } from "../../rulebook/rule.ts";
import type { Scope } from "../../rulebook/vocabulary.ts";
import { governanceText } from "../model/governance-text.ts";
import { idOf } from "../model/names.ts";
import { policyText } from "../model/policy-text.ts";
import type { At } from "./at.ts";
import { CaseList } from "./case-list.tsx";
import { ConditionTree } from "./condition-tree.tsx";
import { Entry } from "./entry.tsx";
import { Positions } from "./positions.tsx";
import { RuleLinks } from "./rule-links.tsx";
import { phaseText, SetsList } from "./sets-list.tsx";
import { SourceList } from "./source-list.tsx";
import { StrengthChip } from "./strength.tsx";

interface RuleProps {
  readonly at: At;
  readonly rule: Rule;
  /** Without an anchor: an example, which stands elsewhere too. */
  readonly isExample?: boolean;
  /** Whether it says itself how long it holds: elsewhere the page says it for all its rules. */
  readonly hasOwnTerm?: boolean;
}

/** A rule in words: what it says, where it applies, what it decides, on whose authority, and which cases show it. */
export function RuleArticle({ at, rule, isExample = false, hasOwnTerm = false }: RuleProps) {
  const { name, title, why, scope, event, resolution = [], governance } = rule;
  const { strength, summary, detail, slot, position, timeline } = event.params;
  const { model, links } = at;
  const differences = model.differencesOf.get(name) ?? [];
  const cases = model.casesOf.get(name) ?? [];
  const background = model.explainersOf.get(name) ?? [];
  const explained = model.rules.filter((one) => event.params.explains?.includes(one.name));
  const rows = rowsCited(rule, model.rulebook, model.evidence).map(({ id }) => id);
  const sets = slot !== undefined || position !== undefined;
  return (
    <article class={`rule by-${strength}`} id={isExample ? undefined : idOf(name)}>
      <h3>{isExample ? <a href={links.rule(name)}>{title}</a> : <a href={`#${idOf(name)}`}>{title}</a>}</h3>
      <p class="rule-meta">
        <StrengthChip strength={strength} /> <code>{name}</code> <span>{scopeText(scope)}</span>
        {governance?.status === "under-review" && <strong class="mark">under review</strong>}
        {governance !== undefined && hasOwnTerm && <span>{governanceText(governance)}</span>}
      </p>
      <p class="summary">{summary}</p>
      {detail?.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <dl>
        <Entry term="Applies where">
          <ConditionTree at={at} condition={rule.conditions} />
        </Entry>
        {sets && (
          <Entry term="Decides">
            <SetsList at={at} rule={rule} />
          </Entry>
        )}
        {timeline !== undefined && <Entry term="When">{phaseText(timeline)}</Entry>}
        {why !== undefined && <Entry term="Why so">{why}</Entry>}
        {background.length > 0 && (
          <Entry term="Background">
            <RuleLinks at={at} rules={background} />
          </Entry>
        )}
        {explained.length > 0 && (
          <Entry term="Background of">
            <RuleLinks at={at} rules={explained} />
          </Entry>
        )}
        {rows.length > 0 && (
          <Entry term="Sources">
            <SourceList at={at} ids={rows} />
          </Entry>
        )}
        {resolution.length > 0 && (
          <Entry term="Rests on the resolution of">
            <SourceList at={at} ids={resolution} />
          </Entry>
        )}
        {differences.length > 0 && (
          <Entry term="Sources differ">
            {differences.map((difference) => (
              <div key={difference.matter ?? difference.slot.name} class="difference">
                <p>
                  On{" "}
                  <a href={links.difference(difference.slot.name, difference.matter)}>
                    {difference.slot.label}
                    {difference.matter !== undefined && <>, {words(difference.matter)}</>}
                  </a>
                  ; what decides: {policyText(difference.slot)}.
                </p>
                <Positions at={at} difference={difference} rule={rule} />
              </div>
            ))}
          </Entry>
        )}
        {cases.length > 0 && (
          <Entry term="Cases">
            <CaseList at={at} cases={cases} />
          </Entry>
        )}
      </dl>
    </article>
  );
}

/** Whom a rule is asked for. */
export function scopeText(scope: Scope): string {
  return match(scope)
    .with("patient", () => "asked for the patient")
    .with("vein", () => "asked for each vein")
    .with("followUp", () => "asked after a session, with a follow-up")
    .exhaustive();
}
