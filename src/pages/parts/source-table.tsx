import type { SiteModel } from "../model/site-model.ts";

/** The documents, labels, guidelines and studies that the rulebook rests on. */
export function SourceTable({ model: { content } }: { readonly model: SiteModel }) {
  return (
    <section aria-labelledby="_sources">
      <h2 id="_sources">Documents and authorities</h2>
      <section class="table-box" aria-label="Documents and authorities, as a table" tabindex={0}>
        <table>
          <caption>What the rows stand in</caption>
          <thead>
            <tr>
              <th scope="col">Title</th>
              <th scope="col">Kind</th>
              <th scope="col">Publisher, edition</th>
              <th scope="col">Where</th>
              <th scope="col">Holds in</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(content.sources).map(
              ([key, { kind, title, publisher, edition, locator, jurisdiction }]) => (
                <tr key={key}>
                  <th scope="row">{title}</th>
                  <td>{kind}</td>
                  <td>
                    {publisher}, {edition}
                  </td>
                  <td class="breakable">{locator}</td>
                  <td>{jurisdiction ?? "everywhere"}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </section>
    </section>
  );
}
