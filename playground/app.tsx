import { useEffect, useMemo, useReducer } from "preact/hooks";
import type { Advisor } from "../src/advisor/advisor.ts";
import { Answer } from "./answer.tsx";
import { FullForm } from "./form/full-form.tsx";
import { NextQuestion } from "./form/next-question.tsx";
import { Header } from "./header.tsx";
import { type Desk, DeskContext, PrintingContext } from "./parts/desk.ts";
import { usePrinting } from "./parts/use-printing.ts";
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

/** Goes to the answer and leaves the address as it is: its fragment may hold the case. */
function goToAnswer(event: Event): void {
  event.preventDefault();
  const answer = document.getElementById("answer");
  answer?.focus();
  answer?.scrollIntoView();
}

/** The playground: what is known on one side, the library's answer on the other. */
export function App({ advisor }: { readonly advisor: Advisor }) {
  const reducer = useMemo(() => createReducer(advisor), [advisor]);
  const [state, dispatch] = useReducer<State, Action, Advisor>(reducer, advisor, () => {
    const action = actionOf(location.hash);
    const start = startState(advisor);
    return action === undefined ? start : { ...reducer(start, action), past: [] };
  });
  const desk = useMemo<Desk>(() => ({ advisor, rulebook: advisor.rulebook, dispatch }), [advisor, dispatch]);
  useEffect(() => {
    const follow = (): void => {
      const action = actionOf(location.hash);
      if (action !== undefined) dispatch(action);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const { decision, couldBecome } = state.report.eligibility;
  return (
    <DeskContext.Provider value={desk}>
      <PrintingContext.Provider value={usePrinting()}>
        {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place of the page, and only leaves the address alone */}
        <a class="skip" href="#answer" onClick={goToAnswer}>
          Skip to the answer
        </a>
        <Header state={state} />
        <main class="columns">
          <section class="intake" aria-labelledby="intake-title">
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
          <Answer state={state} />
        </main>
        <nav class="to-answer" aria-label="Answer">
          {/* biome-ignore lint/a11y/useValidAnchor: as above */}
          <a href="#answer" onClick={goToAnswer}>
            <strong>{capital(words(decision))}</strong>
            {couldBecome !== null && <span> could become {words(couldBecome)}</span>}
          </a>
        </nav>
      </PrintingContext.Provider>
    </DeskContext.Provider>
  );
}
