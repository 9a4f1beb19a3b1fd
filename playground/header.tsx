import { pages } from "../src/pages/model/links.ts";
import { menu, playgroundTitle } from "../src/pages/model/menu.ts";
import { useDesk } from "./parts/desk.ts";
import { counted } from "./words.ts";

/** The head of the rulebook's pages, what this is for, and which rules it runs on. */
export function Header() {
  const { rulebook, inSite } = useDesk();
  const profile = rulebook.profile === undefined ? "" : `, profile ${rulebook.profile.name}`;
  return (
    <header class="top">
      <div class="top-inner">
        <p class="site-name">{inSite ? <a href={`../${pages.overview}`}>{rulebook.title}</a> : rulebook.title}</p>
        {inSite && (
          <nav aria-label="Main">
            <ul>
              {menu.map(([page, text]) => (
                <li key={page}>
                  <a href={`../${pages[page]}`}>{text}</a>
                </li>
              ))}
              <li>
                <a href="index.html" aria-current="page">
                  {playgroundTitle}
                </a>
              </li>
            </ul>
          </nav>
        )}
      </div>
      <p class="intended">
        <strong>Support for qualified clinicians.</strong> No diagnosis, no order: the decision stays with the
        clinician. Nothing leaves this page.{" "}
        <span class="hint">
          Rulebook {rulebook.name} {rulebook.version}
          {profile}, {counted(rulebook.rules.length, "rule")}
        </span>
      </p>
    </header>
  );
}
