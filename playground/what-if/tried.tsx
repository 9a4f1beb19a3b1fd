import type { Scalar } from "../../src/logic/cell.ts";
import { Field } from "../form/field.tsx";
import { useDesk } from "../parts/desk.ts";
import { type Answer, pathOf, valueAt } from "../state/case.ts";
import type { State } from "../state/state.ts";
import { answerText, placeText } from "../words.ts";

/** The facts that are tried, each to be tried otherwise; one of several can be left out. */
export function Tried({ state }: { readonly state: Pick<State, "case" | "trial"> }) {
  const { rulebook, dispatch } = useDesk();
  return (
    <>
      {state.trial.map(({ place, value }) => {
        const fact = rulebook.facts.get(place.fact);
        if (fact === undefined) return null;
        const now = answerText(fact, valueAt(state.case, place));
        return (
          <div class="tried" key={pathOf(place)}>
            <Field
              scope="try"
              fact={fact}
              place={place}
              value={value}
              label={`${placeText(rulebook, place)} (now ${now})`}
              onAnswer={(next) => dispatch({ type: "try", answers: [{ place, value: next ?? null }] })}
            />
            {state.trial.length > 1 && (
              <button
                type="button"
                class="quiet small"
                aria-label={`Do not try: ${placeText(rulebook, place)}`}
                onClick={() => dispatch({ type: "untry", place })}
              >
                Do not try
              </button>
            )}
          </div>
        );
      })}
    </>
  );
}

/** Which of the answers that bring the same is tried, and a way to each of the others. */
export function Alike({ state: { trial, asked } }: { readonly state: Pick<State, "trial" | "asked"> }) {
  const { rulebook, dispatch } = useDesk();
  const alike = asked?.alike;
  if (asked === null || alike === undefined || alike.values.length < 2) return null;
  const isOf = ({ place }: Answer): boolean => pathOf(place) === pathOf(alike.place);
  const tried = trial.find(isOf)?.value;
  const text = (value: unknown): string => answerText(rulebook.facts.get(alike.place.fact), value);
  const take = (value: Scalar): void =>
    dispatch({ type: "try", answers: trial.map((one) => (isOf(one) ? { ...one, value } : one)), asked });
  return (
    <p class="alike">
      {alike.values.some((value) => value === tried) && (
        <>
          Tried of {alike.values.length} alternatives: <strong>{text(tried)}</strong>
        </>
      )}{" "}
      {alike.values
        .filter((value) => value !== tried)
        .map((value) => (
          <button key={String(value)} type="button" class="quiet small" onClick={() => take(value)}>
            Try {text(value)} instead
          </button>
        ))}
    </p>
  );
}
