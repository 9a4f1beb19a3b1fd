import { type AnyNode, type MemberNode, parse, type ValueNode } from "@humanwhocodes/momoa";
import { type Issue, shortKey } from "../issues/issue.ts";
import { quote } from "../issues/nearest.ts";
import { copyJson } from "./copy-json.ts";
import { textFault } from "./scan-text.ts";

/** A file of a rulebook: its name, and its text or what the text would parse to. */
export type RulebookFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly json: unknown };

/** Where a path of a file's content stands in its text; empty where there is no text. */
export type Locate = (path: readonly PropertyKey[], at?: "key" | "value") => { line?: number; column?: number };

/** The content of a file, or what is wrong with its JSON. */
export interface ReadFile {
  readonly name: string;
  readonly json: unknown;
  readonly locate: Locate;
  readonly issues: readonly Issue[];
}

/** Reads a file's JSON and remembers where everything stands. A key that stands twice in one object is an issue. */
export function readJson(file: RulebookFile): ReadFile {
  if ("json" in file) {
    const copied = copyJson(file.json);
    if (copied !== undefined) return { name: file.name, json: copied.json, locate: () => ({}), issues: [] };
    return unreadable(file.name, "expected a value as JSON holds it", "hand over what `JSON.parse` would return");
  }
  const fault = textFault(file.text);
  if (fault !== undefined) return unreadable(file.name, fault.message, "correct the file at this place", fault);
  try {
    const { body } = parse(file.text, { mode: "json" });
    return {
      name: file.name,
      json: JSON.parse(file.text),
      locate: (path, at = "value") => locate(body, path, at),
      issues: duplicateKeys(file.name, body),
    };
  } catch (error) {
    const { line, column } = error as { line?: number; column?: number };
    return unreadable(
      file.name,
      "expected valid JSON",
      "the position is where reading stopped: look for a missing comma, quote or bracket just before it",
      { line: line ?? 1, column: column ?? 1 },
    );
  }
}

function unreadable(
  file: string,
  message: string,
  help: string,
  at: { readonly line?: number; readonly column?: number } = {},
): ReadFile {
  const place = at.line === undefined || at.column === undefined ? {} : { line: at.line, column: at.column };
  const issue: Issue = { code: "rulebook/invalid-json", severity: "error", path: "", message, help, file, ...place };
  return { name: file, json: undefined, locate: () => ({}), issues: [issue] };
}

function keyOf(member: MemberNode): string {
  return member.name.type === "String" ? member.name.value : member.name.name;
}

function start(node: AnyNode): { line: number; column: number } {
  return { line: node.loc.start.line, column: node.loc.start.column };
}

/**
 * Walks as far as the path goes: a missing key is reported where its object stands. Of a key that stands twice the last one
 * counts, as in `JSON.parse`.
 */
function locate(body: ValueNode, path: readonly PropertyKey[], at: "key" | "value"): { line: number; column: number } {
  let node: ValueNode = body;
  let place = start(body);
  for (const [depth, segment] of path.entries()) {
    if (node.type === "Array" && typeof segment === "number") {
      const element: ValueNode | undefined = node.elements[segment]?.value;
      if (element === undefined) return place;
      node = element;
      place = start(element);
    } else if (node.type === "Object") {
      const member: MemberNode | undefined = node.members.findLast((candidate) => keyOf(candidate) === segment);
      if (member === undefined) return place;
      node = member.value;
      place = start(at === "key" && depth === path.length - 1 ? member.name : member.value);
    } else return place;
  }
  return place;
}

function duplicateKeys(file: string, body: ValueNode): Issue[] {
  const issues: Issue[] = [];
  const walk = (node: ValueNode, path: string): void => {
    if (node.type === "Array")
      for (const [index, element] of node.elements.entries()) walk(element.value, `${path}[${index}]`);
    if (node.type !== "Object") return;
    const seen = new Set<string>();
    for (const member of node.members) {
      const key = keyOf(member);
      const keyPath = path === "" ? shortKey(key) : `${path}.${shortKey(key)}`;
      if (seen.has(key))
        issues.push({
          code: "rulebook/duplicate-key",
          severity: "error",
          path: keyPath,
          message: `expected each key once, ${quote(key)} stands twice in one object`,
          help: "the first of the two would be lost silently: remove or rename one",
          file,
          ...start(member.name),
        });
      seen.add(key);
      walk(member.value, keyPath);
    }
  };
  walk(body, "");
  return issues;
}
