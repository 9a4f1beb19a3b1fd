import { formatPath } from "../../issues/issue.ts";

/** Lists that may be empty: no cards is an answer. */
const mayBeEmpty: readonly string[] = ["cards", "services"];

/** The paths at which JSON holds `null`, a blank text, `[]` or `{}`; the top level's `cards` may be empty. */
export function emptyValues(value: unknown, path: readonly PropertyKey[] = []): string[] {
  if (value === null || value === undefined) return [formatPath(path)];
  if (typeof value === "string") return value.trim() === "" ? [formatPath(path)] : [];
  if (typeof value !== "object") return [];
  const parts: [PropertyKey, unknown][] = Array.isArray(value)
    ? value.map((part, index) => [index, part])
    : Object.entries(value);
  if (parts.length === 0 && !(path.length === 1 && mayBeEmpty.includes(String(path[0])))) return [formatPath(path)];
  return parts.flatMap(([key, part]) => emptyValues(part, [...path, key]));
}
