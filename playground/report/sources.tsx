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
          <code>{citation.id}</code> {citationText(rulebook, citation)}
        </li>
      ))}
    </ul>
  );
}

/** The ids alone, for the end of a line. */
export function SourceIds({ sources }: { readonly sources: readonly Citation[] }) {
  if (sources.length === 0) return null;
  return <span class="source-ids">{sources.map(({ id }) => id).join(", ")}</span>;
}
