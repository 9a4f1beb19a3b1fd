import { useDesk } from "../parts/desk.ts";
import { freeVeinId, type PlainVein, veinsOf } from "../state/case.ts";
import type { State } from "../state/state.ts";
import { titleOf, words } from "../words.ts";
import { bandsOf, sideFact, views, zoneFact } from "./drawing.ts";
import { LegView } from "./leg-view.tsx";
import { VeinList } from "./vein-list.tsx";

/** Why a vein stands nowhere on the drawing; undefined where it does. */
function whyNotDrawn(vein: PlainVein, drawn: readonly string[], sides: readonly string[]): string | undefined {
  const { zone, side } = vein;
  if (typeof zone !== "string") return "place not known";
  if (!drawn.includes(zone)) return `${words(zone)}, not on the drawing`;
  return typeof side === "string" || sides.length === 0 ? undefined : `${words(zone)}, side not known`;
}

/** The veins to treat: a drawing to tap, and the list of what is there. */
export function Veins({ state }: { readonly state: Pick<State, "case" | "refused" | "vein"> }) {
  const { rulebook, dispatch } = useDesk();
  const zones = rulebook.facts.get(zoneFact)?.values ?? [];
  const sides = rulebook.facts.get(sideFact)?.values ?? [];
  const drawn = zones.filter((zone) => bandsOf(zone).length > 0);
  const listed = zones.filter((zone) => bandsOf(zone).length === 0);
  const veins = veinsOf(state.case);
  const add = (zone?: string, side?: string): void => {
    const facts = {
      ...(side === undefined || !sides.includes(side) ? {} : { side }),
      ...(zone === undefined ? {} : { zone }),
    };
    const vein: PlainVein = { id: freeVeinId(state.case, Object.values(facts)), ...facts };
    dispatch({ type: "add-vein", vein });
  };
  const veinsAt = (zone: string, side: string): readonly string[] =>
    veins
      .filter((vein) => vein["zone"] === zone && (vein["side"] === side || !sides.includes(side)))
      .map(({ id }) => id);
  const offDrawing = veins.flatMap((vein) => {
    const why = whyNotDrawn(vein, drawn, sides);
    return why === undefined ? [] : [{ id: vein.id, why }];
  });
  return (
    <section class="card" aria-labelledby="veins-title">
      <h3 id="veins-title" tabIndex={-1}>
        Veins
      </h3>
      <p class="hint">Tap where a vein is; then say what it is like.</p>
      {offDrawing.length > 0 && (
        <ul class="off-drawing" aria-label="Not on the drawing">
          {offDrawing.map(({ id, why }) => (
            <li key={id}>
              <button type="button" class="link" onClick={() => dispatch({ type: "show-vein", id })}>
                Vein {id}
              </button>
              : {why}
            </li>
          ))}
        </ul>
      )}
      {drawn.length > 0 && (
        <div class="views">
          {views.map((view) => (
            <LegView key={view} view={view} zones={drawn} veinsAt={veinsAt} onTap={add} />
          ))}
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons is no fieldset */}
      <div class="zones" role="group" aria-label="Other places">
        {listed.map((zone) => (
          <button key={zone} type="button" class="quiet" onClick={() => add(zone)}>
            {titleOf(zone)}
          </button>
        ))}
        <button type="button" class="quiet" onClick={() => add()}>
          Place not known
        </button>
      </div>
      <VeinList state={state} />
    </section>
  );
}
