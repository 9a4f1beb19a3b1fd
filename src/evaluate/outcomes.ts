import type { Subject } from "../facts/subject.ts";
import { placeByKey, subjectKey } from "../facts/subject.ts";
import type { Rule } from "../rulebook/rule.ts";
import { NOT_APPLICABLE, type Outcome, outcomeName } from "./outcome.ts";

/** The numbers of rules: their positions in the list of those that are evaluated. */
export type RuleNumbers = ReadonlyMap<string, number>;

/** Numbers rules by their position. */
export function numberRules(rules: readonly Rule[]): RuleNumbers {
  return new Map(rules.map(({ name }, number) => [name, number]));
}

/** The outcomes of rules by subject: a byte for each. */
export class Outcomes {
  readonly #numbers: RuleNumbers;
  readonly #subjects: readonly Subject[];
  readonly #byPlace: readonly Uint8Array[];

  constructor(numbers: RuleNumbers, subjects: readonly Subject[]) {
    this.#numbers = numbers;
    this.#subjects = subjects;
    this.#byPlace = subjects.map(() => new Uint8Array(numbers.size).fill(NOT_APPLICABLE));
  }

  /** The outcomes for the subject at a place, by rule number: to be read, and filled by the evaluators. */
  at(place: number): Uint8Array {
    return this.#byPlace[place] as Uint8Array;
  }

  /** `not-applicable` where the rule was not evaluated for the subject. */
  get(rule: string, subject: Subject): Outcome {
    const found = this.#byPlace[placeByKey(this.#subjects, subjectKey(subject)) ?? -1];
    const number = this.#numbers.get(rule);
    return outcomeName(number === undefined ? NOT_APPLICABLE : (found?.[number] ?? NOT_APPLICABLE));
  }
}
