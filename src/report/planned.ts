import { InternalError } from "../issues/errors.ts";
import { compareText } from "../issues/issue.ts";
import type { Contribution } from "../resolve/contribution.ts";
import type { Decision } from "../resolve/decide.ts";
import type { Decisions } from "../resolve/decisions.ts";
import { deepFreeze } from "../rulebook/freeze.ts";
import type { PlanEntry, Report } from "./report.ts";
import type { Skeleton } from "./skeleton.ts";

/** Shows decisions as the report's eligibility, triage and plan. What it gives is frozen. */
export class DecisionReader {
  readonly #decisions: Decisions;
  readonly #skeletons: readonly Skeleton[];

  constructor(decisions: Decisions, skeletons: readonly Skeleton[]) {
    this.#decisions = decisions;
    this.#skeletons = skeletons;
  }

  eligibility(): Report["eligibility"] {
    const { value, couldBecome, winners } = this.#decision("eligibility", 0);
    return Object.freeze({
      decision: value as string,
      couldBecome: (couldBecome as string | undefined) ?? null,
      because: this.#rulesOf(winners),
    });
  }

  triage(place: number): NonNullable<Report["triage"]> {
    const { value, couldBecome, winners } = this.#decision("triage", place);
    const suspect = this.#decision("suspect", place).value ?? [];
    return Object.freeze({
      level: value as string,
      couldBecome: (couldBecome as string | undefined) ?? null,
      suspect: deepFreeze(suspect as readonly string[]),
      because: this.#rulesOf(winners),
    });
  }

  /** Of these slots those that have a value or could get one, in the rulebook's order. */
  plan(slots: readonly string[], place: number): Readonly<Record<string, PlanEntry>> {
    const plan: Record<string, PlanEntry> = {};
    for (const name of slots) {
      const { value, couldBecome, winners } = this.#decision(name, place);
      if (value === undefined && couldBecome === undefined) continue;
      plan[name] = Object.freeze({
        value: value === undefined ? null : deepFreeze(value),
        couldBecome: couldBecome === undefined ? null : deepFreeze(couldBecome),
        from: value === undefined ? nobody : this.#rulesOf(winners),
      });
    }
    return Object.freeze(plan);
  }

  #decision(slot: string, place: number): Decision {
    const decision = this.#decisions.at(slot, place);
    if (decision?.place !== place) throw new InternalError(`the slot \`${slot}\` was not decided`);
    return decision;
  }

  /** The names of rules, each once, in order. */
  #rulesOf(contributions: readonly Contribution[]): readonly string[] {
    const [first] = contributions;
    if (first === undefined) return nobody;
    if (contributions.every(({ number }) => number === first.number))
      return (this.#skeletons[first.number] as Skeleton).itself;
    return Object.freeze([...new Set(contributions.map(({ rule }) => rule.name))].sort(compareText));
  }
}

const nobody: readonly string[] = Object.freeze([]);
