import type { ComponentChildren } from "preact";
import { type PageName, pages } from "../model/links.ts";
import { menu, playgroundTitle } from "../model/menu.ts";
import type { At } from "./at.ts";
import { Footer } from "./footer.tsx";

/**
 * Nothing but the site's own files, from a server or from disk: `'self'` covers the one, `file:` the other. A browser that reads
 * from disk counts each file as an origin of its own.
 */
const policy = [
  "default-src 'none'",
  "style-src 'self' file:",
  "script-src 'self' file:",
  "img-src 'self' file:",
  "form-action 'self' file:",
  "base-uri 'none'",
].join("; ");

interface PageProps {
  readonly at: At;
  readonly title: string;
  /** The page itself in the menu; undefined for a topic. */
  readonly name?: PageName;
  readonly isWide?: boolean;
  /** Further scripts, by their file. */
  readonly scripts?: readonly string[];
  readonly children: ComponentChildren;
}

/** A whole page: head, skip link, menu, breadcrumb, content, footer. */
export function Page({ at, title, name, isWide = false, scripts = [], children }: PageProps) {
  const { model, links } = at;
  const site = model.rulebook.title;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{name === "overview" ? `${site}: the rulebook` : `${title} – ${site}`}</title>
        <link rel="icon" href={links.file("icon.svg")} type="image/svg+xml" />
        <link rel="stylesheet" href={links.file("site.css")} />
        {scripts.map((script) => (
          <script key={script} src={links.file(script)} defer />
        ))}
      </head>
      <body>
        <a class="skip" href="#_content">
          Skip to the content
        </a>
        <header class="top">
          <div class="top-inner">
            <p class="site-name">
              <a href={links.page("overview")}>{site}</a>
            </p>
            <nav aria-label="Main">
              <ul>
                {menu.map(([page, text]) => (
                  <li key={page}>
                    <a href={links.page(page)} aria-current={page === name ? "page" : undefined}>
                      {text}
                    </a>
                  </li>
                ))}
                {model.hasPlayground && (
                  <li>
                    <a href={links.file("playground/index.html")}>{playgroundTitle}</a>
                  </li>
                )}
              </ul>
            </nav>
            {model.hasSearch && name !== "search" && <SearchForm action={links.page("search")} />}
          </div>
        </header>
        <main id="_content" tabindex={-1} class={isWide ? "wide" : undefined}>
          {name !== "overview" && <Breadcrumb at={at} title={title} isTopic={name === undefined} />}
          {children}
        </main>
        <Footer model={model} />
      </body>
    </html>
  );
}

function SearchForm({ action }: { readonly action: string }) {
  return (
    <search>
      <form action={action} method="get" class="search-form">
        <label for="_query" class="for-readers">
          Search the rulebook
        </label>
        <input id="_query" name="q" type="search" placeholder="Search" autocomplete="off" />
        <button type="submit">Search</button>
      </form>
    </search>
  );
}

function Breadcrumb({ at, title, isTopic }: { readonly at: At; readonly title: string; readonly isTopic: boolean }) {
  return (
    <nav aria-label="Breadcrumb" class="breadcrumb">
      <ol>
        <li>
          <a href={at.links.page("overview")}>Overview</a>
        </li>
        {isTopic && (
          <li>
            <a href={`${at.links.file(pages.overview)}#_topics`}>Topics</a>
          </li>
        )}
        <li>
          <span aria-current="page">{title}</span>
        </li>
      </ol>
    </nav>
  );
}
