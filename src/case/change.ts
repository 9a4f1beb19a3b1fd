import { CaseError } from "../issues/errors.ts";
import type { Issue } from "../issues/issue.ts";
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
  const into = (target[first] ?? {}) as Record<string, unknown>;
  into[second] = value;
  target[first] = into;
  return undefined;
}

function setInVein(
  target: Record<string, unknown>,
  keys: readonly string[],
  value: unknown,
  path: string,
  shape: CaseShape,
): Issue | undefined {
  const veins = (Array.isArray(target["veins"]) ? target["veins"] : []) as Record<string, unknown>[];
  // An id may hold dots: the longest id that fits is the one that is meant.
  const vein = veins
    .filter(({ id }) => typeof id === "string" && keys.join(".").startsWith(`${id}.`))
    .sort((a, b) => String(b["id"]).length - String(a["id"]).length)[0];
  if (vein === undefined)
    return {
      code: "change/unknown-path",
      severity: "error",
      path,
      message: "expected the id of a vein of the case after `veins.`",
      help: suggest(
        keys[0] ?? "",
        veins.map(({ id }) => String(id)),
      ),
    };
  const rest = keys.join(".").slice(String(vein["id"]).length + 1);
  if (shape.vein.has(rest) && rest !== "id") {
    vein[rest] = value;
    return undefined;
  }
  const inProposal = rest.startsWith("proposal.") ? rest.slice("proposal.".length) : "";
  if (!shape.proposal.has(inProposal)) return unknownPath(path, shape);
  vein["proposal"] = { ...((vein["proposal"] ?? {}) as object), [inProposal]: value };
  return undefined;
}

function unknownPath(path: string, shape: CaseShape): Issue {
  const known = [
    ...shape.top.keys(),
    ...[...shape.groups].flatMap(([group, facts]) => [...facts.keys()].map((key) => `${group}.${key}`)),
    ...[...shape.vein.keys()].map((key) => `veins.<id>.${key}`),
    ...[...shape.proposal.keys()].map((key) => `veins.<id>.proposal.${key}`),
  ];
  return {
    code: "change/unknown-path",
    severity: "error",
    path,
    message: `unknown path ${quote(path)}`,
    help: suggest(path, known),
  };
}
