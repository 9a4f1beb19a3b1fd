import type { Observation, Quantity } from "fhir/r4.js";
import type { Limit } from "../../codes/format.ts";
import type { CodeIndex } from "../code-index.ts";
import { inWords, isAfter, isWithin, type Span, spanOf } from "../dates.ts";
import type { AnswerOf, Matcher } from "../match.ts";
import type { Read } from "../schemas.ts";
import {
  answeredUnknown,
  answerNotListed,
  answersDiffer,
  type Doubt,
  holds,
  inexactNumber,
  inFuture,
  notFinal,
  stale,
  unclearDate,
  unknownUnit,
  type Verdict,
} from "../verdict.ts";

const results: ReadonlySet<string> = new Set(["final", "amended", "corrected"]);
const ucum = "http://unitsofmeasure.org";

/** An observation or one of its components. */
export type Result = Pick<
  Read<Observation>,
  | "code"
  | "dataAbsentReason"
  | "valueQuantity"
  | "valueCodeableConcept"
  | "valueBoolean"
  | "valueString"
  | "valueInteger"
>;

type Judged = ({ readonly is: "holds" } | Doubt) & { readonly at?: Span; readonly date?: string };

/** Whether an observation is a result, and of when. One that is not final has a date too: it may be later than a result. */
export function judgeObservation(observation: Read<Observation>, day: number): Judged {
  const date = effectiveOf(observation);
  const at = date === undefined ? undefined : spanOf(date);
  const dated = date === undefined || at === undefined ? {} : { at, date };
  if (!results.has(observation.status ?? ""))
    return { ...notFinal, ...(observation.status === "cancelled" ? {} : dated) };
  if (date === undefined || at === undefined) return unclearDate;
  return isAfter(at, day) ? { ...inFuture, ...dated } : { is: "holds", ...dated };
}

/** The day on which it was observed: of a period its end, or its beginning where it goes on. */
function effectiveOf({ effectiveDateTime, effectiveInstant, effectivePeriod }: Read<Observation>): string | undefined {
  return effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.end ?? effectivePeriod?.start;
}

/** Whether there is a value at all, or the result says why there is none. */
export function isAnswered(result: Result): boolean {
  return result.dataAbsentReason === undefined;
}

/** Whether a value of any kind is written. */
export function hasValue({
  valueQuantity,
  valueCodeableConcept,
  valueBoolean,
  valueString,
  valueInteger,
}: Result): boolean {
  return [valueQuantity, valueCodeableConcept, valueBoolean, valueString, valueInteger].some(
    (one) => one !== undefined,
  );
}

/** The listed answer that a result gives. */
export function answerIn(result: Result, answers: CodeIndex<AnswerOf>, matcher: Matcher): AnswerOf | Doubt {
  if (!isAnswered(result)) return answeredUnknown;
  const codings = matcher.known(result.valueCodeableConcept?.coding ?? []);
  const found = codings.flatMap(({ system, code }) => answers.find(system, code).map(({ target }) => target));
  const [first] = found;
  if (first === undefined) return answerNotListed;
  if (found.some(({ gives }) => gives !== first.gives)) return answersDiffer;
  return first.gives === null ? answeredUnknown : first;
}

/** The number that a result gives, in the unit of the fact. */
export function numberIn(result: Result, units: Readonly<Record<string, number>>): number | Doubt {
  if (!isAnswered(result)) return answeredUnknown;
  const quantity = result.valueQuantity;
  if (quantity?.value === undefined || quantity.comparator !== undefined) return inexactNumber;
  const unit = unitOf(quantity);
  const factor = unit !== undefined && Object.hasOwn(units, unit) ? units[unit] : undefined;
  return factor === undefined ? unknownUnit : quantity.value * factor;
}

/** The UCUM code; the unit's text where no code is given, or one of another system. */
function unitOf({ system, code, unit }: Read<Quantity>): string | undefined {
  return code !== undefined && (system === undefined || system === ucum) ? code : unit;
}

/** Whether a result is young enough to tell of `day`. */
export function judgeAge(at: Span, limit: Limit | undefined, day: number): Verdict {
  const within = limit === undefined ? "yes" : isWithin(limit, at, day);
  if (within === "yes" || limit === undefined) return holds;
  return within === "no" ? stale(inWords(limit)) : unclearDate;
}
