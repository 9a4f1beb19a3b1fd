import { Evaluation, type Values } from "./evaluate.ts";
import { and, type Formula } from "./formula.ts";
import type { Input } from "./inputs.ts";
import type { Question } from "./question.ts";

/** All that must hold of the cases of a question. */
export function whole({ models, given, formula }: Question): Formula {
  return and(...models.map(({ legal }) => legal), given, formula);
}

/**
 * The same answer with fewer facts: each fact, and the follow-up, is left out where the question stays answered without it. Facts
 * are tried together and only then in halves: most of them say nothing.
 */
export function withFewerFacts(question: Question, found: Values): Values {
  const asked = whole(question);
  let values = new Map(found);
  const leaveOut = (groups: readonly (readonly string[])[]): void => {
    const names = groups.flat().filter((name) => values.has(name));
    if (names.length === 0) return;
    const fewer = new Map(values);
    for (const name of names) fewer.delete(name);
    if (new Evaluation(fewer).holds(asked)) values = fewer;
    else if (groups.length > 1) {
      const half = Math.ceil(groups.length / 2);
      leaveOut(groups.slice(0, half));
      leaveOut(groups.slice(half));
    }
  };
  const [first] = question.models;
  const followUp = question.models.flatMap((model) => {
    const names = model.inputs.filter(({ fact }) => fact.scope === "followUp").flatMap(variablesOf);
    return model.hasFollowUp.kind === "variable" ? [...names, model.hasFollowUp.name] : names;
  });
  leaveOut([followUp]);
  leaveOut(
    first.inputs.map(({ fact, vein }) => question.models.flatMap((model) => variablesOf(model.input(fact.name, vein)))),
  );
  return values;
}

/** The names of the variables that say what a case gives of a fact. */
function variablesOf({ given, explicitlyUnknown, is, number }: Input): string[] {
  const formulas = [given, explicitlyUnknown, ...is.values()];
  const names = formulas.flatMap((formula) => (formula.kind === "variable" ? [formula.name] : []));
  return number?.kind === "variable" ? [...names, number.name] : names;
}
