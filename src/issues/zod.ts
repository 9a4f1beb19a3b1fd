import * as z from "zod/mini";

/**
 * Builds schemas that never generate code. zod would otherwise compile objects with `new Function`, and would probe for it,
 * which a strict content-security policy reports as a violation. The setting is global to zod, so it is put back at once:
 * the caller's own schemas stay as they are.
 */
export function withoutCodeGeneration<T>(build: () => T): T {
  const { jitless = false } = z.config();
  z.config({ jitless: true });
  try {
    return build();
  } finally {
    z.config({ jitless });
  }
}

/** The least length of a text or list. */
export function minLength(minimum: number) {
  return ofTextOrList(z.minLength(minimum));
}

/** The greatest length of a text or list. */
export function maxLength(maximum: number) {
  return ofTextOrList(z.maxLength(maximum));
}

/**
 * A check that is made of texts and lists only. zod makes it of anything with a `length`, and fails on an object whose `length` is
 * no number. Its classes take the condition too, but a bundler would keep all of `z.core` for them.
 */
function ofTextOrList<Check extends z.core.$ZodCheck<z.core.util.HasLength>>(check: Check): Check {
  check._zod.def.when = ({ value }) => typeof value === "string" || Array.isArray(value);
  return check;
}

/**
 * The most issues that are listed for one value. zod hands issues on as the arguments of a call, and these stand on the stack,
 * which holds about a hundred thousand.
 */
export const mostListed = 20_000;

/** What a schema makes of a value: the value read, or what is wrong with it. */
export type Parsed<Schema extends z.ZodMiniType> =
  | { readonly success: true; readonly data: z.output<Schema> }
  | { readonly success: false; readonly issues: readonly z.core.$ZodIssue[] };

/**
 * Parses a value of any size. Where more than `mostListed` things are wrong, one issue of the whole stands for them, which
 * `isTooMany` knows: always then, and not only where the stack happens to be too short for the list.
 */
export function parseBySchema<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): Parsed<Schema> {
  try {
    const result = schema.safeParse(value, { reportInput: true });
    if (result.success) return result;
    const { issues } = result.error;
    return { success: false, issues: countOf(issues) > mostListed ? tooMany : issues };
  } catch (error) {
    // A small value fails for want of stack only where the caller has left none.
    if (error instanceof RangeError && holdsMoreThan(mostListed, value)) return { success: false, issues: tooMany };
    throw error;
  }
}

const tooMany: readonly z.core.$ZodIssue[] = [
  { code: "custom", path: [], message: `at most ${mostListed} values of another form`, input: undefined },
];

/** The keys that the schema knows for the object at a path; none where the path leads through a union. */
export function keysAt(schema: z.core.SomeType, path: readonly PropertyKey[]): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "optional" || def.type === "nullable") return keysAt(def.innerType, path);
  const [segment, ...rest] = path;
  if (segment === undefined) return def.type === "object" ? Object.keys(def.shape) : [];
  if (def.type === "array") return keysAt(def.element, rest);
  if (def.type === "record") return keysAt(def.valueType, rest);
  const inner = def.type === "object" ? def.shape[String(segment)] : undefined;
  return inner === undefined ? [] : keysAt(inner, rest);
}

/** Whether an issue stands for more than are listed. */
export function isTooMany(issue: z.core.$ZodIssue): boolean {
  return issue === tooMany[0];
}

/** How many issues there are, with those that lie within the issue of a union. */
function countOf(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce(
    (sum, issue) =>
      sum + 1 + (issue.code === "invalid_union" ? issue.errors.reduce((of, one) => of + countOf(one), 0) : 0),
    0,
  );
}

/** Whether a value holds more than so many others, at all levels together. It looks at no more of them than it must. */
function holdsMoreThan(most: number, root: unknown): boolean {
  const waiting: unknown[] = [root];
  let held = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null) continue;
    const parts: unknown[] = Array.isArray(value) ? value : Object.values(value);
    held += parts.length;
    if (held > most) return true;
    for (const part of parts) waiting.push(part);
  }
  return false;
}
