import { count, idOf } from "../model/names.ts";
import { type Row, rowsIn } from "../model/rows.ts";
import type { At } from "../parts/at.ts";
import { Filter } from "../parts/filter.tsx";
import { Page } from "../parts/page.tsx";
import { RuleLinks } from "../parts/rule-links.tsx";
import { SourceText } from "../parts/source-list.tsx";
import { SourceTable } from "../parts/source-table.tsx";

/** Every row of the guidance with the rules that rest on it, or the reason why none does. */
export function StatementsPage({ at }: { readonly at: At }) {
  const rows = rowsIn(at.model);
  const excused = rows.filter(({ excuse }) => excuse !== undefined);
  return (
    <Page at={at} title="Sources" name="statements" isWide scripts={at.model.hasSearch ? ["search.js"] : []}>
      <h1>Sources</h1>
      <p class="lede">
        {count(rows.length, "row")} of guidance. Each carries at least one rule, or says why none rests on it (
        {excused.length} of them). S rows stand in documents, A rows in labels, guidelines and studies; C rows are
        resolutions of conflicts, overlaps and vague words.
      </p>
      <SourceTable model={at.model} />
      <section aria-labelledby="_rows">
        <h2 id="_rows">Rows and rules</h2>
        <Filter model={at.model} target="_matrix" label="Show only rows with" />
        <section class="table-box" aria-label="Rows and rules, as a table" tabindex={0}>
          <table id="_matrix" class="matrix">
            <caption>Every row of the guidance and the rules that rest on it</caption>
            <thead>
              <tr>
                <th scope="col">Row</th>
                <th scope="col">Kind</th>
                <th scope="col">Where it stands</th>
                <th scope="col">Rules</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <MatrixRow key={row.id} at={at} row={row} />
              ))}
            </tbody>
          </table>
        </section>
      </section>
    </Page>
  );
}

function MatrixRow({ at, row }: { readonly at: At; readonly row: Row }) {
  const { id, kind, topic, excuse, citation } = row;
  const rules = at.model.restingOn.get(id) ?? [];
  const isLeftOut = excuse === undefined && rules.length === 0 && at.model.evidence === "documents";
  return (
    <tr id={idOf(id)} data-filter>
      <th scope="row">{id}</th>
      <td>{[citation.authority === "resolution" ? `resolution (${kind})` : kind, topic].filter(Boolean).join(", ")}</td>
      <td>
        <SourceText row={row} />
      </td>
      <td>
        {excuse !== undefined ? (
          <>
            <strong class="excuse">not used</strong> {excuse}
          </>
        ) : isLeftOut ? (
          <span class="none">left out: documents alone are shown</span>
        ) : (
          <RuleLinks at={at} rules={rules} />
        )}
      </td>
    </tr>
  );
}
