import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { useDesk } from "../parts/desk.ts";
import { Fold } from "../parts/fold.tsx";
import { FoldPlace } from "../parts/folds.ts";
import { type PlainCase, valueAt } from "../state/case.ts";
import type { Turning } from "../state/turning.ts";
import type { SlotPlace } from "../state/what-would-change.ts";
import { answerText, capital } from "../words.ts";
import { alternativesOf, answersOf, clauseOf, turningClause } from "./clause.ts";

interface TurningsProps<T> {
  readonly found: readonly Turning<T>[] | undefined;
  readonly of: PlainCase;
  /** The decision that is asked about; null where it is about none. */
  readonly about: SlotPlace | null;
  /** What turns: `foam`. */
  readonly subject: string;
  /** The same where something known already is part of a find, and has not turned it: `foam stands, but`. */
  readonly held?: string | undefined;
  /** What a find brings: `would become liquid`. */
  readonly resultOf: (result: T) => ComponentChildren;
  readonly none: string;
  /** The vein that is spoken of anyway. */
  readonly vein?: string | undefined;
}

/** Finds that are written out before the rest is folded; the smallest come first. */
const mostShown = 4;

/** What would turn something, each with a way to try it: facts that are not known yet first, then facts that are known otherwise. */
export function Turnings<T>(props: TurningsProps<T>) {
  const { found, of, none } = props;
  if (found === undefined) return <p class="hint">Looking…</p>;
  if (found.length === 0) return <p class="hint">{none}</p>;
  const isOpen = (turning: Turning<T>): boolean =>
    alternativesOf(turning).every(({ place }) => (valueAt(of, place) ?? null) === null);
  const groups = [
    { title: "Unknown now", finds: found.filter(isOpen) },
    { title: "Now answered differently", finds: found.filter((one) => !isOpen(one)) },
  ];
  return (
    <>
      {groups.map(
        ({ title, finds }) =>
          finds.length > 0 && (
            <div class="turning-group" key={title}>
              <p class="group-title">{title}</p>
              <Finds {...props} finds={finds.slice(0, mostShown)} />
              {finds.length > mostShown && (
                <Fold title={`and ${finds.length - mostShown} more ways`} class="more">
                  {() => <Finds {...props} finds={finds.slice(mostShown)} />}
                </Fold>
              )}
            </div>
          ),
      )}
    </>
  );
}

/** What is said of a fact now: its answer, or what it counts as that is not recorded; empty where it is unknown. */
function nowText(fact: Fact | undefined, value: unknown): string {
  if ((value ?? null) !== null) return `now ${answerText(fact, value)}`;
  return value === undefined && fact?.absent !== undefined
    ? `not recorded, counts as ${answerText(fact, fact.absent)}`
    : "";
}

interface FindsProps<T> extends TurningsProps<T> {
  readonly finds: readonly Turning<T>[];
}

function Finds<T>({ finds, of, about, subject, held = subject, resultOf, vein }: FindsProps<T>) {
  const { rulebook, dispatch } = useDesk();
  const from = useContext(FoldPlace);
  return (
    <ul class="turnings">
      {finds.map((turning) => {
        const clause = turningClause(rulebook, turning, vein);
        return (
          <li key={clause}>
            <span>
              {turning.given === undefined ? capital(subject) : `${capital(turning.given.join(", and "))}: ${held}`}{" "}
              {resultOf(turning.result)} if{" "}
              {alternativesOf(turning).map((one, index) => {
                const now = nowText(rulebook.facts.get(one.place.fact), valueAt(of, one.place));
                return (
                  <span key={index}>
                    {index > 0 && ", and "}
                    {clauseOf(rulebook, one, vein)}
                    {now !== "" && <span class="hint"> ({now})</span>}
                  </span>
                );
              })}
            </span>
            <button
              type="button"
              class="quiet small"
              aria-label={`Try it: ${clause}`}
              onClick={() =>
                dispatch({
                  type: "try",
                  answers: answersOf(turning),
                  asked: { about, from, alike: turning.last },
                })
              }
            >
              Try it
            </button>
          </li>
        );
      })}
    </ul>
  );
}
