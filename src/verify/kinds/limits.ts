import { propertyPlanes } from "../conditions.ts";
import { type FormulaDecision, type FormulaGrade, numberOf } from "../decision.ts";
import { and, compare, constant, type Formula, not, number, or } from "../formula.ts";
import { openOf } from "../kleene.ts";
import type { RulebookModel } from "../model.ts";
import type { Models } from "../models.ts";
import type { PropertyOf } from "../property.ts";
import type { Check, Question } from "../question.ts";
import { evidencesOf } from "./rules.ts";
import { type Place, questions, someoneHas } from "./slots.ts";

type Limits = PropertyOf<"limits">;

/**
 * A table of limits, of which the lowest (or the highest) that applies binds. Each row: where its finding is true the slot keeps to
 * its limit, and where that is unknown it keeps to it or could come to. And the slot has no limit that no true row names.
 */
export function limitChecks(property: Limits, models: Models): Check[] {
  const { slot, binds, rows, veins = [1] } = property;
  /** The grades that keep to a limit. */
  const keeping = (decision: FormulaDecision, limit: number, how: (grade: FormulaGrade) => Formula): Formula =>
    or(
      ...decision.grades.map((grade) => {
        const found = numberOf(grade, decision.slot);
        const [low, high] = binds === "lowest" ? [found, number(limit)] : [number(limit), found];
        return and(how(grade), compare("<=", low, high));
      }),
    );
  const settledTo = (model: RulebookModel, place: Place, limit: number): Formula =>
    or(
      model.withdrawn(slot),
      keeping(model.decision(slot, place), limit, ({ settled }) => settled),
    );

  return evidencesOf(property).flatMap((evidence) => {
    const ask = (formula: (model: RulebookModel, place: Place) => Formula): Question[] =>
      questions(models, evidence, veins, formula);
    const ofRows = rows.flatMap(({ title, when, [evidence]: limit }): Check[] => {
      if (limit === null) return [];
      const kept = `${binds === "lowest" ? "at most" : "at least"} ${limit}`;
      return [
        { ...someoneHas(when, models, evidence, veins), about: `${title}: some patient has it` },
        {
          about: `${title}: ${kept}`,
          evidence,
          wants: "unsat",
          questions: ask((model, place) =>
            and(propertyPlanes(model, when, place).t, not(settledTo(model, place, limit))),
          ),
        },
        {
          about: `${title}, unknown: ${kept} or could become it`,
          evidence,
          wants: "unsat",
          questions: ask((model, place) =>
            and(
              openOf(propertyPlanes(model, when, place)),
              not(settledTo(model, place, limit)),
              not(keeping(model.decision(slot, place), limit, ({ couldCome }) => couldCome)),
            ),
          ),
        },
      ];
    });
    const unnamed = (model: RulebookModel, place: Place): Formula => {
      const decision = model.decision(slot, place);
      const named = rows.map(({ when, [evidence]: limit }) => ({ limit, ...propertyPlanes(model, when, place) }));
      return or(
        ...decision.grades.map((grade) => {
          const is = (limit: number | null): Formula =>
            limit === null ? constant(false) : compare("=", numberOf(grade, decision.slot), number(limit));
          const true_ = or(...named.map(({ limit, t }) => and(t, is(limit))));
          const possible = or(...named.map(({ limit, f }) => and(not(f), is(limit))));
          return or(and(grade.settled, not(true_)), and(grade.couldCome, not(possible)));
        }),
      );
    };
    const nothingElse: Check = {
      about: `no other limit of ${slot}`,
      evidence,
      wants: "unsat",
      questions: ask((model, place) => and(unnamed(model, place), not(model.withdrawn(slot)))),
    };
    return [...ofRows, nothingElse];
  });
}
