import type { Scalar } from "../logic/cell.ts";
import { hoursPer } from "../logic/units.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { type Fact, isCaseFact } from "../rulebook/vocabulary.ts";
import {
  and,
  atMostOne,
  compare,
  difference,
  FALSE,
  type Formula,
  implies,
  not,
  number,
  or,
  type Term,
  variable,
} from "./formula.ts";

/** A fact of the case for one subject, as the case gives it. */
export interface Input {
  readonly fact: Fact;
  /** The vein's id; undefined for patient and follow-up. */
  readonly vein: string | undefined;
  /** A value is given. */
  readonly given: Formula;
  /** It is left out, so that a default or another fact may settle it. Of other facts absent and `null` mean the same: unknown. */
  readonly absent: Formula;
  /** Explicitly unknown, where that differs from absent. */
  readonly explicitlyUnknown: Formula;
  /** For codes and booleans: whether the value is given and is this one. */
  readonly is: ReadonlyMap<Scalar, Formula>;
  /** The value of a number; of a date the days from it to `asOf`. */
  readonly number: Term | undefined;
  /** The values that a case can have. */
  readonly legal: Formula;
}

/** Where the variables of a fact come from: another suffix makes another case. */
export type SuffixOf = (fact: string, vein: string | undefined) => string;

/** Whether leaving the fact out differs from giving it as unknown. */
export function hasDefault(fact: Fact): boolean {
  return fact.absent !== undefined || fact.settled !== undefined || fact.derive !== undefined;
}

/** Name of the variables of a fact. */
export function inputName(fact: string, vein: string | undefined, suffix: string): string {
  return `${fact}${vein === undefined ? "" : `@${vein}`}${suffix}`;
}

/** The variables of a fact of the case. */
export function inputOf(rulebook: Rulebook, fact: Fact, vein: string | undefined, suffix: string): Input {
  const name = inputName(fact.name, vein, suffix);
  const explicitlyUnknown = hasDefault(fact) ? variable(`${name}:null`) : FALSE;
  const rest = { fact, vein, explicitlyUnknown };
  const absentIf = (given: Formula): Formula => not(or(given, explicitlyUnknown));
  const notBoth = (given: Formula): Formula => not(and(given, explicitlyUnknown));
  if (fact.type === "boolean" || fact.type === "code") {
    const values: readonly Scalar[] = fact.type === "boolean" ? [true, false] : (fact.values ?? []);
    const is = new Map(values.map((value) => [value, variable(`${name}=${String(value)}`)]));
    const given = or(...is.values());
    const legal = and(atMostOne([...is.values()]), notBoth(given));
    return { ...rest, given, absent: absentIf(given), is, number: undefined, legal };
  }
  const given = variable(`${name}:given`);
  const plain = { ...rest, given, absent: absentIf(given), is: new Map<Scalar, Formula>() };
  if (fact.type === "string" || fact.name === "asOf") return { ...plain, number: undefined, legal: notBoth(given) };
  const isDate = fact.type === "date" || fact.type === "date-or-date-time";
  const value: Term = { kind: "variable", name: `${name}:value`, whole: isDate || fact.type === "integer" };
  const [min, max] = isDate ? [0, longestDays(rulebook, fact)] : [fact.min, fact.max];
  const within = [
    ...(min === undefined ? [] : [compare("<=", number(min), value)]),
    ...(max === undefined ? [] : [compare("<=", value, number(max))]),
  ];
  return { ...plain, number: value, legal: and(notBoth(given), implies(given, and(...within))) };
}

/** The facts of a rulebook that a case can give for a subject of the scope; the ids of veins name them and say nothing. */
export function caseFacts(rulebook: Rulebook, scope: Fact["scope"]): Fact[] {
  return [...rulebook.facts.values()].filter(
    (fact) => fact.scope === scope && isCaseFact(fact) && fact.type !== "string",
  );
}

/** The facts that tell the time since a date. */
function agesOf(rulebook: Rulebook, date: Fact): Fact[] {
  return [...rulebook.facts.values()].filter(
    ({ derive }) => derive !== undefined && "elapsed" in derive && derive.elapsed.since === date.name,
  );
}

/** As many days before `asOf` as the oldest age that a case can give. */
function longestDays(rulebook: Rulebook, date: Fact): number {
  const days = agesOf(rulebook, date).flatMap(({ derive, max }) =>
    derive !== undefined && "elapsed" in derive && max !== undefined
      ? [Math.floor((max * hoursPer[derive.elapsed.unit]) / hoursPer.d)]
      : [],
  );
  return Math.max(0, ...days);
}

/** A date and an age that a case gives both are at most a day apart: everything else is refused. */
export function datesAgree(rulebook: Rulebook, get: (fact: string) => Input): Formula {
  const asOf = rulebook.facts.get("asOf");
  if (asOf === undefined) return not(FALSE);
  const both = [...rulebook.facts.values()].flatMap((age) => {
    const { derive } = age;
    if (derive === undefined || !("elapsed" in derive)) return [];
    const [date, own] = [get(derive.elapsed.since), get(age.name)];
    if (date.number === undefined || own.number === undefined) return [];
    const hours: Term = { kind: "times", factor: hoursPer[derive.elapsed.unit], part: own.number };
    const apart = difference(hours, { kind: "times", factor: hoursPer.d, part: date.number });
    return [
      implies(
        and(get(asOf.name).given, date.given, own.given),
        and(compare("<=", apart, number(hoursPer.d)), compare("<=", number(-hoursPer.d), apart)),
      ),
    ];
  });
  return and(...both);
}
