import { type Fact, isCaseFact } from "../../src/rulebook/vocabulary.ts";

/** A case as JSON: the library has read it, or is about to. */
export type PlainCase = Readonly<Record<string, unknown>>;

/** A vein of a case. */
export type PlainVein = Readonly<Record<string, unknown>> & { readonly id: string };

/** Where a value of a case stands: a fact, and for a vein's fact which vein. */
export interface Place {
  readonly fact: string;
  readonly vein?: string;
}

/** A place and the value that it has or would have; `null` is unknown, `undefined` not recorded. */
export interface Answer {
  readonly place: Place;
  readonly value: unknown;
}

const veinPrefix = "vein.";

/** The place of a fact; the vein counts only for a vein's fact. */
export function placeOf(fact: string, vein?: string): Place {
  return vein !== undefined && fact.startsWith(veinPrefix) ? { fact, vein } : { fact };
}

/** The path under which the library's `whatIf` names a place; also its key in maps. */
export function pathOf({ fact, vein }: Place): string {
  return vein === undefined ? fact : `veins.${vein}.${fact.slice(veinPrefix.length)}`;
}

/** Whether a case can hold the fact: others are derived or decided. */
export function canBeGiven(fact: Fact | undefined): fact is Fact {
  return fact !== undefined && isCaseFact(fact);
}

type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The keys from the owner (the case, or the vein) down to the value. */
function keysOf({ fact, vein }: Place): readonly string[] {
  return (vein === undefined ? fact : fact.slice(veinPrefix.length)).split(".");
}

/** The veins of a case. */
export function veinsOf(of: PlainCase): readonly PlainVein[] {
  const { veins } = of;
  return Array.isArray(veins) ? (veins as PlainVein[]) : [];
}

/** The value at a place; undefined where nothing is recorded. */
export function valueAt(of: PlainCase, place: Place): unknown {
  let value: unknown = place.vein === undefined ? of : veinsOf(of).find(({ id }) => id === place.vein);
  for (const key of keysOf(place)) value = isPlain(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

/** A case with another value at a place; `undefined` takes it out. What does not change is shared, nothing is touched. */
export function withValue(of: PlainCase, place: Place, value: unknown): PlainCase {
  if (place.vein === undefined) return setIn(of, keysOf(place), value);
  const veins = veinsOf(of).map((vein) => (vein.id === place.vein ? setIn(vein, keysOf(place), value) : vein));
  return { ...of, veins };
}

function setIn(owner: Plain, [key = "", ...rest]: readonly string[], value: unknown): Plain {
  const inner = owner[key];
  if (rest.length > 0 && value === undefined && !isPlain(inner)) return owner;
  if (rest.length > 0) return { ...owner, [key]: setIn(isPlain(inner) ? inner : {}, rest, value) };
  if (value !== undefined) return { ...owner, [key]: value };
  const { [key]: _, ...others } = owner;
  return others;
}

/** A case with one more vein, or without one. */
export function withVein(of: PlainCase, vein: PlainVein): PlainCase {
  return { ...of, veins: [...veinsOf(of), vein] };
}

export function withoutVein(of: PlainCase, id: string): PlainCase {
  return { ...of, veins: veinsOf(of).filter((vein) => vein.id !== id) };
}

/** An id that no vein of the case has yet, made from words. */
export function freeVeinId(of: PlainCase, words: readonly string[]): string {
  const base = words.join("-") || "vein";
  const taken = new Set(veinsOf(of).map(({ id }) => id));
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  return id;
}
