import type { Fact } from "../../src/rulebook/vocabulary.ts";
import { useDesk } from "../parts/desk.ts";
import { type PlainCase, pathOf, placeOf, valueAt } from "../state/case.ts";
import type { State } from "../state/state.ts";
import { Field } from "./field.tsx";

interface SectionFieldsProps {
  readonly facts: readonly Fact[];
  readonly state: Pick<State, "case" | "refused">;
  readonly vein?: string;
  readonly scope: string;
}

/** The fields of a section, each with what the case says. */
export function SectionFields({ facts, state, vein, scope }: SectionFieldsProps) {
  const { dispatch } = useDesk();
  return (
    <>
      {facts.map((fact) => {
        const place = placeOf(fact.name, vein);
        const path = pathOf(place);
        return (
          <Field
            key={path}
            scope={scope}
            fact={fact}
            place={place}
            value={valueAt(state.case, place)}
            refused={state.refused.get(path)}
            onAnswer={(value) => dispatch({ type: "answer", place, value })}
          />
        );
      })}
    </>
  );
}

/** How many of the facts the case says something of. */
export function knownOf(facts: readonly Fact[], of: PlainCase, vein?: string): number {
  return facts.filter(({ name }) => (valueAt(of, placeOf(name, vein)) ?? null) !== null).length;
}
