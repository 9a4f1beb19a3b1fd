import { and, compare, define, FALSE, type Formula, implies, not, or, sameTruth } from "./formula.ts";
import { type Input, inputName } from "./inputs.ts";
import type { RulebookModel } from "./model.ts";

/**
 * The second case knows at least what the first knows. Values that are given stay; what is unknown may be given or stay unknown.
 * What is left out and settled all the same (by a default or by another fact) stays left out: giving it otherwise would change
 * it, not learn it. A number that a date only confines may be given within its bounds.
 */
export function knowsMore(before: RulebookModel, after: RulebookModel): Formula {
  const facts = before.inputs.map((input, index) => {
    const later = after.inputs[index] as Input;
    const learned = and(keepsGiven(input, later), keepsUnknown(input, later), keepsSettled(before, input, later));
    return define(`${after.shape.label ?? ""}learned ${inputName(input.fact.name, input.vein, "")}`, learned);
  });
  return and(sameTruth(before.hasFollowUp, after.hasFollowUp), ...facts);
}

function keepsGiven(before: Input, after: Input): Formula {
  const sameCode = [...before.is].map(([value, is]) => implies(is, after.is.get(value) ?? FALSE));
  const sameNumber =
    before.number === undefined || after.number === undefined
      ? []
      : [implies(before.given, compare("=", before.number, after.number))];
  return and(implies(before.given, after.given), ...sameCode, ...sameNumber);
}

/** What is explicitly unknown is not left out later: that would be another statement, not a learned fact. */
function keepsUnknown(before: Input, after: Input): Formula {
  return and(
    implies(before.explicitlyUnknown, or(after.explicitlyUnknown, after.given)),
    implies(after.explicitlyUnknown, before.explicitlyUnknown),
  );
}

function keepsSettled(model: RulebookModel, { fact, vein, absent }: Input, after: Input): Formula {
  const cell = model.cell(fact.name, vein);
  switch (cell.kind) {
    case "values":
      return implies(and(absent, or(cell.notApplicable, ...cell.is.values())), not(after.given));
    case "number": {
      const { defined, min, max } = cell.bounds;
      const value = after.number;
      const within = value === undefined ? FALSE : and(compare("<=", min, value), compare("<=", value, max));
      return and(
        implies(and(absent, cell.notApplicable), not(after.given)),
        implies(and(absent, defined, after.given), within),
      );
    }
    case "one-of":
    case "unknown":
      return and();
  }
}

/** The two cases give the same of all facts but one. */
export function sameButFor(
  before: RulebookModel,
  after: RulebookModel,
  name: string,
  vein: string | undefined,
): Formula {
  const facts = before.inputs.map((input, index) => {
    if (input.fact.name === name && input.vein === vein) return and();
    const same = sameInput(input, after.inputs[index] as Input);
    return define(`${after.shape.label ?? ""}same ${inputName(input.fact.name, input.vein, "")}`, same);
  });
  return and(sameTruth(before.hasFollowUp, after.hasFollowUp), ...facts);
}

function sameInput(one: Input, other: Input): Formula {
  return and(
    sameTruth(one.given, other.given),
    sameTruth(one.explicitlyUnknown, other.explicitlyUnknown),
    ...[...one.is].map(([value, is]) => sameTruth(is, other.is.get(value) ?? FALSE)),
    one.number === undefined || other.number === undefined ? and() : compare("=", one.number, other.number),
  );
}
