import { useEffect, useRef } from "preact/hooks";
import { useDesk } from "../parts/desk.ts";
import { veinsOf } from "../state/case.ts";
import type { State } from "../state/state.ts";
import { aboutVein } from "./about-vein.ts";
import { VeinEditor } from "./vein-editor.tsx";

/** The veins of the case, one of them open to be edited. */
export function VeinList({ state }: { readonly state: Pick<State, "case" | "refused" | "vein"> }) {
  const { dispatch } = useDesk();
  const list = useRef<HTMLUListElement>(null);
  const veins = veinsOf(state.case);
  const count = useRef(veins.length);
  // A vein that was just added is described next.
  useEffect(() => {
    if (veins.length > count.current) list.current?.querySelector<HTMLElement>("[aria-expanded=true]")?.focus();
    // The button of a vein that is gone took the focus with it.
    if (veins.length < count.current && document.activeElement === document.body)
      document.getElementById("veins-title")?.focus();
    count.current = veins.length;
  }, [veins.length]);
  if (veins.length === 0) return <p class="hint">No vein yet.</p>;
  return (
    <ul class="veins" ref={list}>
      {veins.map((vein) => {
        const isOpen = vein.id === state.vein;
        return (
          <li key={vein.id} class={isOpen ? "vein open" : "vein"}>
            <div class="vein-head">
              <button
                type="button"
                class="vein-name"
                aria-expanded={isOpen}
                onClick={() => dispatch({ type: "show-vein", id: isOpen ? null : vein.id })}
              >
                <strong>{vein.id}</strong> <span class="hint">{aboutVein(vein).text || "nothing known yet"}</span>
              </button>
              <button
                type="button"
                class="quiet"
                aria-label={`Remove vein ${vein.id}`}
                onClick={() => dispatch({ type: "remove-vein", id: vein.id })}
              >
                Remove
              </button>
            </div>
            {isOpen && <VeinEditor vein={vein} state={state} />}
          </li>
        );
      })}
    </ul>
  );
}
