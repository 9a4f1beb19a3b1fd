import type { Evidence } from "../evaluate/program.ts";
import type { Expectation } from "../testing/fixture.ts";
import type { Formula } from "./formula.ts";
import type { RulebookModel } from "./model.ts";

/** What is asked of a solver: whether some case, or some two cases, can make the formula true. */
export interface Question {
  /** One case, or two that are compared: the second knows more or worse. */
  readonly models: readonly [RulebookModel, ...RulebookModel[]];
  /** How the cases hang together, beside being legal. */
  readonly given: Formula;
  readonly formula: Formula;
}

/** One thing that a property claims. */
export interface Check {
  /** What it is about: a rule, a row, a slot. */
  readonly about: string;
  readonly evidence: Evidence | "either";
  /** Whether a case is looked for that must exist, or one that must not. */
  readonly wants: "sat" | "unsat";
  /** `sat`: one of them suffices; `unsat`: none of them may be. */
  readonly questions: readonly Question[];
  /** What a patient who breaks the claim should have got, as far as the property says it. */
  readonly expect?: Expectation;
}

/** Whether two questions are about the same cases, so that they can be asked as one. */
export function sameCases(one: Question, other: Question): boolean {
  return other.given === one.given && one.models.every((model, index) => model === other.models[index]);
}
