import type { Evidence } from "../evaluate/program.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { RulebookModel } from "./model.ts";

/** The models of a rulebook: each is built once. */
export class Models {
  readonly rulebook: Rulebook;
  readonly #known = new Map<string, RulebookModel>();

  constructor(rulebook: Rulebook) {
    this.rulebook = rulebook;
  }

  /** The model of all cases with so many veins. */
  of(evidence: Evidence, veins: number): RulebookModel {
    return this.#get(`${evidence} ${veins}`, () => new RulebookModel(this.rulebook, { evidence, veins: idsOf(veins) }));
  }

  /** A second case, all of whose facts are its own. */
  otherThan({ shape }: RulebookModel): RulebookModel {
    return this.#get(
      `${shape.evidence} ${shape.veins.length} other`,
      () => new RulebookModel(this.rulebook, { ...shape, label: "other ", suffixOf: () => "'" }),
    );
  }

  #get(key: string, make: () => RulebookModel): RulebookModel {
    const model = this.#known.get(key) ?? make();
    this.#known.set(key, model);
    return model;
  }
}

const alphabet = "abcdefghijklmnopqrstuvwxyz";

function idsOf(veins: number): string[] {
  return [...alphabet.slice(0, veins)];
}
