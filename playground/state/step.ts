import type { Advisor } from "../../src/advisor/advisor.ts";
import { type Place, type PlainCase, veinsOf } from "./case.ts";
import type { Patient, State } from "./state.ts";

/** How many steps can be undone. */
const longestPast = 50;

/** The earlier cases once another one takes the place of the present one. */
export function pastOf({ past, case: of, example }: State): readonly Patient[] {
  return [...past, { case: of, example }].slice(-longestPast);
}

/** Takes a case that is surely a right one. */
export function changed(advisor: Advisor, state: State, next: PlainCase): State {
  return {
    ...state,
    case: next,
    report: advisor.recommendSync(next),
    past: pastOf(state),
  };
}

/** Drops what is said of veins that the case no longer has. */
export function ofKnownVeins(state: State): State {
  const known = new Set(veinsOf(state.case).map(({ id }) => id));
  const isKnown = ({ place: { vein } }: { readonly place: Place }): boolean => vein === undefined || known.has(vein);
  return {
    ...state,
    trial: state.trial.filter(isKnown),
    asked: state.trial.some(isKnown) ? state.asked : null,
    refused: new Map([...state.refused].filter(([, one]) => isKnown(one))),
    vein: state.vein !== null && known.has(state.vein) ? state.vein : null,
  };
}
