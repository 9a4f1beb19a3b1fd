import type { At } from "../parts/at.ts";
import { Page } from "../parts/page.tsx";

/** The search: a field, and the results as the script finds them. */
export function SearchPage({ at }: { readonly at: At }) {
  return (
    <Page at={at} title="Search" name="search" scripts={["search-index.js", "search.js"]}>
      <h1>Search</h1>
      <p class="lede">
        Rules, topics, decisions, facts and rows of the guidance. Beginnings of words and near spellings count.
      </p>
      <noscript>
        <p>The search needs a script, which is switched off. All pages can be read without it.</p>
      </noscript>
      <search>
        <form id="_search" class="search-page" action={at.links.page("search")} method="get">
          <label for="_field">Search for</label>
          <input id="_field" name="q" type="search" autocomplete="off" />
        </form>
      </search>
      <p id="_found" role="status" />
      <ol id="_results" class="results" />
    </Page>
  );
}
