import type { KnownCoding, Matcher } from "./match.ts";

/** In which code systems the resources of each type are coded: what is coded in none that is read shows nothing by its absence. */
export class Coverage {
  /** By type, one set of systems for each combination that occurs. */
  readonly #byType = new Map<string, Map<string, ReadonlySet<string>>>();

  add(type: string, codings: readonly KnownCoding[]): void {
    const systems = new Set(codings.map(({ system }) => system).sort());
    const known = this.#byType.get(type) ?? new Map<string, ReadonlySet<string>>();
    this.#byType.set(type, known.set([...systems].join(" "), systems));
  }

  /** Whether every resource of a type would have shown a fact by a code of its lists. */
  couldShow(fact: string, type: string, matcher: Matcher): boolean {
    return [...(this.#byType.get(type)?.values() ?? [])].every((systems) => matcher.couldShow(fact, type, systems));
  }

  /** Whether every resource of a type is coded in some system that is read at all. */
  isCoded(type: string): boolean {
    return [...(this.#byType.get(type)?.values() ?? [])].every((systems) => systems.size > 0);
  }
}
