import type { OptionValue } from "../../rulebook/slots.ts";
import { propertyPlanes } from "../conditions.ts";
import { and, type Formula, not, or } from "../formula.ts";
import { type Member, sameMember } from "../members.ts";
import type { RulebookModel } from "../model.ts";
import type { Models } from "../models.ts";
import type { PropertyOf } from "../property.ts";
import type { Check, Question } from "../question.ts";
import { evidencesOf } from "./rules.ts";
import { type Place, questions, someoneHas } from "./slots.ts";

type Options = PropertyOf<"options">;

/**
 * A table of labelled strengths or volumes. Where a row's finding is true its options are given, unless what excludes them is true
 * too; an option is given nowhere else; and no option is given that stands in no row. What is excluded is never given.
 */
export function optionChecks(property: Options, models: Models): Check[] {
  const { slot, rows, without = [], veins = [1] } = property;
  const isTrue = ({ when }: { when: Options["rows"][number]["when"] }, model: RulebookModel, place: Place): Formula =>
    propertyPlanes(model, when, place).t;
  const excluded = (option: OptionValue, model: RulebookModel, place: Place): Formula =>
    or(...without.filter(({ options }) => fits(option, options)).map((row) => isTrue(row, model, place)));
  const given = (model: RulebookModel, place: Place, isMeant: (value: Member["value"]) => boolean): Formula =>
    or(
      ...model
        .members(slot, place)
        .filter(({ value }) => isMeant(value))
        .map((member) => member.given),
    );

  return evidencesOf(property).flatMap((evidence) => {
    const ask = (formula: (model: RulebookModel, place: Place) => Formula): Question[] =>
      questions(models, evidence, veins, formula);
    const never = (about: string, formula: (model: RulebookModel, place: Place) => Formula): Check => ({
      about,
      evidence,
      wants: "unsat",
      questions: ask(formula),
    });
    const ofRows = rows.flatMap((row): Check[] => [
      {
        about: `${row.title}: some patient gets it`,
        evidence,
        wants: "sat",
        questions: ask((model, place) =>
          and(isTrue(row, model, place), ...row.options.map((option) => not(excluded(option, model, place)))),
        ),
      },
      ...row.options.map((option) =>
        never(`${row.title}: ${textOf(option)}`, (model, place) =>
          and(
            isTrue(row, model, place),
            not(excluded(option, model, place)),
            not(given(model, place, (value) => sameMember(value, option))),
          ),
        ),
      ),
    ]);
    const said = models.of(evidence, veins[0] ?? 1);
    const onlyThere = said.members(slot, said.shape.veins[0]).map(({ value }) =>
      never(`nowhere else: ${typeof value === "string" ? value : textOf(value)}`, (model, place) =>
        and(
          given(model, place, (other) => sameMember(value, other)),
          ...rows
            .filter(({ options }) => options.some((option) => sameMember(value, option)))
            .map((row) => not(isTrue(row, model, place))),
        ),
      ),
    );
    const taken = without.flatMap((row): Check[] => [
      { ...someoneHas(row.when, models, evidence, veins), about: `${row.title}: some patient has it` },
      never(`${row.title}: nothing of ${textOf(row.options)}`, (model, place) =>
        and(
          isTrue(row, model, place),
          given(model, place, (value) => typeof value === "object" && fits(value, row.options)),
        ),
      ),
    ]);
    return [...ofRows, ...onlyThere, ...taken];
  });
}

/** Whether an option has all the fields that are named. */
function fits(option: OptionValue, fields: OptionValue): boolean {
  return Object.entries(fields).every(([key, value]) => option[key] === value);
}

function textOf(option: OptionValue): string {
  return Object.values(option).join(" ");
}
