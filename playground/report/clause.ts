import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import type { Alternatives } from "../state/alternatives.ts";
import type { Answer } from "../state/case.ts";
import type { Turning } from "../state/turning.ts";
import { answerText } from "../words.ts";

/** `the patient is pregnant`, `vein type is reticular or telangiectasia`; of another vein than `within` with its name. */
export function clauseOf(rulebook: Rulebook, { place, values }: Alternatives, within?: string): string {
  const fact = rulebook.facts.get(place.fact);
  const of = place.vein === undefined || place.vein === within ? "" : `vein ${place.vein}: `;
  const [first] = values;
  if (values.length === 1 && first === true && fact?.yes !== undefined) return of + fact.yes;
  if (values.length === 1 && first === false && fact?.no !== undefined) return of + fact.no;
  const label = fact?.label ?? place.fact;
  return `${of}${label.charAt(0).toLowerCase()}${label.slice(1)} is ${listed(values.map((value) => answerText(fact, value)))}`;
}

/** `a`, `a or b`, `a, b or c`. */
function listed(texts: readonly string[]): string {
  const last = texts.slice(-1);
  const others = texts.slice(0, -1);
  return others.length === 0 ? last.join() : `${others.join(", ")} or ${last.join()}`;
}

/** All that has to be different for a turn, as one clause. */
export function turningClause<T>(rulebook: Rulebook, turning: Turning<T>, within?: string): string {
  return alternativesOf(turning)
    .map((one) => clauseOf(rulebook, one, within))
    .join(", and ");
}

/** All that has to be different for a turn, fact by fact. */
export function alternativesOf<T>(turning: Turning<T>): readonly Alternatives[] {
  const others = turning.with.map(({ place, value }) => ({ place, values: [value] }) as Alternatives);
  return [...others, turning.last];
}

/** The answers to try for a turn. */
export function answersOf<T>(turning: Turning<T>): readonly Answer[] {
  return [...turning.with, { place: turning.last.place, value: turning.last.values[0] }];
}
