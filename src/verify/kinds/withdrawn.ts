import type { Expectation } from "../../testing/fixture.ts";
import { propertyPlanes } from "../conditions.ts";
import { and, type Formula, not } from "../formula.ts";
import type { RulebookModel } from "../model.ts";
import type { Models } from "../models.ts";
import type { PropertyOf } from "../property.ts";
import type { Check, Question } from "../question.ts";
import { evidencesOf } from "./rules.ts";
import { type Place, questions, someoneHas } from "./slots.ts";

/**
 * Slots that are withdrawn where a finding is true, though rules set them, and only there. A slot that no rule would set for any
 * such patient has nothing to withdraw, and that is told.
 */
export function withdrawnChecks(property: PropertyOf<"withdrawn">, models: Models): Check[] {
  const { slots, when, veins = [1] } = property;
  return evidencesOf(property).flatMap((evidence): Check[] => {
    const ask = (formula: (model: RulebookModel, place: Place) => Formula): Question[] =>
      questions(models, evidence, veins, formula);
    const isTrue = (model: RulebookModel, place: Place): Formula => propertyPlanes(model, when, place).t;
    const isSet = (model: RulebookModel, place: Place, slot: string): Formula => model.decision(slot, place).hasValue;
    return [
      someoneHas(when, models, evidence, veins),
      ...slots.flatMap((slot): Check[] => [
        {
          about: `${slot}: there is something to withdraw`,
          evidence,
          wants: "sat",
          questions: ask((model, place) => and(isTrue(model, place), isSet(model, place, slot))),
        },
        {
          about: `${slot} is withdrawn`,
          evidence,
          wants: "unsat",
          questions: ask((model, place) =>
            and(isTrue(model, place), isSet(model, place, slot), not(model.withdrawn(slot))),
          ),
          expect: nothingIn(slot, models),
        },
        {
          about: `${slot} is withdrawn nowhere else`,
          evidence,
          wants: "unsat",
          questions: ask((model, place) => and(model.withdrawn(slot), not(isTrue(model, place)))),
        },
      ]),
    ];
  });
}

/** The slot without a value; which of the veins is meant is the solver's choice. */
function nothingIn(slot: string, { rulebook }: Models): Expectation {
  return rulebook.slots.get(slot)?.scope === "patient" ? { plan: { patient: { [slot]: null } } } : {};
}
