import type { Advisor } from "../../src/advisor/advisor.ts";
import type { Example } from "../examples.ts";
import type { PlainCase } from "./case.ts";
import { read } from "./read.ts";
import type { State } from "./state.ts";
import { pastOf } from "./step.ts";

/** The state before anything is known. */
export function startState(advisor: Advisor): State {
  return {
    case: {},
    report: advisor.recommendSync({}),
    refused: new Map(),
    refusedCase: null,
    trial: [],
    asked: null,
    example: null,
    vein: null,
    past: [],
  };
}

/** Takes a whole case in the place of the present one, or keeps the present one and says what is wrong. */
export function loaded(
  advisor: Advisor,
  state: State,
  json: unknown,
  { from, text, example = null }: { readonly from: string; readonly text: string; readonly example?: Example | null },
): State {
  const reading = read(advisor, json);
  if ("issues" in reading) return { ...state, refusedCase: { from, text, issues: reading.issues } };
  return {
    ...startState(advisor),
    case: json as PlainCase,
    report: reading.report,
    example,
    past: pastOf(state),
  };
}

/** Takes a case as it was pasted. */
export function loadedText(advisor: Advisor, state: State, text: string, from: string): State {
  try {
    return loaded(advisor, state, JSON.parse(text), { from, text });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const issue = { path: "", message: "expected valid JSON", help: "look for a missing comma, quote or bracket" };
    return { ...state, refusedCase: { from, text, issues: [issue] } };
  }
}
