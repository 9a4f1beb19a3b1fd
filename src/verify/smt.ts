import type { Formula, Term } from "./formula.ts";

/** Writes formulas as SMT-LIB 2: each variable is declared, each definition written once, before it is first used. */
export class SmtWriter {
  readonly #known = new Set<string>();

  /** The declarations and definitions that the formula needs and that no earlier formula brought, and the formula itself. */
  write(formula: Formula): { readonly before: string; readonly text: string } {
    const before: string[] = [];
    const text = this.#formula(formula, before);
    return { before: before.join(""), text };
  }

  #formula(formula: Formula, before: string[]): string {
    switch (formula.kind) {
      case "constant":
        return String(formula.value);
      case "variable":
        return this.#symbol(formula.name, "Bool", before);
      case "not":
        return `(not ${this.#formula(formula.part, before)})`;
      case "and":
      case "or":
        return `(${formula.kind} ${formula.parts.map((part) => this.#formula(part, before)).join(" ")})`;
      case "compare":
        return `(${formula.relation} ${this.#term(formula.left, before)} ${this.#term(formula.right, before)})`;
      case "defined": {
        const symbol = quoted(formula.name);
        if (!this.#known.has(symbol)) {
          this.#known.add(symbol);
          before.push(`(define-fun ${symbol} () Bool ${this.#formula(formula.of, before)})\n`);
        }
        return symbol;
      }
    }
  }

  #term(term: Term, before: string[]): string {
    switch (term.kind) {
      case "number":
        return decimal(term.value);
      case "variable": {
        const symbol = this.#symbol(term.name, term.whole ? "Int" : "Real", before);
        return term.whole ? `(to_real ${symbol})` : symbol;
      }
      case "sum":
        return `(+ ${term.parts.map((part) => this.#term(part, before)).join(" ")})`;
      case "times":
        return `(* ${decimal(term.factor)} ${this.#term(term.part, before)})`;
      case "quotient":
        return `(/ ${this.#term(term.part, before)} ${decimal(term.divisor)})`;
      case "ceiling":
        return `(to_real (- (to_int (- ${this.#term(term.part, before)}))))`;
      case "choose":
        return `(ite ${this.#formula(term.when, before)} ${this.#term(term.yes, before)} ${this.#term(term.no, before)})`;
    }
  }

  #symbol(name: string, sort: "Bool" | "Int" | "Real", before: string[]): string {
    const symbol = quoted(name);
    if (!this.#known.has(symbol)) {
      this.#known.add(symbol);
      before.push(`(declare-const ${symbol} ${sort})\n`);
    }
    return symbol;
  }
}

function quoted(name: string): string {
  return `|${name}|`;
}

/** A number as SMT-LIB has them: no sign, no exponent, always a point. */
function decimal(value: number): string {
  if (value < 0) return `(- ${decimal(-value)})`;
  const text = String(value);
  if (!text.includes("e")) return text.includes(".") ? text : `${text}.0`;
  const [digits = "", exponent = "0"] = text.split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  const shift = Number(exponent);
  return shift < 0
    ? `0.${"0".repeat(-shift - whole.length)}${whole}${fraction}`
    : `${whole}${fraction.padEnd(shift, "0")}.0`;
}
