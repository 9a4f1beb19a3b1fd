import type { Evidence } from "../../evaluate/program.ts";
import type { Rule } from "../../rulebook/rule.ts";
import type { Slot } from "../../rulebook/slots.ts";
import { and, TRUE } from "../formula.ts";
import type { RulebookModel } from "../model.ts";
import type { Models } from "../models.ts";
import type { Property, PropertyOf } from "../property.ts";
import type { Check, Question } from "../question.ts";

/** The evidences that a property speaks of. */
export function evidencesOf({ evidence }: Pick<Property, "evidence">): readonly Evidence[] {
  return evidence ?? ["all", "documents"];
}

/** Whether a rule can apply at all, and whether it can ever stand against what supersedes it. */
export function ruleChecks(
  property: PropertyOf<"every-rule-can-apply"> | PropertyOf<"every-rule-can-stand">,
  models: Models,
): Check[] {
  const passedOver = new Set((property.exceptions ?? []).map(({ rule }) => rule));
  return models.rulebook.rules.map((rule): Check => {
    const questions = evidencesOf(property)
      .filter((evidence) => evidence === "all" || rule.fromDocuments)
      .flatMap((evidence) => (property.veins ?? [1, 0, 2]).flatMap((veins) => asked(models.of(evidence, veins), rule)));
    // An exception that is not needed any more is as wrong as a missing one.
    const wants = passedOver.has(rule.name) ? "unsat" : "sat";
    return { about: rule.name, evidence: "either", wants, questions };
  });

  function asked(model: RulebookModel, rule: Rule): Question[] {
    const [place] = model.placesOf(rule.scope);
    if (rule.scope === "vein" && place === undefined) return [];
    const formula = property.kind === "every-rule-can-apply" ? model.truth(rule, place).t : model.active(rule, place);
    return [{ models: [model], given: TRUE, formula }];
  }
}

/** Whether two rules of one rank can give a slot different values. */
export function equalRankChecks(property: PropertyOf<"equal-ranks-agree">, models: Models): Check[] {
  const exceptions = (property.exceptions ?? []).map(({ rules }) => [...rules].sort().join(" "));
  return evidencesOf(property).flatMap((evidence) => {
    const model = models.of(evidence, 1);
    return [...models.rulebook.slots.values()].flatMap((slot) =>
      rivals(slot, model.rules).map(([one, other]): Check => {
        const [place] = model.placesOf(one.scope);
        const formula = and(model.truth(one, place).t, model.truth(other, place).t);
        const excepted = exceptions.includes([one.name, other.name].sort().join(" "));
        return {
          about: `${slot.name}: ${one.name} and ${other.name}`,
          evidence,
          wants: excepted ? "sat" : "unsat",
          questions: [{ models: [model], given: TRUE, formula }],
        };
      }),
    );
  });
}

function rivals({ name, merge }: Slot, rules: readonly Rule[]): [Rule, Rule][] {
  if (merge.kind !== "precedence") return [];
  const setting = rules.filter(({ event }) => event.params.slot === name);
  return setting.flatMap((one, index) =>
    setting
      .slice(index + 1)
      .filter(
        ({ event }) => event.params.rank === one.event.params.rank && event.params.value !== one.event.params.value,
      )
      .map((other): [Rule, Rule] => [one, other]),
  );
}
