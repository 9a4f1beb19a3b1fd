import type { Advisor } from "../advisor/advisor.ts";
import type { Evidence } from "../evaluate/program.ts";
import type { Expectation, Fixture } from "../testing/fixture.ts";
import { caseFromValues, type PlainCase } from "./case-values.ts";
import { crossCheck } from "./cross-check.ts";
import { Evaluation, type Values } from "./evaluate.ts";
import type { Question } from "./question.ts";

/** The advisors that counter-examples are put to, by evidence. */
export type AdvisorOf = (evidence: Evidence) => Pick<Advisor, "outcomes" | "recommendSync">;

/** The cases that an answer describes; the second knows more or worse than the first. */
export function casesOf({ models }: Question, values: Values): PlainCase[] {
  const evaluation = new Evaluation(values);
  return models.map((model) => caseFromValues(model, evaluation));
}

/** What the formulas and the advisor say differently about the cases: the translation is at fault, whatever else is. */
export function disagreements({ models }: Question, values: Values, advisorOf: AdvisorOf): string[] {
  const evaluation = new Evaluation(values);
  return models.flatMap((model) =>
    crossCheck(model, evaluation, caseFromValues(model, evaluation), advisorOf(model.shape.evidence)),
  );
}

/** A case fixture of the answer: what a second case changes stands in a flip. */
export function fixtureOf(title: string, question: Question, values: Values, expect: Expectation = {}): Fixture {
  const [first, second] = casesOf(question, values);
  const { evidence } = question.models[0].shape;
  const flips = second === undefined ? [] : [{ set: changes(first ?? {}, second), expect: {} }];
  return {
    title,
    ...(evidence === "all" ? {} : { options: { evidence } }),
    case: first,
    expect,
    ...(flips.length === 0 ? {} : { flips }),
  };
}

/** The facts that differ, by path: `patient.pregnant`, `veins.a.zone`. */
function changes(before: PlainCase, after: PlainCase): Record<string, string | number | boolean | null> {
  const [from, to] = [leaves(before), leaves(after)];
  const paths = [...new Set([...from.keys(), ...to.keys()])];
  return Object.fromEntries(
    paths.filter((path) => from.get(path) !== to.get(path)).map((path) => [path, to.get(path) ?? null]),
  );
}

function leaves(value: unknown, path = ""): Map<string, string | number | boolean | null> {
  if (typeof value !== "object" || value === null) return new Map([[path, value as string | number | boolean | null]]);
  const entries = Array.isArray(value)
    ? value.map((one: { id?: unknown }): [string, unknown] => [String(one.id), one])
    : Object.entries(value);
  return new Map(entries.flatMap(([key, part]) => [...leaves(part, path === "" ? key : `${path}.${key}`)]));
}
