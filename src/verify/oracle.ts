import { Evaluation, type Values } from "./evaluate.ts";
import { and, type Formula, or } from "./formula.ts";
import type { RulebookModel } from "./model.ts";
import type { Question } from "./question.ts";
import { SmtWriter } from "./smt.ts";
import type { Answer, OpenSolver, Solver } from "./solver.ts";

/** A solver that has been told which cases are legal. */
interface Informed {
  readonly solver: Solver;
  readonly writer: SmtWriter;
}

/** Answers questions with a solver for each group of cases, told once what is legal. */
export class Oracle {
  readonly #open: OpenSolver;
  readonly #solvers = new Map<string, Informed>();
  readonly #names = new WeakMap<object, number>();
  readonly #remembered: { readonly model: RulebookModel; readonly evaluation: Evaluation }[] = [];
  #count = 0;

  constructor(open: OpenSolver) {
    this.#open = open;
  }

  /** A case for which one of the questions, all about the same cases, is answered. */
  async someOf(questions: readonly Question[]): Promise<Answer> {
    const [first] = questions;
    if (first === undefined) return { kind: "unsat" };
    const formula = and(first.given, or(...questions.map((question) => question.formula)));
    if (formula.kind === "constant" && !formula.value) return { kind: "unsat" };
    const { solver, writer } = this.#informed(first);
    return solver.ask(write(formula, solver, writer));
  }

  /** Remembers a case that was found, and that the advisor has confirmed. */
  remember(model: RulebookModel, values: Values): void {
    this.#remembered.push({ model, evaluation: new Evaluation(values) });
  }

  /** Whether one of the remembered cases answers the question. */
  remembers({ models, given, formula }: Question): boolean {
    return this.#remembered.some(
      ({ model, evaluation }) =>
        models.length === 1 && models[0] === model && evaluation.holds(given) && evaluation.holds(formula),
    );
  }

  close(): void {
    for (const { solver } of this.#solvers.values()) solver.close();
    this.#solvers.clear();
  }

  #informed({ models }: Question): Informed {
    const key = models.map((model) => this.#nameOf(model)).join(" ");
    let informed = this.#solvers.get(key);
    if (informed === undefined) {
      informed = { solver: this.#open(), writer: new SmtWriter() };
      this.#solvers.set(key, informed);
      const { solver, writer } = informed;
      for (const { legal } of models) solver.tell(`(assert ${write(legal, solver, writer)})\n`);
    }
    return informed;
  }

  #nameOf(model: object): number {
    let name = this.#names.get(model);
    if (name === undefined) {
      this.#count += 1;
      name = this.#count;
      this.#names.set(model, name);
    }
    return name;
  }
}

/** Tells the solver what the formula needs; returns the formula as text. */
function write(formula: Formula, solver: Solver, writer: SmtWriter): string {
  const { before, text } = writer.write(formula);
  if (before !== "") solver.tell(before);
  return text;
}
