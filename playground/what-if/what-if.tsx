import { useEffect, useMemo, useRef } from "preact/hooks";
import { Field } from "../form/field.tsx";
import { useDesk } from "../parts/desk.ts";
import { IssueList } from "../parts/issue-list.tsx";
import { pathOf, valueAt } from "../state/case.ts";
import type { State } from "../state/state.ts";
import { tryAnswers } from "../state/trial.ts";
import { answerText, placeText } from "../words.ts";
import { Difference } from "./difference.tsx";
import { FactPicker } from "./fact-picker.tsx";

/** Facts that are only tried: what would turn, and only that; then kept or dropped. */
export function WhatIf({ state }: { readonly state: State }) {
  const { advisor, rulebook, dispatch } = useDesk();
  const { trial } = state;
  const result = useMemo(
    () => (trial.length === 0 ? undefined : tryAnswers(advisor, state.case, trial)),
    [advisor, state.case, trial],
  );
  const box = useRef<HTMLElement>(null);
  const count = useRef(trial.length);
  // What is tried from far down the report is answered up here.
  useEffect(() => {
    if (trial.length > count.current) {
      box.current?.focus();
      box.current?.scrollIntoView({ block: "nearest" });
    }
    // A button that is gone took the focus with it.
    if (trial.length < count.current && document.activeElement === document.body) box.current?.focus();
    count.current = trial.length;
  }, [trial.length]);
  return (
    <section
      class={trial.length === 0 ? "what-if" : "what-if active"}
      aria-labelledby="what-if-title"
      tabIndex={-1}
      ref={box}
    >
      <div class="what-if-head">
        <h3 id="what-if-title">What if…</h3>
        <FactPicker of={state.case} onPick={(answers) => dispatch({ type: "try", answers })} />
      </div>
      {trial.map(({ place, value }) => {
        const fact = rulebook.facts.get(place.fact);
        if (fact === undefined) return null;
        const now = answerText(fact, valueAt(state.case, place));
        return (
          <div class="tried" key={pathOf(place)}>
            <Field
              scope="try"
              fact={fact}
              place={place}
              value={value}
              label={`${placeText(rulebook, place)} (now ${now})`}
              onAnswer={(next) => dispatch({ type: "try", answers: [{ place, value: next ?? null }] })}
            />
            <button
              type="button"
              class="quiet small"
              aria-label={`Take out ${placeText(rulebook, place)}`}
              onClick={() => dispatch({ type: "untry", place })}
            >
              Take out
            </button>
          </div>
        );
      })}
      {result !== undefined && (
        <>
          <div class="turned" role="status" aria-label="What would turn">
            {"issues" in result ? <IssueList issues={result.issues} /> : <Difference difference={result.difference} />}
          </div>
          <div class="tools">
            <button type="button" disabled={"issues" in result} onClick={() => dispatch({ type: "keep-trial" })}>
              Keep it
            </button>
            <button type="button" class="quiet" onClick={() => dispatch({ type: "drop-trial" })}>
              Drop it
            </button>
          </div>
        </>
      )}
    </section>
  );
}
