/** Freezes a plain value and everything in it; returns the same value. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

const refuse = (): never => {
  throw new TypeError("a loaded rulebook cannot be changed");
};

/** A map that refuses every change, with its values frozen: `Object.freeze` alone leaves a map's entries open. */
export function frozenMap<K, V>(entries: Iterable<readonly [K, V]>): ReadonlyMap<K, V> {
  const map = new Map<K, V>(entries);
  for (const value of map.values()) deepFreeze(value);
  for (const name of ["set", "delete", "clear"]) Object.defineProperty(map, name, { value: refuse });
  return Object.freeze(map);
}

/** A frozen copy of plain data: it shares nothing with the original, whatever the caller does to either. */
export function frozenCopy<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as T;
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    // A vein may be called `__proto__`: assignment would set the copy's prototype and lose it.
    if (key === "__proto__") Object.defineProperty(copy, key, { value: frozenCopy(part), enumerable: true });
    else copy[key] = frozenCopy(part);
  }
  return Object.freeze(copy) as T;
}
