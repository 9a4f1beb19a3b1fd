import { type Row, rowOf } from "../model/rows.ts";
import type { At } from "./at.ts";

/** Rows that a rule rests on: authority, document, section and lines; rows of one place stand together. */
export function SourceList({ at, ids }: { readonly at: At; readonly ids: readonly string[] }) {
  const places = new Map<string, [Row, ...Row[]]>();
  for (const row of ids.flatMap((id) => rowOf(id, at.model) ?? [])) {
    const { authority, source, section, lines } = row.citation;
    const place = JSON.stringify([authority, source, section, lines]);
    const known = places.get(place);
    if (known === undefined) places.set(place, [row]);
    else known.push(row);
  }
  return (
    <ul class="sources">
      {[...places].map(([place, rows]) => (
        <li key={place}>
          {rows.map(({ id }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <a class="row-id" href={at.links.row(id)}>
                {id}
              </a>
            </span>
          ))}{" "}
          <SourceText row={rows[0]} />
        </li>
      ))}
    </ul>
  );
}

/** Where a row stands, in one line. */
export function SourceText({ row: { citation, source, kind } }: { readonly row: Row }) {
  if (citation.authority === "resolution")
    return (
      <>
        <span class="authority">{kind}</span> {citation.section}
      </>
    );
  return (
    <>
      <span class="authority">{citation.authority}</span> {source?.title ?? citation.source}
      {source !== undefined && citation.authority !== "document" && <>, {source.publisher}</>}
      {citation.jurisdiction !== undefined && <> ({citation.jurisdiction})</>}
      {citation.section !== undefined && (
        <>
          , section <q>{citation.section}</q>
        </>
      )}
      {citation.lines !== undefined && (
        <>
          , {/^\d+$/.test(citation.lines) ? "line" : "lines"} {citation.lines}
        </>
      )}
    </>
  );
}
