import { pages } from "../../src/pages/model/links.ts";
import { idOf } from "../../src/pages/model/names.ts";
import type { Citation } from "../../src/rulebook/source.ts";
import { useDesk } from "../parts/desk.ts";
import { citationText } from "../words.ts";

/** The rows that something rests on, each with whose word it is and where it stands. */
export function Sources({ sources }: { readonly sources: readonly Citation[] }) {
  const { rulebook } = useDesk();
  return (
    <ul class="sources">
      {sources.map((citation) => (
        <li key={citation.id}>
          <RowId id={citation.id} /> {citationText(rulebook, citation)}
        </li>
      ))}
    </ul>
  );
}

/** The ids alone, in brackets that stay with them. */
export function SourceIds({ sources }: { readonly sources: readonly Pick<Citation, "id">[] }) {
  return (
    <span class="source-ids">
      {sources.map(({ id }, index) => (
        <span key={id}>
          {index > 0 && " "}
          <span class="row-id">
            {index === 0 && "["}
            <RowId id={id} />
            {index < sources.length - 1 ? "," : "]"}
          </span>
        </span>
      ))}
    </span>
  );
}

/** The id of a row: in a site it leads to the row on the page of the sources, alone it says its source when pointed at. */
function RowId({ id }: { readonly id: string }) {
  const { rulebook, inSite } = useDesk();
  const citation = rulebook.citations.get(id);
  if (citation === undefined) return <code>{id}</code>;
  const text = citationText(rulebook, citation);
  return inSite ? (
    <a href={`../${pages.statements}#${idOf(id)}`} title={text}>
      {id}
    </a>
  ) : (
    <abbr title={text}>{id}</abbr>
  );
}
