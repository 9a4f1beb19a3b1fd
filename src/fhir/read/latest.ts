import { calendarDate, isFullDate, type Span } from "./dates.ts";
import type { Finding, Measured, Performed } from "./finding.ts";
import { judgeAge } from "./status/observation.ts";
import { unclearDate } from "./verdict.ts";

/** Those of which none is surely later: the latest, and with coarse dates all that may be. */
function latestOf<Dated extends { readonly source: { readonly at?: Span } }>(list: readonly Dated[]): Dated[] {
  let from = Number.NEGATIVE_INFINITY;
  for (const { source } of list) from = Math.max(from, source.at?.from ?? from);
  return list.filter(({ source }) => source.at !== undefined && source.at.to >= from);
}

/** The findings of the results of one fact: those of the latest day, old ones as doubts. */
export function latestResults(results: readonly Measured[], day: number): Finding[] {
  return onePerDay(latestOf(results)).map(({ fact, source, value, limit }): Finding => {
    const verdict = judgeAge(source.at, limit, day);
    return verdict.is === "doubtful"
      ? { fact, source, kind: "doubt", doubt: verdict }
      : { fact, source, kind: "says", value, measured: true };
  });
}

/** Of numbers of one day the one that the code list picks. */
function onePerDay(results: readonly Measured[]): Measured[] {
  const [first] = results;
  if (first?.pick === undefined) return [...results];
  const { pick } = first;
  const better = (one: Measured, other: Measured): boolean =>
    pick === "lowest" ? one.value < other.value : one.value > other.value;
  return [results.reduce((best, one) => (better(one, best) ? one : best), first)];
}

/** The finding of the days on which a procedure was completed: the last of them, where it is told by the day. */
export function latestPerformed(performed: readonly Performed[]): Finding[] {
  const latest = latestOf(performed);
  const isCoarse = ({ source: { date } }: Performed): boolean => date === undefined || !isFullDate(date);
  const coarse = [...latest, ...performed.filter(({ source }) => source.at === undefined)].filter(isCoarse);
  const last = latest.find((one) => !isCoarse(one));
  return [
    ...coarse.map(({ fact, source }): Finding => ({ fact, source, kind: "doubt", doubt: unclearDate })),
    ...(last === undefined
      ? []
      : [{ fact: last.fact, source: last.source, kind: "says" as const, value: calendarDate(last.source.date ?? "") }]),
  ];
}
