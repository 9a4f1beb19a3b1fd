import { maxLevels } from "./scan-text.ts";

/**
 * Copies content that was handed over as values, so that freezing the rulebook leaves the caller's objects alone and a later
 * change of them does not reach it. Returns undefined for what could not have come from JSON: functions, class instances,
 * `undefined` in a list, numbers without a value, circles and too many levels.
 */
export function copyJson(value: unknown): { json: unknown } | undefined {
  try {
    return { json: copy(value, 0) };
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

class NotJson extends Error {}

function copy(value: unknown, level: number): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "object" || level >= maxLevels) throw new NotJson();
  if (Array.isArray(value)) return Array.from(value, (part) => copy(part, level + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has an `Object.prototype` of its own, which has no prototype either.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new NotJson();
  // `Object.fromEntries` makes a key `__proto__` an own property, as `JSON.parse` does.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([key, part]) => [key, copy(part, level + 1)]),
  );
}
