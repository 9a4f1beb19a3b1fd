import type { Source } from "../../rulebook/source.ts";
import { playgroundTitle } from "../model/menu.ts";
import { count } from "../model/names.ts";
import type { At } from "./at.ts";
import { Entry } from "./entry.tsx";

const kindNames: Readonly<Record<Source["kind"], readonly [string, string]>> = {
  document: ["document", "documents"],
  label: ["label", "labels"],
  guideline: ["guideline", "guidelines"],
  study: ["study", "studies"],
  maker: ["maker's guide", "makers' guides"],
};

/** Which rulebook this is, what it rests on, what it is meant for, and the way to try it. */
export function RulebookCard({ at: { model, links } }: { readonly at: At }) {
  const { rulebook, content, rules, evidence, differences } = model;
  const kinds = new Map<Source["kind"], number>();
  for (const { kind } of Object.values(content.sources)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return (
    <div class="card-row">
      <section class="card intended" aria-labelledby="_use">
        <h2 id="_use">Intended use</h2>
        <p>
          Support for qualified clinicians, and for the software they use. It makes no diagnosis and gives no orders, it
          is not a cleared medical device, and it holds what its sources say and nothing else.
        </p>
        <p>
          <strong>The decision stays with the clinician</strong>, who checks it against the patient and the label.
        </p>
        {model.hasPlayground && (
          <div class="try">
            <a class="button" href={links.file("playground/index.html")}>
              {playgroundTitle}
            </a>
            <p>Choose an example or enter your own: what is advised, why, and what would change it.</p>
          </div>
        )}
      </section>
      <section class="card" aria-labelledby="_which">
        <h2 id="_which">This rulebook</h2>
        <dl>
          <Entry term="Name and version">
            {rulebook.name} {rulebook.version}
          </Entry>
          <Entry term="Digest">
            <code class="digest">{rulebook.digest}</code>
          </Entry>
          <Entry term="Evidence">
            {evidence === "all"
              ? "documents and authorities"
              : "documents alone: rules that rest on labels, guidelines or studies only are left out"}
          </Entry>
          {rulebook.profile !== undefined && (
            <Entry term="Profile">
              {rulebook.profile.name}: added {list(rulebook.profile.added)}; retired {list(rulebook.profile.retired)}
            </Entry>
          )}
          <Entry term="Holds">
            {count(rules.length, "rule")}, {count(rulebook.slots.size, "decision")},{" "}
            {count(rulebook.facts.size, "fact")}, {count(differences.length, "disagreement")} between sources
          </Entry>
          <Entry term="Sources">
            {[...kinds].map(([kind, number]) => count(number, ...kindNames[kind])).join(", ")}
          </Entry>
        </dl>
      </section>
    </div>
  );
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}
