import type { Advisor } from "../../src/advisor/advisor.ts";
import { type Place, pathOf, withValue } from "./case.ts";
import { read } from "./read.ts";
import type { Refused, State } from "./state.ts";
import { changed, ofKnownVeins, pastOf } from "./step.ts";

/** An entry that the library takes is in the case; one that it refuses is beside it, with the issues, and counts as unknown. */
export function answered(advisor: Advisor, state: State, place: Place, value: unknown): State {
  const key = pathOf(place);
  const candidate = withValue(state.case, place, value);
  const reading = read(advisor, candidate);
  if ("issues" in reading) {
    // A vein keeps the name that it has.
    const kept = key.endsWith(".id") ? state.case : withValue(state.case, place, undefined);
    const refused = new Map(state.refused).set(key, { place, value, issues: reading.issues });
    return { ...changed(advisor, state, kept), refused };
  }
  const { report } = reading;
  const refused = without(state.refused, key);
  const next = renamed({ ...state, case: candidate, report, refused, past: pastOf(state) }, place, value);
  return retried(advisor, next);
}

function without(refused: ReadonlyMap<string, Refused>, key: string): ReadonlyMap<string, Refused> {
  if (!refused.has(key)) return refused;
  const others = new Map(refused);
  others.delete(key);
  return others;
}

/** A vein that was given another name is still the one that is shown. */
function renamed(state: State, { fact, vein }: Place, value: unknown): State {
  if (fact !== "vein.id" || vein === undefined || typeof value !== "string") return state;
  return ofKnownVeins({ ...state, vein: state.vein === vein ? value : state.vein });
}

/** What was refused may be right now: a session's date, say, once the date of the assessment has been corrected. */
function retried(advisor: Advisor, state: State): State {
  let next = state;
  for (const [key, { place, value }] of state.refused) {
    const candidate = withValue(next.case, place, value);
    const reading = read(advisor, candidate);
    if ("report" in reading)
      next = { ...next, case: candidate, report: reading.report, refused: without(next.refused, key) };
  }
  return next;
}
