import { InternalError } from "../issues/errors.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import type { Fact } from "../rulebook/vocabulary.ts";

/** The facts of a rulebook by number: what is known of a subject is then a list, and a look-up in it takes no key. */
export class FactTable {
  /** In the order of the vocabulary; the position is the fact's number. */
  readonly facts: readonly Fact[];
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(rulebook: Rulebook) {
    this.facts = [...rulebook.facts.values()];
    this.#numbers = new Map(this.facts.map(({ name }, number) => [name, number]));
  }

  /** The number of a fact. Throws `InternalError` for a name that the vocabulary does not have. */
  number(name: string): number {
    const number = this.#numbers.get(name);
    if (number === undefined) throw new InternalError(`the fact \`${name}\` is not in the vocabulary`);
    return number;
  }

  at(number: number): Fact {
    return this.facts[number] as Fact;
  }
}

const tables = new WeakMap<Rulebook, FactTable>();

/** The table of a rulebook's facts, made once for each rulebook. */
export function factTable(rulebook: Rulebook): FactTable {
  const known = tables.get(rulebook);
  if (known !== undefined) return known;
  const table = new FactTable(rulebook);
  tables.set(rulebook, table);
  return table;
}
