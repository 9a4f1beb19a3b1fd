import { useEffect, useMemo, useReducer } from "preact/hooks";
import type { Advisor } from "../src/advisor/advisor.ts";
import { Answer } from "./answer.tsx";
import { FullForm } from "./form/full-form.tsx";
import { NextQuestion } from "./form/next-question.tsx";
import { Header } from "./header.tsx";
import { type Desk, DeskContext, PrintingContext } from "./parts/desk.ts";
import { KeptTexts, OpenFolds } from "./parts/folds.ts";
import { usePrinting } from "./parts/use-printing.ts";
import { PatientBar } from "./patient/patient-bar.tsx";
import { readFragment } from "./share.ts";
import { startState } from "./state/loading.ts";
import { createReducer } from "./state/reducer.ts";
import type { Action, State } from "./state/state.ts";
import { Veins } from "./veins/veins.tsx";
import { capital, words } from "./words.ts";

/** The action that a link asks for; undefined where it carries no case. */
function actionOf(fragment: string): Action | undefined {
  const shared = readFragment(fragment);
  if (shared.kind === "none") return undefined;
  if (shared.kind === "broken") return { type: "refuse-link", why: shared.why };
  return { type: "load", json: shared.json, from: "the link" };
}

/** Goes to a part of the page and leaves the address as it is: its fragment may hold the case. */
const goTo =
  (id: string) =>
  (event: Event): void => {
    event.preventDefault();
    const part = document.getElementById(id);
    part?.focus({ preventScroll: true });
    part?.scrollIntoView();
  };

/** The playground: who it is, the library's answer, and beside it what is asked and known. */
export function App({ advisor, inSite }: { readonly advisor: Advisor; readonly inSite: boolean }) {
  const reducer = useMemo(() => createReducer(advisor), [advisor]);
  const [state, dispatch] = useReducer<State, Action, Advisor>(reducer, advisor, () => {
    const action = actionOf(location.hash);
    const start = startState(advisor);
    return action === undefined ? start : { ...reducer(start, action), past: [] };
  });
  const desk = useMemo<Desk>(
    () => ({ advisor, rulebook: advisor.rulebook, dispatch, inSite }),
    [advisor, dispatch, inSite],
  );
  useEffect(() => {
    const follow = (): void => {
      const action = actionOf(location.hash);
      if (action !== undefined) dispatch(action);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const { decision, couldBecome } = state.report.eligibility;
  const folds = useMemo(() => new Map<string, boolean>(), []);
  const texts = useMemo(() => new Map<string, string>(), []);
  return (
    <DeskContext.Provider value={desk}>
      <PrintingContext.Provider value={usePrinting()}>
        <OpenFolds.Provider value={folds}>
          <KeptTexts.Provider value={texts}>
            {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place of the page, and only leaves the address alone */}
            <a class="skip" href="#answer" onClick={goTo("answer")}>
              Skip to the answer
            </a>
            <Header />
            <main>
              <PatientBar state={state} />
              <div class="columns">
                <Answer state={state} />
                <section class="intake" id="known" aria-labelledby="intake-title" tabIndex={-1}>
                  <h2 id="intake-title" class="unseen">
                    What is known
                  </h2>
                  <NextQuestion state={state} />
                  {useMemo(
                    () => (
                      <Veins state={state} />
                    ),
                    [state.case, state.refused, state.vein],
                  )}
                  {useMemo(
                    () => (
                      <FullForm state={state} />
                    ),
                    [state.case, state.refused],
                  )}
                </section>
              </div>
            </main>
            <nav class="to-answer" aria-label="Parts of the page">
              {/* biome-ignore lint/a11y/useValidAnchor: as above */}
              <a class="to-part" href="#answer" onClick={goTo("answer")}>
                <strong>{capital(words(decision))}</strong>
                {couldBecome !== null && <span> could become {words(couldBecome)}</span>}
              </a>
              {/* biome-ignore lint/a11y/useValidAnchor: as above */}
              <a class="to-part to-known" href="#known" onClick={goTo("known")}>
                Questions and facts
              </a>
            </nav>
          </KeptTexts.Provider>
        </OpenFolds.Provider>
      </PrintingContext.Provider>
    </DeskContext.Provider>
  );
}
