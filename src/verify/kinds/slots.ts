import { isKnown, propertyPlanes } from "../conditions.ts";
import { numberOf } from "../decision.ts";
import { and, compare, type Formula, not, number, or, TRUE } from "../formula.ts";
import { openOf } from "../kleene.ts";
import type { RulebookModel } from "../model.ts";
import type { Models } from "../models.ts";
import type { PropertyCondition, PropertyOf } from "../property.ts";
import type { Check, Question } from "../question.ts";
import { evidencesOf } from "./rules.ts";

/** The subject of a condition: a vein's id, or undefined where a case has no vein. */
export type Place = string | undefined;

/** The first vein where the case has one: veins are alike, and a patient's condition looks at all of them. */
function placeIn(model: RulebookModel): Place {
  return model.shape.veins[0];
}

/** One question for each number of veins. */
export function questions(
  models: Models,
  evidence: "all" | "documents",
  veins: readonly number[],
  formula: (model: RulebookModel, place: Place) => Formula,
): Question[] {
  return veins.map((count) => {
    const model = models.of(evidence, count);
    return { models: [model], given: TRUE, formula: formula(model, placeIn(model)) };
  });
}

/** A value that must not come out where a finding is true; nor, where that is unknown, stand without anything being open. */
export function neverChecks(property: PropertyOf<"never">, models: Models): Check[] {
  const { slot, value, when, veins = [1] } = property;
  const claim = `${slot} is not ${typeof value === "object" ? JSON.stringify(value) : String(value)}`;
  return evidencesOf(property).flatMap((evidence): Check[] => [
    someoneHas(when, models, evidence, veins),
    {
      about: claim,
      evidence,
      wants: "unsat",
      questions: questions(models, evidence, veins, (model, place) =>
        and(propertyPlanes(model, when, place).t, model.decision(slot, place).is(value)),
      ),
    },
    {
      about: `unknown: ${claim}, or could change`,
      evidence,
      wants: "unsat",
      questions: questions(models, evidence, veins, (model, place) => {
        const decision = model.decision(slot, place);
        return and(openOf(propertyPlanes(model, when, place)), decision.is(value), not(decision.couldChange));
      }),
    },
  ]);
}

/** A number that keeps to its limits where a finding is true. A slot without a value is out of them. */
export function withinChecks(property: PropertyOf<"within">, models: Models): Check[] {
  const { slot, key, when, min, max, veins = [1] } = property;
  const keeps = (model: RulebookModel, place: Place): Formula => {
    const decision = model.decision(slot, place);
    return or(
      ...decision.grades.map((grade) => {
        const end = numberOf(grade, decision.slot, key);
        return and(
          grade.settled,
          min === undefined ? TRUE : compare("<=", number(min), end),
          max === undefined ? TRUE : compare("<=", end, number(max)),
        );
      }),
    );
  };
  const limits = `${min === undefined ? "" : ` at least ${min}`}${max === undefined ? "" : ` at most ${max}`}`;
  return evidencesOf(property).flatMap((evidence): Check[] => [
    someoneHas(when, models, evidence, veins),
    {
      about: `${slot}${key === undefined ? "" : `.${key}`}${limits}`,
      evidence,
      wants: "unsat",
      questions: questions(models, evidence, veins, (model, place) =>
        and(propertyPlanes(model, when, place).t, not(keeps(model, place)), not(model.withdrawn(slot))),
      ),
    },
  ]);
}

/** Slots that have a value once the facts that decide are known; where the guidance is silent, that it still is. */
export function coverChecks(property: PropertyOf<"covered">, models: Models): Check[] {
  const { slots, when, known, exceptions = [], veins = [1] } = property;
  return evidencesOf(property).flatMap((evidence) => [
    someoneHas(when, models, evidence, veins),
    ...slots.flatMap((slot): Check[] => {
      const silent = exceptions.filter(
        (one) => one.slots.includes(slot) && (one.evidence ?? ["all", "documents"]).includes(evidence),
      );
      const uncovered = (model: RulebookModel, place: Place): Formula =>
        and(
          propertyPlanes(model, when, place).t,
          ...known.map((fact) => isKnown(model, fact, place)),
          not(model.decision(slot, place).hasValue),
        );
      return [
        {
          about: slot,
          evidence,
          wants: "unsat",
          questions: questions(models, evidence, veins, (model, place) =>
            and(
              uncovered(model, place),
              not(model.withdrawn(slot)),
              ...silent.map((one) => not(propertyPlanes(model, one.when, place).t)),
            ),
          ),
        },
        ...silent.map(
          (one): Check => ({
            about: `${slot}: the guidance is silent (${one.reason})`,
            evidence,
            wants: "sat",
            questions: questions(models, evidence, veins, (model, place) =>
              and(uncovered(model, place), propertyPlanes(model, one.when, place).t),
            ),
          }),
        ),
      ];
    }),
  ]);
}

/** A claim about nobody would hold without saying anything. */
export function someoneHas(
  when: PropertyCondition,
  models: Models,
  evidence: "all" | "documents",
  veins: readonly number[],
): Check {
  return {
    about: "some patient is meant",
    evidence,
    wants: "sat",
    questions: questions(models, evidence, veins, (model, place) => propertyPlanes(model, when, place).t),
  };
}
