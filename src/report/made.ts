import type { GovernanceMark } from "../rulebook/governance.ts";
import type { Recommendation } from "./report.ts";

/** So many are kept for a rule; a rule that says more different things is rare, and says them anew. */
const maxKept = 12;

/**
 * The recommendations of one rule about the patient that reports have in common: frozen, for the same reasons, overruled
 * by the same and marked alike. They hold nothing of a case but which of a condition's few ways fulfilled it; reasons that rest on a patient's
 * own number are lists of their own, and found by nobody else.
 */
export class MadeRecommendations {
  readonly #made: Recommendation[] = [];

  find(
    because: Recommendation["because"],
    supersededBy: Recommendation["supersededBy"],
    marks: readonly GovernanceMark[],
  ): Recommendation | undefined {
    for (let index = 0; index < this.#made.length; index += 1) {
      const one = this.#made[index] as Recommendation;
      if (one.because === because && sameWinner(one.supersededBy, supersededBy) && sameMarks(one.marks ?? none, marks))
        return one;
    }
    return undefined;
  }

  keep(made: Recommendation): void {
    if (this.#made.length < maxKept) this.#made.push(made);
  }
}

const none: readonly GovernanceMark[] = [];

function sameWinner(a: Recommendation["supersededBy"], b: Recommendation["supersededBy"]): boolean {
  return a === b || (a !== null && b !== null && a.id === b.id && a.policy === b.policy);
}

function sameMarks(a: readonly GovernanceMark[], b: readonly GovernanceMark[]): boolean {
  return a.length === b.length && a.every((mark, index) => mark === b[index]);
}
