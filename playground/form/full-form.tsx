import { useMemo, useState } from "preact/hooks";
import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import type { State } from "../state/state.ts";
import { knownOf, SectionFields } from "./section-fields.tsx";
import { followUpGroup, formOf } from "./sections.ts";

/** Facts that are shown at once for a search. */
const mostFound = 12;

/** Every fact of the patient and the follow-up, by section, and a search over them. */
export function FullForm({ state }: { readonly state: Pick<State, "case" | "refused"> }) {
  const { rulebook, dispatch } = useDesk();
  const { sections } = useMemo(() => formOf(rulebook), [rulebook]);
  const [query, setQuery] = useState("");
  const isFollowUp = (state.case[followUpGroup] ?? null) !== null;
  const shown = sections.filter(({ key }) => key !== followUpGroup || isFollowUp);
  const found = useMemo(
    () =>
      search(
        shown.flatMap(({ facts }) => facts),
        query,
      ),
    [query, isFollowUp],
  );
  return (
    <section class="card" aria-labelledby="form-title">
      <h3 id="form-title">All facts</h3>
      <div class="field">
        <label for="find-fact">Find a fact</label>
        <input
          id="find-fact"
          type="search"
          autocomplete="off"
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      </div>
      {found !== undefined ? (
        <div class="found">
          <p class="hint" role="status">
            {found.length === 0 ? "No fact has these words." : `${found.length} found`}
          </p>
          <SectionFields facts={found.slice(0, mostFound)} state={state} scope="found" />
        </div>
      ) : (
        shown.map(({ key, title, facts }) => (
          <Fold
            key={key}
            class="section"
            title={
              <>
                {title} <Count known={knownOf(facts, state.case)} of={facts.length} />
              </>
            }
          >
            {() => <SectionFields facts={facts} state={state} scope="form" />}
          </Fold>
        ))
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={isFollowUp}
          onChange={({ currentTarget }) => dispatch({ type: "follow-up", on: currentTarget.checked })}
        />
        <span>This is a follow-up after a session</span>
      </label>
    </section>
  );
}

function Count({ known, of }: { readonly known: number; readonly of: number }) {
  return (
    <span class="count">
      {known} of {of} known
    </span>
  );
}

/** The facts that have every word of the query in their name, label, question or meaning; undefined without a query. */
function search(facts: readonly Fact[], query: string): readonly Fact[] | undefined {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return undefined;
  return facts.filter(({ name, label, ask = "", meaning = "" }) => {
    const text = `${name} ${label} ${ask} ${meaning}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
