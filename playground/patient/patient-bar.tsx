import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { titleOfExample } from "../examples.ts";
import { useDesk } from "../parts/desk.ts";
import type { State } from "../state/state.ts";
import { counted } from "../words.ts";
import { Gallery } from "./gallery.tsx";
import { type Known, knownFacts } from "./known.ts";

/** Who is looked at: the example that was chosen, what is known, and other patients to choose. */
export function PatientBar({ state }: { readonly state: Pick<State, "case" | "example" | "past"> }) {
  const { rulebook, dispatch } = useDesk();
  const { example, past } = state;
  const known = useMemo(() => knownFacts(rulebook, state.case), [rulebook, state.case]);
  const isNobody = known.veins.length + known.present.length + known.absent.length === 0;
  const [isChoosing, setChoosing] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  // The button that was chosen is gone: who was chosen is read out.
  useEffect(() => {
    if (example !== null && document.activeElement === document.body) title.current?.focus();
  }, [example]);
  const shows = isNobody || isChoosing;
  return (
    <section class="patient" aria-labelledby="patient-title">
      <div class="patient-head">
        <h1 id="patient-title" tabIndex={-1} ref={title}>
          {example !== null ? titleOfExample(example) : isNobody ? "Try a patient" : "A patient of your own"}
          {example !== null && example.case !== state.case && <span class="hint"> (changed since)</span>}
        </h1>
        <div class="tools">
          {!isNobody && (
            <>
              <button
                type="button"
                class="quiet small"
                aria-expanded={isChoosing}
                onClick={() => setChoosing(!isChoosing)}
              >
                Another patient
              </button>
              <button
                type="button"
                class="quiet small"
                onClick={() => dispatch({ type: "load", json: {}, from: "nobody" })}
              >
                Start empty
              </button>
            </>
          )}
          <button
            type="button"
            class="quiet small"
            disabled={past.length === 0}
            onClick={() => dispatch({ type: "undo" })}
          >
            Undo
          </button>
        </div>
      </div>
      {shows && (
        <>
          {isNobody && <p class="hint">Choose an example, or answer the questions below for a patient of your own.</p>}
          <Gallery onChosen={() => setChoosing(false)} />
        </>
      )}
      {!isNobody && <Facts known={known} />}
    </section>
  );
}

/** Facts that are shown before the rest is asked for. */
const mostShown = 8;

function Facts({ known: { veins, present, absent } }: { readonly known: Known }) {
  const [showsAll, setShowsAll] = useState(false);
  // Where nothing is said to be there, what is said not to be is all there is.
  const telling = present.length + veins.length > 0 ? present : absent;
  const first = telling.slice(0, Math.max(1, mostShown - veins.length));
  const hidden = veins.reduce((sum, { more }) => sum + more, present.length + absent.length - first.length);
  const shown = showsAll
    ? [...veins.map(({ full }) => full), ...present, ...absent]
    : [...veins.map(({ short }) => short), ...first];
  return (
    <ul class="facts" aria-label="What is known">
      {shown.map((text) => (
        <li key={text}>{text}</li>
      ))}
      {hidden > 0 && (
        <li class="more">
          <button type="button" class="quiet small" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? "Show fewer" : `and ${counted(hidden, "more fact")}`}
          </button>
        </li>
      )}
    </ul>
  );
}
