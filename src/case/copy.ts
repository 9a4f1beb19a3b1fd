import { formatPath, type Issue } from "../issues/issue.ts";

/** Deeper than any case: veins, an element, its proposal. */
const maxDepth = 6;

/** Stands for something that is no JSON (a `Date`, a `Map`, a `BigInt`): no schema accepts it. */
const notJson = Symbol("not JSON");

/** A caller's function for a fact. */
export type FactFunction = () => unknown;

/**
 * Copies what a case is made of: own enumerable keys of plain objects, lists, primitives and functions. Inherited properties
 * are not facts, `undefined` is absent, and what is no JSON becomes a mark that the schema refuses. The input is not touched.
 */
export function copyCase(input: unknown): { copy: unknown; issues: Issue[] } {
  const issues: Issue[] = [];
  const walk = (value: unknown, path: PropertyKey[]): unknown => {
    if (typeof value !== "object" || value === null) return typeof value === "bigint" ? notJson : value;
    if (path.length > maxDepth) {
      issues.push({
        code: "case/too-deep",
        severity: "error",
        path: formatPath(path),
        message: `expected at most ${maxDepth} levels`,
        help: "a case is flat: groups of facts, and a list of veins",
      });
      return null;
    }
    if (Array.isArray(value)) return value.map((part, index) => walk(part, [...path, index]));
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype && Object.getPrototypeOf(prototype) !== null)
      return notJson;
    const copy: Record<string, unknown> = Object.create(null);
    for (const [key, part] of Object.entries(value)) if (part !== undefined) copy[key] = walk(part, [...path, key]);
    return copy;
  };
  return { copy: walk(input, []), issues };
}
