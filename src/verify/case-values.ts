import { daysBetween } from "../logic/dates.ts";
import type { Evaluation } from "./evaluate.ts";
import type { Input } from "./inputs.ts";
import type { RulebookModel } from "./model.ts";

type Plain = Record<string, unknown>;

/** The day that dates are counted back from: any would do, formulas know only the days between. */
const today = "2026-11-20";

const millisecondsPerDay = 86_400_000;

/** A case as plain JSON. */
export type PlainCase = Record<string, unknown>;

/** The case that the values of a model's variables describe. */
export function caseFromValues(model: RulebookModel, values: Evaluation): PlainCase {
  const input: Plain = {};
  for (const one of model.inputs) {
    if (one.fact.scope === "followUp" && !values.holds(model.hasFollowUp)) continue;
    const value = givenValue(one, values);
    if (value !== undefined) put(input, model, one, value);
  }
  if (values.holds(model.hasFollowUp)) input["followUp"] ??= {};
  if (model.shape.veins.length > 0) veinsOf(input, model);
  return input;
}

/** The value in the case; null where it is explicitly unknown, undefined where it is left out. */
function givenValue({ fact, given, explicitlyUnknown, is, number }: Input, values: Evaluation): unknown {
  if (values.holds(explicitlyUnknown)) return null;
  if (!values.holds(given)) return undefined;
  for (const [value, formula] of is) if (values.holds(formula)) return value;
  if (number === undefined) return today;
  const found = values.number(number);
  return fact.type === "number" || fact.type === "integer" ? found : dayBefore(found);
}

function dayBefore(days: number): string {
  return new Date(Date.parse(today) - days * millisecondsPerDay).toISOString().slice(0, today.length);
}

function veinsOf(input: Plain, { shape }: RulebookModel): Plain[] {
  const known = input["veins"] as Plain[] | undefined;
  const veins = known ?? shape.veins.map((id): Plain => ({ id }));
  input["veins"] = veins;
  return veins;
}

function put(input: Plain, model: RulebookModel, { fact, vein }: Input, value: unknown): void {
  const keys = fact.name.split(".");
  const last = keys.pop() as string;
  let group: Plain = input;
  if (vein !== undefined) {
    group = veinsOf(input, model).find(({ id }) => id === vein) as Plain;
    keys.shift();
  }
  for (const key of keys) {
    group[key] ??= {};
    group = group[key] as Plain;
  }
  group[last] = value;
}

/**
 * The values of a model's variables that describe a case. The case is one that the advisor takes, with the veins of the model;
 * dates need an `asOf`.
 */
export function valuesFromCase(model: RulebookModel, input: PlainCase): Map<string, boolean | number> {
  const values = new Map<string, boolean | number>();
  const asOf = typeof input["asOf"] === "string" ? input["asOf"] : today;
  if (model.hasFollowUp.kind === "variable") values.set(model.hasFollowUp.name, input["followUp"] != null);
  for (const one of model.inputs) {
    const value = read(input, one);
    if (value === undefined) continue;
    if (value === null) set(values, one.explicitlyUnknown, true);
    else if (one.is.size > 0) for (const [option, formula] of one.is) set(values, formula, option === value);
    else {
      set(values, one.given, true);
      if (one.number?.kind !== "variable") continue;
      values.set(one.number.name, typeof value === "string" ? daysBetween(value, asOf) : (value as number));
    }
  }
  return values;
}

function set(values: Map<string, boolean | number>, formula: Input["given"], value: boolean): void {
  if (formula.kind === "variable") values.set(formula.name, value);
}

function read(input: PlainCase, { fact, vein }: Input): unknown {
  const keys = fact.name.split(".");
  let found: unknown = input;
  if (vein !== undefined) {
    found = (input["veins"] as Plain[]).find(({ id }) => id === vein);
    keys.shift();
  }
  for (const key of keys) found = (found as Plain | null | undefined)?.[key];
  return found;
}
