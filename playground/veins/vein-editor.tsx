import { useMemo } from "preact/hooks";
import { SectionFields } from "../form/section-fields.tsx";
import { formOf } from "../form/sections.ts";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import { IssueList } from "../parts/issue-list.tsx";
import { type PlainVein, pathOf } from "../state/case.ts";
import type { State } from "../state/state.ts";

const idFact = "vein.id";

/** The facts of one vein, with its name and, folded, what the clinician proposes for it. */
export function VeinEditor({
  vein,
  state,
}: {
  readonly vein: PlainVein;
  readonly state: Pick<State, "case" | "refused">;
}) {
  const { rulebook } = useDesk();
  const { vein: sections } = useMemo(() => formOf(rulebook), [rulebook]);
  const [own, ...others] = sections;
  return (
    <div class="vein-editor">
      <VeinName vein={vein} state={state} />
      <SectionFields
        facts={(own?.facts ?? []).filter(({ name }) => name !== idFact)}
        state={state}
        vein={vein.id}
        scope="vein"
      />
      {others.map(({ key, title, facts }) => (
        <Fold key={key} class="section" title={title}>
          {() => <SectionFields facts={facts} state={state} vein={vein.id} scope="vein" />}
        </Fold>
      ))}
    </div>
  );
}

/** The name goes to the case when it is complete: reports and paths speak of the vein by it. */
function VeinName({ vein, state }: { readonly vein: PlainVein; readonly state: Pick<State, "refused"> }) {
  const { dispatch } = useDesk();
  const place = { fact: idFact, vein: vein.id };
  const refused = state.refused.get(pathOf(place));
  return (
    <div class="field">
      <label for="vein-name">Name of the vein</label>
      <input
        id="vein-name"
        type="text"
        autocomplete="off"
        spellcheck={false}
        value={refused === undefined ? vein.id : String(refused.value)}
        aria-invalid={refused !== undefined}
        aria-describedby={refused === undefined ? undefined : "vein-name-issues"}
        onChange={({ currentTarget }) => dispatch({ type: "answer", place, value: currentTarget.value })}
      />
      {refused !== undefined && (
        <div class="trouble" role="status">
          <span class="trouble-title">Not taken: the vein keeps its name</span>
          <IssueList issues={refused.issues} id="vein-name-issues" />
        </div>
      )}
    </div>
  );
}
