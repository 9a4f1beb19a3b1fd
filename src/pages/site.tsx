import type { VNode } from "preact";
import { render } from "preact-render-to-string";
import { dataScript } from "./data-script.ts";
import { linksFrom, pages, topicFile } from "./model/links.ts";
import { type SiteInput, siteModel } from "./model/site-model.ts";
import type { At } from "./parts/at.ts";
import { searchEntries } from "./search/entries.ts";
import { entriesGlobal } from "./search/entry.ts";
import { DifferencesPage } from "./views/differences-page.tsx";
import { FactsPage } from "./views/facts-page.tsx";
import { OverviewPage } from "./views/overview-page.tsx";
import { SearchPage } from "./views/search-page.tsx";
import { SlotsPage } from "./views/slots-page.tsx";
import { StatementsPage } from "./views/statements-page.tsx";
import { TopicPage } from "./views/topic-page.tsx";

/** A file of the site: its path in the site's folder, with forward slashes, and its text. */
export interface SiteFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Returns a rulebook as the pages of a static site: the overview, a page for each topic, the decisions, the facts, the sources,
 * the disagreements, and with `hasSearch` the search with its index. The same input gives the same bytes. Beside them belong
 * `site.css`, `icon.svg` and, with `hasSearch`, the built script `search.js`. Throws `InternalError` for a rulebook that no
 * loader made.
 */
export function rulebookSite(input: SiteInput): readonly SiteFile[] {
  const model = siteModel(input);
  const top: At = { model, links: linksFrom(0, model) };
  const below: At = { model, links: linksFrom(1, model) };
  return [
    page(pages.overview, <OverviewPage at={top} />),
    ...[...model.topics.keys()].map((topic) => page(topicFile(topic), <TopicPage at={below} topic={topic} />)),
    page(pages.slots, <SlotsPage at={top} />),
    page(pages.facts, <FactsPage at={top} />),
    page(pages.statements, <StatementsPage at={top} />),
    page(pages.differences, <DifferencesPage at={top} />),
    ...(model.hasSearch
      ? [
          page(pages.search, <SearchPage at={top} />),
          { path: "search-index.js", text: dataScript(entriesGlobal, searchEntries(model)) },
        ]
      : []),
  ];
}

function page(path: string, content: VNode): SiteFile {
  return { path, text: `<!doctype html>\n${render(content)}\n` };
}
