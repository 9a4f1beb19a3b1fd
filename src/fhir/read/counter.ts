/** How a type of FHIR is written; whatever else stands in its place is not repeated. */
const typeName = /^[A-Z][A-Za-z]{0,63}$/;
/** More types than FHIR has: a record with more of them makes names up. */
const maxTypes = 200;

/** Whether the text can be the name of a resource type. */
export function isTypeName(text: unknown): text is string {
  return typeof text === "string" && typeName.test(text);
}

/** Counts by resource type. */
export class Counter {
  readonly #counts = new Map<string, number>();

  add(type: string): void {
    const key = this.#counts.has(type) || this.#counts.size < maxTypes ? type : "More";
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  get(type: string): number {
    return this.#counts.get(type) ?? 0;
  }

  /** Sorted by type, so that the order of the input does not show. */
  toObject(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
