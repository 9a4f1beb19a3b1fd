import { ScaleDiagram } from "../diagrams/scale-diagram.tsx";
import { commonGovernance } from "../model/governance-text.ts";
import { count, idOf, titleOf } from "../model/names.ts";
import { policyText } from "../model/policy-text.ts";
import { scaleOf } from "../model/scale.ts";
import { topicSections } from "../model/topic-sections.ts";
import type { At } from "../parts/at.ts";
import { Page } from "../parts/page.tsx";
import { RuleArticle } from "../parts/rule-article.tsx";
import { ScaleTable } from "../parts/scale-table.tsx";

/** The rules of a topic, by what they decide. */
export function TopicPage({ at, topic }: { readonly at: At; readonly topic: string }) {
  const { model } = at;
  const rules = model.topics.get(topic) ?? [];
  const sections = topicSections(rules, model);
  const scales = [...model.rulebook.slots.values()]
    .map((slot) => scaleOf(slot, rules))
    .filter(({ steps }) => steps.some((step) => step.rules.length > 0));
  const title = titleOf(topic);
  const term = commonGovernance(rules);
  return (
    <Page at={at} title={title}>
      <h1>{title}</h1>
      <p class="lede">
        {count(rules.length, "rule")}
        {scales.length > 0 && <>, which have a say in {count(scales.length, "decision")}</>}
        {term !== undefined && <>; {term}</>}.
      </p>
      <div class="with-contents">
        <nav class="contents" aria-labelledby="_contents">
          <h2 id="_contents">On this page</h2>
          <ul>
            {sections.map(({ id, heading, rules: members }) => (
              <li key={id}>
                <a href={`#_${idOf(id)}`}>{heading}</a>
                <ul>
                  {members.map(({ name, title: text }) => (
                    <li key={name}>
                      <a href={`#${idOf(name)}`}>{text}</a>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          {scales.length > 0 && (
            <section aria-labelledby="_decides">
              <h2 id="_decides">What these rules decide</h2>
              <p>
                Each row is a decision; where several rules apply to one patient, a value further to the right overrules
                those before it. The number says how many rules of this topic give the value; a dashed one is given by
                other topics, or by none.
              </p>
              <ScaleDiagram id="scales" title={`Decisions of ${title.toLowerCase()}`} scales={scales} />
              <details class="in-words">
                <summary>The same as a table, with the rules</summary>
                <ScaleTable
                  at={at}
                  caption={`Decisions of ${title.toLowerCase()}, and the rules that give them`}
                  scales={scales}
                />
              </details>
            </section>
          )}
          {sections.map(({ id, heading, slot, rules: members }) => (
            <section key={id} aria-labelledby={`_${idOf(id)}`} class="rules">
              <h2 id={`_${idOf(id)}`}>{heading}</h2>
              {slot !== undefined && (
                <p class="note">
                  Rules that set <a href={at.links.slot(slot.name)}>{slot.label}</a>. Between several that apply:{" "}
                  {policyText(slot)}.
                </p>
              )}
              {members.map((rule) => (
                <RuleArticle key={rule.name} at={at} rule={rule} hasOwnTerm={term === undefined} />
              ))}
            </section>
          ))}
        </div>
      </div>
    </Page>
  );
}
