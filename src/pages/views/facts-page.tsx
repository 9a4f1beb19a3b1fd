import { decidedPrefix, type Fact } from "../../rulebook/vocabulary.ts";
import { count, groupOf, idOf, titleOf } from "../model/names.ts";
import type { At } from "../parts/at.ts";
import { FactArticle } from "../parts/fact-article.tsx";
import { Filter } from "../parts/filter.tsx";
import { Page } from "../parts/page.tsx";

/** The fact dictionary: facts of the case, facts worked out from them, decided values that rules read. */
export function FactsPage({ at }: { readonly at: At }) {
  const facts = [...at.model.rulebook.facts.values()].filter((fact) => isShown(fact, at));
  const groups = [...new Set(facts.map(({ name }) => groupOf(name)))];
  return (
    <Page at={at} title="Facts" name="facts" scripts={at.model.hasSearch ? ["search.js"] : []}>
      <h1>Facts</h1>
      <p class="lede">
        The {count(facts.length, "fact")} that rules can read. A fact that is not given, or given as <code>null</code>,
        is unknown and never false, unless a default is named here.
      </p>
      <div class="with-contents">
        <nav class="contents" aria-labelledby="_contents">
          <h2 id="_contents">On this page</h2>
          <ul>
            {groups.map((group) => (
              <li key={group}>
                <a href={`#_${idOf(group)}`}>{titleOf(group)}</a>
                <ul>
                  {facts
                    .filter(({ name }) => groupOf(name) === group)
                    .map(({ name, label }) => (
                      <li key={name}>
                        <a href={`#${idOf(name)}`}>{label}</a>
                      </li>
                    ))}
                </ul>
              </li>
            ))}
          </ul>
        </nav>
        <div id="_dictionary">
          <Filter model={at.model} target="_dictionary" label="Show only facts with" />
          {groups.map((group) => (
            <section key={group} aria-labelledby={`_${idOf(group)}`} data-filter-group>
              <h2 id={`_${idOf(group)}`}>{titleOf(group)}</h2>
              {facts
                .filter(({ name }) => groupOf(name) === group)
                .map((fact) => (
                  <FactArticle key={fact.name} at={at} fact={fact} />
                ))}
            </section>
          ))}
        </div>
      </div>
    </Page>
  );
}

/** Decided values stand here where something reads them; all of them stand among the decisions. */
function isShown({ name }: Fact, { model }: At): boolean {
  if (!name.startsWith(decidedPrefix)) return true;
  if (model.readersOf.has(name)) return true;
  return [...model.rulebook.facts.values()].some(({ inputs }) => inputs.includes(name));
}
