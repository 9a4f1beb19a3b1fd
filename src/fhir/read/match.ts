import type { Coding } from "fhir/r4.js";
import type { CodeSystem, Hint, Reading, VeinCodes } from "../codes/format.ts";
import { CodeIndex } from "./code-index.ts";
import type { CodeSet } from "./code-set.ts";
import type { Read } from "./schemas.ts";

/** A code that a list and a record have in common. */
export interface MatchedCode {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

/** A coding of a record in a system of the lists. */
export interface KnownCoding {
  /** Short name of the system. */
  readonly system: string;
  readonly url: string;
  readonly code: string;
}

/** A reading or a hint that a code of a record touches. */
export interface Match<Target> {
  readonly target: Target;
  readonly code: MatchedCode;
}

/** What a code can say of a fact. */
export type FactTarget = { readonly fact: string } & (
  | { readonly kind: "reading"; readonly reading: Reading; readonly answers: CodeIndex<AnswerOf> | undefined }
  | { readonly kind: "hint"; readonly hint: Hint }
);

/** An answer of a reading of observations. */
export type AnswerOf = Extract<Reading, { answers: unknown }>["answers"][number];

type WithExcept<Target> = { readonly target: Target; readonly except: CodeIndex<true> | undefined };

/** The code lists, ready to look codes up in. */
export class Matcher {
  readonly #systemByUrl = new Map<string, string>();
  readonly #dotAfter = new Map<string, number>();
  readonly #byType = new Map<string, CodeIndex<WithExcept<FactTarget>>>();
  readonly #byCategory = new Map<string, FactTarget[]>();
  readonly #veins = new CodeIndex<VeinCodes>();
  readonly #systemsOfFact = new Map<string, Set<string>>();
  readonly #traps = new Map<string, CodeIndex<true>>();

  constructor({ systems, facts, veins }: CodeSet) {
    for (const [name, { url, also = [] }] of Object.entries(systems) as [string, CodeSystem][])
      for (const one of [url, ...also]) this.#systemByUrl.set(one, name);
    for (const [name, { dotAfter }] of Object.entries(systems))
      if (dotAfter !== undefined) this.#dotAfter.set(name, dotAfter);
    for (const { fact, readings, hints = [], traps = [] } of facts) {
      for (const type of new Set(readings.map(({ resource }) => resource))) {
        const index = this.#traps.get(type) ?? new CodeIndex<true>();
        this.#traps.set(type, index);
        for (const { codes } of traps) index.add(codes, true);
      }
      for (const reading of readings) {
        const target = { kind: "reading", fact, reading, answers: answersOf(reading) } as const;
        this.#add(reading, target);
        if ("category" in reading && reading.category !== undefined) {
          const known = this.#byCategory.get(reading.category);
          if (known === undefined) this.#byCategory.set(reading.category, [target]);
          else known.push(target);
        }
      }
      for (const hint of hints) this.#add(hint, { kind: "hint", fact, hint });
    }
    for (const vein of veins) this.#veins.add(vein.codes, vein);
  }

  #add(by: Reading | Hint, target: FactTarget): void {
    const index = this.#byType.get(by.resource) ?? new CodeIndex<WithExcept<FactTarget>>();
    this.#byType.set(by.resource, index);
    const except = by.except === undefined ? undefined : new CodeIndex<true>();
    except?.add(by.except ?? [], true);
    index.add(by.codes, { target, except });
    const key = `${target.fact} ${by.resource}`;
    const systems = this.#systemsOfFact.get(key) ?? new Set<string>();
    this.#systemsOfFact.set(key, systems);
    for (const { system } of by.codes) systems.add(system);
    if ("category" in by && by.category !== undefined) systems.add(anySystem);
  }

  /** The codings that stand in a system of the lists. */
  known(codings: readonly Read<Coding>[]): KnownCoding[] {
    return codings.flatMap(({ system: url, code }) => {
      const system = url === undefined ? undefined : this.#systemByUrl.get(url);
      return system === undefined || url === undefined || code === undefined
        ? []
        : [{ system, url, code: this.#asListed(system, code) }];
    });
  }

  /** A code in the form in which the lists write those of its system. */
  #asListed(system: string, code: string): string {
    const plain = code.trim();
    const dotAfter = this.#dotAfter.get(system);
    if (dotAfter === undefined) return plain;
    const capitals = plain.toUpperCase();
    return capitals.includes(".") || capitals.length <= dotAfter
      ? capitals
      : `${capitals.slice(0, dotAfter)}.${capitals.slice(dotAfter)}`;
  }

  /** What the codes of a resource say, each reading and hint once. */
  match(type: string, codings: readonly KnownCoding[]): Match<FactTarget>[] {
    const found = new Map<FactTarget, MatchedCode>();
    const index = this.#byType.get(type);
    for (const { system, url, code } of codings)
      for (const {
        entry,
        target: { target, except },
      } of index?.find(system, code) ?? [])
        if (!found.has(target) && (except?.find(system, code) ?? []).length === 0)
          found.set(target, { system: url, code, display: entry.display });
    return [...found].map(([target, code]) => ({ target, code }));
  }

  /** Whether resources of the type with such a code only look as if they meant a fact. */
  isTrap(type: string, codings: readonly KnownCoding[]): boolean {
    const index = this.#traps.get(type);
    return codings.some(({ system, code }) => (index?.find(system, code) ?? []).length > 0);
  }

  /** The readings that go by the category of an allergy. */
  ofCategory(category: string): readonly FactTarget[] {
    return this.#byCategory.get(category) ?? [];
  }

  /** The vein that the codes of a condition stand for. */
  veinOf(codings: readonly KnownCoding[]): Match<VeinCodes> | undefined {
    for (const { system, url, code } of codings)
      for (const { entry, target } of this.#veins.find(system, code))
        return { target, code: { system: url, code, display: entry.display } };
    return undefined;
  }

  /** Whether resources of a type in these systems could have shown a fact. */
  couldShow(fact: string, type: string, systems: ReadonlySet<string>): boolean {
    const own = this.#systemsOfFact.get(`${fact} ${type}`);
    return own === undefined || own.has(anySystem) || [...systems].some((system) => own.has(system));
  }
}

/** Stands for every system, in readings that go by a category. */
const anySystem = "*";

function answersOf(reading: Reading): CodeIndex<AnswerOf> | undefined {
  if (!("answers" in reading)) return undefined;
  const index = new CodeIndex<AnswerOf>();
  for (const answer of reading.answers) index.add(answer.codes, answer);
  return index;
}
