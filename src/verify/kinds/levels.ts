import type { Evidence } from "../../evaluate/program.ts";
import type { Expectation } from "../../testing/fixture.ts";
import { propertyPlanes } from "../conditions.ts";
import { and, type Formula, not, or, TRUE } from "../formula.ts";
import { openOf } from "../kleene.ts";
import type { RulebookModel } from "../model.ts";
import type { Models } from "../models.ts";
import type { LevelRow, PropertyOf } from "../property.ts";
import type { Check, Question } from "../question.ts";
import { evidencesOf } from "./rules.ts";

type Levels = PropertyOf<"levels">;
type Place = string | undefined;

/**
 * A table of levels. Each row: where its finding is true the slot has at least its level, and where that is unknown it has it or
 * could become it. And, where nothing else raises the level: without a true row of a level the slot does not reach it.
 */
export function levelChecks(property: Levels, models: Models): Check[] {
  return evidencesOf(property).flatMap((evidence) => {
    const rows = property.rows.flatMap((row) => rowChecks(property, row, evidence, models));
    return property.nothingElse === true ? [...rows, ...elseChecks(property, evidence, models)] : rows;
  });
}

function places(property: Levels, evidence: Evidence, models: Models): { model: RulebookModel; place: Place }[] {
  const scope = models.rulebook.slots.get(property.slot)?.scope ?? "patient";
  return (property.veins ?? [1]).flatMap((veins) => {
    const model = models.of(evidence, veins);
    // Veins are alike: what holds for the first holds for each.
    const [place] = model.placesOf(scope);
    return scope === "vein" && place === undefined ? [] : [{ model, place }];
  });
}

/** The slot has, or could become, a value of the order from the level on. */
function reaches(
  model: RulebookModel,
  property: Levels,
  place: Place,
  level: string,
  how: "is" | "couldBecome",
): Formula {
  const decision = model.decision(property.slot, place);
  const from = property.order.slice(property.order.indexOf(level));
  return or(...from.map((value) => (how === "is" ? decision.is(value) : decision.couldBecome(value))));
}

function ofFollowUp(model: RulebookModel, property: Levels): Formula {
  return model.rulebook.slots.get(property.slot)?.scope === "followUp" ? model.hasFollowUp : TRUE;
}

function rowChecks(property: Levels, row: LevelRow, evidence: Evidence, models: Models): Check[] {
  const level = row[evidence];
  if (level === null) return [];
  const ask = (formula: (model: RulebookModel, place: Place) => Formula): Question[] =>
    places(property, evidence, models).map(({ model, place }) => ({
      models: [model],
      given: ofFollowUp(model, property),
      formula: formula(model, place),
    }));
  const has = (model: RulebookModel, place: Place): Formula => reaches(model, property, place, level, "is");
  return [
    {
      about: `${row.title}: some patient has it`,
      evidence,
      wants: "sat",
      questions: ask((model, place) => propertyPlanes(model, row.when, place).t),
    },
    {
      about: `${row.title}: at least ${level}`,
      evidence,
      wants: "unsat",
      questions: ask((model, place) => and(propertyPlanes(model, row.when, place).t, not(has(model, place)))),
      expect: expectation(property, level),
    },
    {
      about: `${row.title}, unknown: at least ${level} or could become it`,
      evidence,
      wants: "unsat",
      questions: ask((model, place) =>
        and(
          openOf(propertyPlanes(model, row.when, place)),
          not(has(model, place)),
          not(reaches(model, property, place, level, "couldBecome")),
        ),
      ),
    },
  ];
}

function expectation({ slot }: Levels, level: string): Expectation {
  if (slot === "eligibility") return { eligibility: { decision: level } };
  return slot === "triage" ? { triage: { level } } : {};
}

function elseChecks(property: Levels, evidence: Evidence, models: Models): Check[] {
  const { order, rows } = property;
  return order.slice(1).map((level): Check => {
    const reasons = rows.filter((row) => {
      const own = row[evidence];
      return own !== null && order.indexOf(own) >= order.indexOf(level);
    });
    const questions = places(property, evidence, models).map(({ model, place }): Question => {
      const truths = reasons.map(({ when }) => propertyPlanes(model, when, place));
      const settled = and(reaches(model, property, place, level, "is"), not(or(...truths.map(({ t }) => t))));
      const possible = and(reaches(model, property, place, level, "couldBecome"), ...truths.map(({ f }) => f));
      return { models: [model], given: ofFollowUp(model, property), formula: or(settled, possible) };
    });
    return { about: `nothing else brings ${level}`, evidence, wants: "unsat", questions };
  });
}
