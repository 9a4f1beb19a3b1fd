import type { Scalar } from "../../src/logic/cell.ts";
import type { Alternatives } from "./alternatives.ts";
import { type Answer, type PlainCase, pathOf, withValue } from "./case.ts";
import type { Sliced } from "./sliced.ts";

/** Facts that would turn a result: the answers in `with`, together with any of the values of `last`. */
export interface Turning<T> {
  readonly with: readonly Answer[];
  readonly last: Alternatives;
  readonly result: T;
  /** What is known already, in clauses, and has to stay: the turn rests on it as well. */
  readonly given?: readonly string[];
}

/** How many cases are tried for one answer. */
const maxTries = 160;

/** What turning is looked for. */
export interface TurningInput<T> {
  readonly of: PlainCase;
  /** The facts that decide now. */
  readonly deciding: readonly Alternatives[];
  /** Sets of answers that are worth a try, the smallest first; made only when they are asked for. */
  readonly worthTrying?: () => Iterable<readonly Answer[]>;
  /** The result of a case where it is another one; undefined where it is the same, or the case is none. */
  readonly turnedBy: (changed: PlainCase) => T | undefined;
}

/**
 * Looks for the smallest changes that turn a result: each deciding fact alone, then two of them together, then what is worth a try;
 * every find is a case that was evaluated. Sets that hold a smaller find are left out.
 */
export function* turnings<T>({ of, deciding, worthTrying, turnedBy }: TurningInput<T>): Sliced<readonly Turning<T>[]> {
  const found: { readonly answers: readonly Answer[]; readonly result: T }[] = [];
  const tried = new Set<string>();
  const attempt = (answers: readonly Answer[]): void => {
    const key = answers.map(keyOf).sort().join(" ");
    if (tried.size >= maxTries || tried.has(key) || found.some((one) => holds(answers, one.answers))) return;
    tried.add(key);
    const result = turnedBy(answers.reduce((next, { place, value }) => withValue(next, place, value), of));
    if (result !== undefined) found.push({ answers, result });
  };
  const singles = deciding.map(({ place, values }) => values.map((value): Answer => ({ place, value })));
  for (const answers of singles)
    for (const answer of answers) {
      attempt([answer]);
      yield;
    }
  for (const answers of worthTrying?.() ?? []) {
    attempt(answers);
    yield;
  }
  for (const [index, first] of singles.entries())
    for (const second of singles.slice(index + 1))
      for (const a of first)
        for (const b of second) {
          attempt([a, b]);
          yield;
        }
  const smallest = found.filter((one) => !found.some((other) => other !== one && holds(one.answers, other.answers)));
  return merged(smallest.sort((a, b) => a.answers.length - b.answers.length));
}

function keyOf({ place, value }: Answer): string {
  return `${pathOf(place)}=${JSON.stringify(value)}`;
}

function holds(answers: readonly Answer[], smaller: readonly Answer[]): boolean {
  const keys = new Set(answers.map(keyOf));
  return smaller.every((answer) => keys.has(keyOf(answer)));
}

/** Joins finds that differ only in the value of their last fact. */
function merged<T>(
  found: readonly { readonly answers: readonly Answer[]; readonly result: T }[],
): readonly Turning<T>[] {
  const groups = new Map<
    string,
    { with: readonly Answer[]; last: { place: Answer["place"]; values: Scalar[] }; result: T }
  >();
  for (const { answers, result } of found) {
    const last = answers.at(-1);
    if (last === undefined) continue;
    const others = answers.slice(0, -1);
    const key = `${others.map(keyOf).join(" ")} ${pathOf(last.place)} ${JSON.stringify(result)}`;
    const known = groups.get(key);
    if (known === undefined)
      groups.set(key, { with: others, last: { place: last.place, values: [last.value as Scalar] }, result });
    else known.last.values.push(last.value as Scalar);
  }
  return [...groups.values()];
}
