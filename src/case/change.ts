import { CaseError } from "../issues/errors.ts";
import { type Issue, shortKey } from "../issues/issue.ts";
import { quote, suggest } from "../issues/nearest.ts";
import { copyCase } from "./copy.ts";
import type { CaseShape } from "./schema.ts";

/** Changes to a case: a value, or `null` for unknown, by path (`patient.pregnant`, `veins.<id>.size`, `asOf`). */
export type Changes = Readonly<Record<string, unknown>>;

/**
 * Returns a copy of the case with the changes made; the case is not touched. Throws `CaseError` for a path that names no fact
 * or no vein of the case. Values are checked when the changed case is read.
 */
export function changeCase(input: unknown, changes: Changes, shape: CaseShape): unknown {
  const { copy } = copyCase(input);
  const target = (typeof copy === "object" && copy !== null ? copy : {}) as Record<string, unknown>;
  const issues: Issue[] = [];
  for (const [path, value] of Object.entries(changes)) {
    const issue = setAt(target, path.split("."), value, path, shape);
    if (issue !== undefined) issues.push(issue);
  }
  if (issues.length > 0) throw new CaseError(issues);
  return target;
}

function setAt(
  target: Record<string, unknown>,
  keys: readonly string[],
  value: unknown,
  path: string,
  shape: CaseShape,
): Issue | undefined {
  const [first = "", second = ""] = keys;
  if (first === "veins") return setInVein(target, keys.slice(1), value, path, shape);
  if (keys.length === 1 && shape.top.has(first)) {
    target[first] = value;
    return undefined;
  }
  const group = shape.groups.get(first);
  if (group === undefined || keys.length !== 2 || !group.has(second)) return unknownPath(path, shape);
  setIn(target, first, second, value);
  return undefined;
}

/** Sets a fact in a group, made where the case has none. What stands there and is no group stays for the reader to refuse. */
function setIn(owner: Record<string, unknown>, group: string, key: string, value: unknown): void {
  const into = owner[group] ?? {};
  if (typeof into !== "object" || Array.isArray(into)) return;
  (into as Record<string, unknown>)[key] = value;
  owner[group] = into;
}

function setInVein(
  target: Record<string, unknown>,
  keys: readonly string[],
  value: unknown,
  path: string,
  shape: CaseShape,
): Issue | undefined {
  const veins = veinsOf(target);
  const wanted = keys.join(".");
  const candidates = veins.filter(({ id }) => wanted.startsWith(`${id}.`)).sort((a, b) => b.id.length - a.id.length);
  const isFact = (rest: string): boolean =>
    rest !== "id" &&
    (shape.vein.has(rest) || (rest.startsWith("proposal.") && shape.proposal.has(rest.slice("proposal.".length))));
  // An id may hold dots: the longest id that leaves a fact is the one that is meant.
  const found = candidates.find(({ id }) => isFact(wanted.slice(id.length + 1)));
  if (found === undefined && veins.some(({ id }) => id === wanted))
    return {
      code: "change/unknown-path",
      severity: "error",
      path: shortKey(path),
      message: "expected a fact after the id of the vein, found none",
      help: `for example ${quote(`${path}.${[...shape.vein.keys()].find((key) => key !== "id") ?? "proposal"}`)}`,
    };
  if (candidates.length === 0)
    return {
      code: "change/unknown-path",
      severity: "error",
      path: shortKey(path),
      message: "expected the id of a vein of the case after `veins.`",
      help: suggest(
        keys[0] ?? "",
        veins.map(({ id }) => id),
      ),
    };
  if (found === undefined) {
    const rest = wanted.slice((candidates[0]?.id.length ?? 0) + 1);
    return unknownPath(path, shape, `veins.<id>.${rest}`);
  }
  const rest = wanted.slice(found.id.length + 1);
  if (shape.vein.has(rest)) found.vein[rest] = value;
  else setIn(found.vein, "proposal", rest.slice("proposal.".length), value);
  return undefined;
}

/** The veins of a case that has not been read yet: those that can be named. */
function veinsOf(target: Record<string, unknown>): { id: string; vein: Record<string, unknown> }[] {
  const veins: unknown = target["veins"];
  if (!Array.isArray(veins)) return [];
  return veins.flatMap((vein: unknown) => {
    const id: unknown = typeof vein === "object" && vein !== null ? (vein as { id?: unknown }).id : undefined;
    return typeof id === "string" ? [{ id, vein: vein as Record<string, unknown> }] : [];
  });
}

function unknownPath(path: string, shape: CaseShape, asKnown = path): Issue {
  const known = [
    ...shape.top.keys(),
    ...[...shape.groups].flatMap(([group, facts]) => [...facts.keys()].map((key) => `${group}.${key}`)),
    ...[...shape.vein.keys()].map((key) => `veins.<id>.${key}`),
    ...[...shape.proposal.keys()].map((key) => `veins.<id>.proposal.${key}`),
  ];
  return {
    code: "change/unknown-path",
    severity: "error",
    path: shortKey(path),
    message: `unknown path ${quote(path)}`,
    help: suggest(asKnown, known),
  };
}
