import { readFileSync } from "node:fs";
import { ScleroError } from "../../src/issues/errors.ts";
import type { Issue } from "../../src/issues/issue.ts";
import { tells } from "./strange.ts";

const issueSource = readFileSync(new URL("../../src/issues/issue.ts", import.meta.url), "utf8");

/** The closed list of issue codes, read off its type. */
export const knownCodes: ReadonlySet<string> = new Set(
  [...issueSource.matchAll(/\| "([a-z-]+\/[a-z-]+)"/g)].map(([, code = ""]) => code),
);

/** Line ends, and characters that steer a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is looked for
const steering = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** The longest message there is a reason for: a list of the codes that a fact can have. */
const maxMessage = 2000;

/** What is wrong with issues: `silent` where the input's values must not be repeated. */
export function faultsOfIssues(issues: readonly Issue[], silent: boolean): string[] {
  return issues.flatMap(({ code, severity, path, message, help = "" }) => {
    const faults: string[] = [];
    const fault = (what: string): unknown => faults.push(`${code}: ${what}`);
    if (!knownCodes.has(code)) fault("the code is not in the closed list");
    if (severity !== "error" && severity !== "warning") fault("an unknown severity");
    if (steering.test(message) || steering.test(help)) fault("a line break or control character in a message");
    if (message === "" || /^[A-Z]/.test(message)) fault("a message that starts upper-case");
    if (message.length > maxMessage || help.length > maxMessage) fault("a message without bounds");
    if (silent && (tells(message) || tells(help))) fault("a value in a message");
    if (silent && tells(path)) fault("a value in a path");
    return faults;
  });
}

/** What is wrong with an error: only those of the library may come out, and a fault of its own is none of them. */
export function faultsOfError(error: unknown, silent: boolean): string[] {
  if (!(error instanceof ScleroError)) return [`uncaught ${describe(error)}`];
  if (error.issues.length === 0) return [`${error.name} without issues: ${error.message}`];
  const own = steering.test(error.message) ? [`${error.name}: a line break or control character in its message`] : [];
  const leak = silent && tells(error.message) ? [`${error.name}: a value in its message`] : [];
  return [...own, ...leak, ...faultsOfIssues(error.issues, silent)];
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const place = (error.stack ?? "").split("\n").find((line) => line.includes("/src/"));
  return `${error.name}: ${error.message.slice(0, 120)}${place === undefined ? "" : ` ${place.trim()}`}`;
}

/** What every object, list, function and text inherits. */
const inherited: readonly object[] = [Object, Array, Function, String, Number, Boolean, Map, Promise].map(
  (one) => one.prototype as object,
);
const signature = (): string => inherited.map((one) => Reflect.ownKeys(one).map(String).join()).join("|");
const untouched = signature();

/** Whether what every object inherits is as it was when this file was read. */
export function prototypesAreUntouched(): boolean {
  return (
    signature() === untouched && (Object.create(Object.prototype) as { polluted?: unknown }).polluted === undefined
  );
}

/** Whether a key or a vein's id of the input repeats a canary: then it is a name, and messages may say it. */
export function namesTell(root: unknown, idsAreNames: boolean): boolean {
  const waiting: unknown[] = [root];
  const seen = new Set<unknown>();
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const [key, part] of Object.entries(value)) {
      if (tells(key) || (idsAreNames && key === "id" && typeof part === "string" && tells(part))) return true;
      waiting.push(part);
    }
  }
  return false;
}
