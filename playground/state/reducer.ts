import { match } from "ts-pattern";
import type { Advisor } from "../../src/advisor/advisor.ts";
import { answered } from "./answering.ts";
import { type Answer, type Place, pathOf, withoutVein, withVein } from "./case.ts";
import { loaded, loadedText } from "./loading.ts";
import type { Action, State } from "./state.ts";
import { changed, ofKnownVeins } from "./step.ts";

/** Makes the reducer: an action in, the next case and the library's answer to it out. */
export function createReducer(advisor: Advisor): (state: State, action: Action) => State {
  return (state, action) =>
    match<Action, State>(action)
      .with({ type: "answer" }, ({ place, value }) => answered(advisor, state, place, value))
      .with({ type: "add-vein" }, ({ vein }) => ({
        ...changed(advisor, state, withVein(state.case, vein)),
        vein: vein.id,
      }))
      .with({ type: "remove-vein" }, ({ id }) =>
        ofKnownVeins({ ...changed(advisor, state, withoutVein(state.case, id)), vein: null }),
      )
      .with({ type: "show-vein" }, ({ id }) => ({ ...state, vein: id }))
      .with({ type: "follow-up" }, ({ on }) => followUp(advisor, state, on))
      .with({ type: "load" }, ({ json, from, example = null }) =>
        loaded(advisor, state, json, { from, example, text: JSON.stringify(json, null, 2) }),
      )
      .with({ type: "load-text" }, ({ text, from }) => loadedText(advisor, state, text, from))
      .with({ type: "refuse-link" }, ({ why }) => ({
        ...state,
        refusedCase: {
          from: "the link",
          text: "",
          issues: [
            { path: "#case", message: `expected a case in the link, but ${why}`, help: "ask for the link again" },
          ],
        },
      }))
      .with({ type: "drop-refused-case" }, () => ({ ...state, refusedCase: null }))
      .with({ type: "undo" }, () => undone(advisor, state))
      .with({ type: "try" }, ({ answers, asked }) =>
        // What is tried from a list stands for itself; what is picked joins what is there.
        asked === undefined
          ? { ...state, trial: answers.reduce(withTrial, state.trial) }
          : { ...state, trial: answers, asked },
      )
      .with({ type: "untry" }, ({ place }) => untried(state, place))
      .with({ type: "keep-trial" }, () =>
        state.trial.reduce((next, { place, value }) => answered(advisor, next, place, value), {
          ...state,
          trial: [],
          asked: null,
        } as State),
      )
      .with({ type: "drop-trial" }, () => ({ ...state, trial: [], asked: null }))
      .exhaustive();
}

function followUp(advisor: Advisor, state: State, on: boolean): State {
  const { followUp: _, ...others } = state.case;
  const next = changed(advisor, state, on ? { ...others, followUp: {} } : others);
  const isOther = ({ place: { fact } }: { readonly place: Place }): boolean => !fact.startsWith("followUp.");
  return {
    ...next,
    trial: next.trial.filter(isOther),
    refused: new Map([...next.refused].filter(([, one]) => isOther(one))),
  };
}

function undone(advisor: Advisor, state: State): State {
  const previous = state.past.at(-1);
  if (previous === undefined) return state;
  return ofKnownVeins({
    ...state,
    ...previous,
    report: advisor.recommendSync(previous.case),
    refused: new Map(),
    refusedCase: null,
    past: state.past.slice(0, -1),
  });
}

function untried(state: State, place: Place): State {
  const trial = withoutTrial(state.trial, place);
  return { ...state, trial, asked: trial.length === 0 ? null : state.asked };
}

function withTrial(trial: readonly Answer[], answer: Answer): readonly Answer[] {
  return [...withoutTrial(trial, answer.place), answer];
}

function withoutTrial(trial: readonly Answer[], place: Place): readonly Answer[] {
  return trial.filter((one) => pathOf(one.place) !== pathOf(place));
}
