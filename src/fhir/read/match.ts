import type { Coding } from "fhir/r4";
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
  readonly #byType = new Map<string, CodeIndex<WithExcept<FactTarget>>>();
  readonly #byCategory = new Map<string, FactTarget[]>();
  readonly #veins = new CodeIndex<VeinCodes>();
  readonly #systemsOfFact = new Map<string, Set<string>>();

  constructor({ systems, facts, veins }: CodeSet) {
    for (const [name, { url, also = [] }] of Object.entries(systems) as [string, CodeSystem][])
      for (const one of [url, ...also]) this.#systemByUrl.set(one, name);
    for (const { fact, readings, hints = [] } of facts) {
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
      return system === undefined || url === undefined || code === undefined ? [] : [{ system, url, code }];
    });
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
