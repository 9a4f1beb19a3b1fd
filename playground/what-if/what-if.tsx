import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Scalar } from "../../src/logic/cell.ts";
import { useDesk } from "../parts/desk.ts";
import { IssueList } from "../parts/issue-list.tsx";
import { clauseOf } from "../report/clause.ts";
import type { State } from "../state/state.ts";
import { tryAnswers } from "../state/trial.ts";
import { AskedLine } from "./asked-line.tsx";
import { Difference } from "./difference.tsx";
import { FactPicker } from "./fact-picker.tsx";
import { Alike, Tried } from "./tried.tsx";

interface WhatIfProps {
  readonly state: State;
  /** Goes back to where the try was asked for. */
  readonly onBack: (place: string) => void;
}

/** Facts that are only tried: what was asked first, then what else would turn, and only that; then kept or not. */
export function WhatIf({ state, onBack }: WhatIfProps) {
  const { advisor, rulebook, dispatch } = useDesk();
  const { trial, asked } = state;
  const result = useMemo(
    () => (trial.length === 0 ? undefined : tryAnswers(advisor, state.case, trial)),
    [advisor, state.case, trial],
  );
  const about = asked?.about ?? null;
  const box = useRef<HTMLElement>(null);
  useLanding(box, state);
  const isActive = result !== undefined;
  const tried = trial
    .map(({ place, value }) =>
      value === null ? "" : clauseOf(rulebook, { place, values: [value as Scalar] }, about?.vein),
    )
    .filter(Boolean);
  const stop = (): void => {
    dispatch({ type: "drop-trial" });
    if (asked !== null) onBack(asked.from);
  };
  return (
    <section
      class={isActive ? "what-if active" : "what-if"}
      aria-labelledby="what-if-title"
      id="what-if"
      tabIndex={-1}
      ref={box}
    >
      <div class="what-if-head">
        <h3 id="what-if-title">What if{tried.length === 0 ? "…" : ` ${tried.join(", and ")}?`}</h3>
        {isActive && (
          <div class="tools">
            <button
              type="button"
              class="small"
              disabled={"issues" in result}
              onClick={() => dispatch({ type: "keep-trial" })}
            >
              Use it in the case
            </button>
            <button type="button" class="quiet small" onClick={stop}>
              {asked === null ? "Stop trying" : "Stop and go back"}
            </button>
          </div>
        )}
      </div>
      {isActive && "difference" in result && about !== null && (
        <div role="status" aria-label="What was asked">
          <AskedLine about={about} before={state.report} difference={result.difference} />
        </div>
      )}
      <Alike state={state} />
      <Tried state={state} />
      {isActive && (
        <div class="turned" role="status" aria-label="What would turn">
          {"issues" in result ? (
            <IssueList issues={result.issues} />
          ) : (
            <Difference difference={result.difference} without={about} />
          )}
        </div>
      )}
      <FactPicker of={state.case} isMore={isActive} onPick={(answers) => dispatch({ type: "try", answers })} />
    </section>
  );
}

/** What is tried from far down the report is answered up here, with its heading in view. */
function useLanding(box: { readonly current: HTMLElement | null }, { trial, asked }: State): void {
  const last = useRef({ count: trial.length, asked });
  // Asked before the page changes: a button that goes takes the focus with it.
  const hadFocus = box.current?.contains(document.activeElement) === true;
  useEffect(() => {
    const { count, asked: earlier } = last.current;
    last.current = { count: trial.length, asked };
    if (asked !== null && asked !== earlier) {
      box.current?.focus({ preventScroll: true });
      box.current?.scrollIntoView({ block: "start" });
    } else if (trial.length > count) {
      box.current?.focus({ preventScroll: true });
      box.current?.scrollIntoView({ block: "nearest" });
    } else if (hadFocus && document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, [trial, asked]);
}
