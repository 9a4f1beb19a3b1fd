import type { ComponentChildren } from "preact";
import { useDesk } from "../parts/desk.ts";
import type { Turning } from "../state/turning.ts";
import { answersOf, turningClause } from "./clause.ts";

interface TurningsProps<T> {
  readonly found: readonly Turning<T>[] | undefined;
  /** What a find brings: `Form would be liquid`. */
  readonly resultOf: (result: T) => ComponentChildren;
  readonly none: string;
  /** The vein that is spoken of anyway. */
  readonly vein?: string | undefined;
}

/** Finds that are written out; the smallest come first. */
const mostShown = 8;

/** What would turn something, each with a way to try it. */
export function Turnings<T>({ found, resultOf, none, vein }: TurningsProps<T>) {
  const { rulebook, dispatch } = useDesk();
  if (found === undefined) return <p class="hint">Looking…</p>;
  if (found.length === 0) return <p class="hint">{none}</p>;
  return (
    <ul class="turnings">
      {found.slice(0, mostShown).map((turning) => {
        const clause = turningClause(rulebook, turning, vein);
        return (
          <li key={clause}>
            <span>
              {resultOf(turning.result)} if {clause}
            </span>
            <button
              type="button"
              class="quiet small"
              aria-label={`Try it: ${clause}`}
              onClick={() => dispatch({ type: "try", answers: answersOf(turning) })}
            >
              Try it
            </button>
          </li>
        );
      })}
      {found.length > mostShown && <li class="hint">and {found.length - mostShown} more ways</li>}
    </ul>
  );
}
