import type { CodeEntry } from "../codes/format.ts";

/** Finds what stands for a code: exact codes, and families (`I82.4-`) by their beginning. */
export class CodeIndex<Target> {
  readonly #byKey = new Map<string, { entry: CodeEntry; target: Target }[]>();
  /** Lengths of the families' beginnings, by system. */
  readonly #lengths = new Map<string, Set<number>>();

  add(entries: readonly CodeEntry[], target: Target): void {
    for (const entry of entries) {
      const { system, code } = entry;
      if (!code.endsWith("-")) this.#put(`${system}|${code}`, entry, target);
      else {
        const beginning = code.slice(0, -1);
        this.#put(`${system}|${beginning}-`, entry, target);
        // `I83.-` is also `I83` itself.
        if (beginning.endsWith(".")) this.#put(`${system}|${beginning.slice(0, -1)}`, entry, target);
        this.#lengths.set(system, (this.#lengths.get(system) ?? new Set<number>()).add(beginning.length));
      }
    }
  }

  /** What a code of a system (by its short name) stands for. */
  find(system: string, code: string): { entry: CodeEntry; target: Target }[] {
    const found = [...(this.#byKey.get(`${system}|${code}`) ?? [])];
    for (const length of this.#lengths.get(system) ?? [])
      if (code.length >= length) found.push(...(this.#byKey.get(`${system}|${code.slice(0, length)}-`) ?? []));
    return found;
  }

  #put(key: string, entry: CodeEntry, target: Target): void {
    const known = this.#byKey.get(key);
    if (known === undefined) this.#byKey.set(key, [{ entry, target }]);
    else known.push({ entry, target });
  }
}
