import { type Subject, subjectKey } from "../facts/subject.ts";
import type { Rule } from "../rulebook/rule.ts";
import type { Outcome } from "./outcome.ts";

/** The outcomes of rules by subject. */
export class Outcomes {
  readonly #byRule = new Map<string, Map<string, Outcome>>();

  set(rule: string, subject: Subject, outcome: Outcome): void {
    const bySubject = this.#byRule.get(rule) ?? new Map<string, Outcome>();
    bySubject.set(subjectKey(subject), outcome);
    this.#byRule.set(rule, bySubject);
  }

  /** Sets the outcomes of several rules for one subject; one that is missing failed. */
  setAll(rules: readonly Rule[], subject: Subject, found: readonly Outcome[]): void {
    for (const [index, rule] of rules.entries()) this.set(rule.name, subject, found[index] ?? "failed");
  }

  /** `not-applicable` where the rule was not evaluated for the subject. */
  get(rule: string, subject: Subject): Outcome {
    return this.#byRule.get(rule)?.get(subjectKey(subject)) ?? "not-applicable";
  }
}
