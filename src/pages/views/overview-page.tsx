import { type Rule, strengths } from "../../rulebook/rule.ts";
import { slotsSetBy } from "../../rulebook/stages.ts";
import { FlowDiagram } from "../diagrams/flow-diagram.tsx";
import { count, titleOf } from "../model/names.ts";
import type { At } from "../parts/at.ts";
import { FlowTable } from "../parts/flow-table.tsx";
import { HowToRead } from "../parts/how-to-read.tsx";
import { Page } from "../parts/page.tsx";
import { RulebookCard } from "../parts/rulebook-card.tsx";

/** The first page: what the rulebook is, its topics, how a case becomes a plan, how a rule is read. */
export function OverviewPage({ at }: { readonly at: At }) {
  const { model } = at;
  return (
    <Page at={at} title="Overview" name="overview" isWide>
      <h1>{model.rulebook.title}</h1>
      <p class="lede">
        The rulebook in words: every rule with the condition under which it applies, what it decides, on whose
        authority, where sources differ, and cases that show it. These pages are made from the rule files themselves.
      </p>
      <RulebookCard at={at} />
      <section aria-labelledby="_topics">
        <h2 id="_topics">Topics</h2>
        <div class="topics">
          {[...model.topics].map(([topic, rules]) => (
            <TopicCard key={topic} at={at} topic={topic} rules={rules} />
          ))}
        </div>
      </section>
      <section aria-labelledby="_flow">
        <h2 id="_flow">From case to plan</h2>
        <p>
          A case is what is known of one patient and the veins to treat. Rules read its facts, and others that are
          worked out from them; each topic decides something of the plan. The thicker a line, the more rules it stands
          for. A fact that is not known stays unknown, and so does a rule that rests on it.
        </p>
        <FlowDiagram at={at} />
        <FlowTable at={at} />
      </section>
      <HowToRead at={at} />
    </Page>
  );
}

function TopicCard({ at, topic, rules }: { readonly at: At; readonly topic: string; readonly rules: readonly Rule[] }) {
  const decisions = new Set(rules.flatMap(slotsSetBy)).size;
  return (
    <article class="topic-card">
      <h3>
        <a href={at.links.topic(topic)}>{titleOf(topic)}</a>
      </h3>
      <p>
        {count(rules.length, "rule")}
        {decisions > 0 && <>, {count(decisions, "decision")}</>}
      </p>
      <p class="strength-counts">
        {strengths.map((strength) => {
          const number = rules.filter(({ event }) => event.params.strength === strength).length;
          return (
            number > 0 && (
              <span key={strength} class={`strength ${strength}`}>
                {number} {strength}
              </span>
            )
          );
        })}
      </p>
    </article>
  );
}
