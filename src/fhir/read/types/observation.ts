import { cleanDecimal } from "../../../logic/units.ts";
import type { Found } from "../collect.ts";
import type { Fields } from "../read-fields.ts";
import { type Reader, sourceOf } from "../reading.ts";
import { answerIn, hasValue, judgeAge, judgeObservation, numberIn, type Result } from "../status/observation.ts";
import { silent, type Verdict } from "../verdict.ts";

/** Reads an observation and its components into findings; false where it was entered in error, and so not read. */
export function readObservation(found: Found, fields: Fields<"Observation">, reader: Reader): boolean {
  if (fields.status === "entered-in-error") return false;
  result(found, fields, fields, "", reader);
  for (const [index, component] of (fields.component ?? []).entries())
    result(found, fields, component, `.component[${index}]`, reader);
  return true;
}

/** Reads an observation, or a component of one: status and date are the observation's. */
function result(found: Found, whole: Fields<"Observation">, part: Result, within: string, reader: Reader): void {
  const { matcher, day } = reader;
  const matches = matcher.match("Observation", matcher.known(part.code?.coding ?? []));
  if (matches.length === 0) return;
  const verdict = judgeObservation(whole, day);
  reader.note(
    matches.filter(({ target }) => target.kind === "hint"),
    (match) => sourceOf(found, match, verdict.date, within),
    (target) => {
      const limit = target.kind === "hint" ? target.hint.currentFor : undefined;
      const isOld = verdict.at !== undefined && isStale(judgeAge(verdict.at, limit, day));
      return isOld ? silent : verdict;
    },
  );
  for (const match of matches) {
    const { target } = match;
    if (target.kind === "hint" || target.reading.resource !== "Observation") continue;
    const { fact, reading } = target;
    // A result that is still to come, and has no value yet, is of no day.
    const isTold = verdict.is === "holds" || hasValue(part);
    const source = sourceOf(found, match, isTold ? verdict.date : undefined, within);
    const { at } = source;
    if (verdict.is === "doubtful" || at === undefined) {
      if (verdict.is === "doubtful") reader.findings.push({ fact, source, kind: "doubt", doubt: verdict });
      continue;
    }
    const dated = { ...source, at };
    if ("units" in reading) {
      const number = numberIn(part, reading.units);
      if (typeof number === "object") reader.findings.push({ fact, source, kind: "doubt", doubt: number });
      else
        reader.measured.push({
          fact,
          source: dated,
          value: cleanDecimal(number),
          limit: reading.currentFor,
          pick: reading.pick,
        });
    } else if (target.answers !== undefined) {
      const answer = answerIn(part, target.answers, matcher);
      if ("is" in answer) reader.findings.push({ fact, source, kind: "doubt", doubt: answer });
      else if (answer.gives !== null)
        reader.measured.push({
          fact,
          source: dated,
          value: answer.gives,
          limit: answer.currentFor ?? reading.currentFor,
        });
    }
  }
}

function isStale(verdict: Verdict): boolean {
  return verdict.is === "doubtful" && verdict.code === "fhir/stale";
}
