import { examples } from "./examples.ts";
import { useDesk } from "./parts/desk.ts";
import type { State } from "./state/state.ts";
import { counted } from "./words.ts";

/** What this is, what it is for, which rules it runs on; patients to start from. */
export function Header({ state }: { readonly state: Pick<State, "past"> }) {
  const { rulebook, dispatch } = useDesk();
  const profile = rulebook.profile === undefined ? "" : `, profile ${rulebook.profile.name}`;
  return (
    <header class="top">
      <div class="top-words">
        <h1>{rulebook.title}</h1>
        <p class="intended">
          <strong>Support for qualified clinicians.</strong> No diagnosis, no order: the decision stays with the
          clinician. Everything runs in this page; no answer leaves it.
        </p>
        <p class="hint">
          Rulebook {rulebook.name} {rulebook.version}
          {profile}, {counted(rulebook.rules.length, "rule")}, <code>{rulebook.digest.slice(0, 19)}</code>
        </p>
      </div>
      <div class="tools">
        <label for="example">Start from</label>
        <select
          id="example"
          value=""
          onChange={({ currentTarget }) => {
            const example = examples[Number(currentTarget.value)];
            if (currentTarget.value !== "" && example !== undefined)
              dispatch({ type: "load", json: example.case, from: `the example \u201c${example.title}\u201d` });
            currentTarget.value = "";
          }}
        >
          <option value="">an example patient…</option>
          {examples.map(({ title }, index) => (
            <option key={title} value={index}>
              {title}
            </option>
          ))}
        </select>
        <button type="button" class="quiet" onClick={() => dispatch({ type: "load", json: {}, from: "nobody" })}>
          Nothing known
        </button>
        <button
          type="button"
          class="quiet"
          disabled={state.past.length === 0}
          onClick={() => dispatch({ type: "undo" })}
        >
          Undo
        </button>
      </div>
    </header>
  );
}
