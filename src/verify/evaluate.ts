import type { Formula, Term } from "./formula.ts";

/** Values of variables. One that is missing is false, or zero. */
export type Values = ReadonlyMap<string, boolean | number>;

/** Works formulas out for given values: the same formulas that the solver gets, read without it. */
export class Evaluation {
  readonly #values: Values;
  readonly #known = new Map<string, boolean>();

  constructor(values: Values) {
    this.#values = values;
  }

  holds(formula: Formula): boolean {
    switch (formula.kind) {
      case "constant":
        return formula.value;
      case "variable":
        return this.#values.get(formula.name) === true;
      case "not":
        return !this.holds(formula.part);
      case "and":
        return formula.parts.every((part) => this.holds(part));
      case "or":
        return formula.parts.some((part) => this.holds(part));
      case "compare": {
        const [left, right] = [this.number(formula.left), this.number(formula.right)];
        if (formula.relation === "=") return left === right;
        return formula.relation === "<" ? left < right : left <= right;
      }
      case "defined": {
        let value = this.#known.get(formula.name);
        if (value === undefined) {
          value = this.holds(formula.of);
          this.#known.set(formula.name, value);
        }
        return value;
      }
    }
  }

  number(term: Term): number {
    switch (term.kind) {
      case "number":
        return term.value;
      case "variable":
        return Number(this.#values.get(term.name) ?? 0);
      case "sum":
        return term.parts.reduce((sum, part) => sum + this.number(part), 0);
      case "times":
        return term.factor * this.number(term.part);
      case "quotient":
        return this.number(term.part) / term.divisor;
      case "ceiling":
        return Math.ceil(this.number(term.part));
      case "choose":
        return this.number(this.holds(term.when) ? term.yes : term.no);
    }
  }
}
