/** Of which types the input may lack resources: then their absence tells nothing. */
export class Gaps {
  #everything = false;
  readonly #types = new Set<string>();

  /** Notes that resources of a type may be missing; without a type, of any. */
  add(type?: string): void {
    if (type === undefined) this.#everything = true;
    else this.#types.add(type);
  }

  has(type: string): boolean {
    return this.#everything || this.#types.has(type);
  }
}
