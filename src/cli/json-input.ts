import { text } from "node:stream/consumers";
import { AdapterError, CaseError } from "../issues/errors.ts";
import type { Issue, IssueCode } from "../issues/issue.ts";
import { type Locate, type ReadFile, readJson } from "../rulebook/read-json.ts";
import { readText } from "./files.ts";
import { hasRepeatedKey } from "./member-count.ts";

/** What wrong JSON is called, by what it should have been. */
const codes = {
  case: { invalid: "case/invalid-json", repeated: "case/duplicate-key" },
  fixture: { invalid: "fixture/invalid", repeated: "fixture/invalid" },
  record: { invalid: "fhir/not-a-resource", repeated: "fhir/wrong-type" },
} as const satisfies Record<string, { readonly invalid: IssueCode; readonly repeated: IssueCode }>;

/** What JSON text holds, or what is wrong with it, with line and column. */
export interface JsonText {
  readonly json: unknown;
  readonly issues: readonly Issue[];
  /** Where a path of the content stands in the text. */
  readonly locate: Locate;
}

/** Reads JSON text. A key that stands twice in one object is an issue: `JSON.parse` would pass over the first in silence. */
export function readJsonText(content: string, file: string, kind: keyof typeof codes): JsonText {
  // The reader that knows places takes long and much memory: it is asked only where something is wrong.
  let placed: ReadFile | undefined;
  const read = (): ReadFile => {
    placed ??= readJson({ name: file, text: content });
    return placed;
  };
  const locate: Locate = (path, at) => read().locate(path, at);
  try {
    const json: unknown = JSON.parse(content);
    if (!hasRepeatedKey(content, json)) return { json, issues: [], locate };
  } catch {
    // The parser's own message quotes the text, which is a patient's record.
  }
  const codeOf = ({ code }: Issue): IssueCode =>
    code === "rulebook/duplicate-key" ? codes[kind].repeated : codes[kind].invalid;
  return { json: undefined, issues: read().issues.map((issue) => ({ ...issue, code: codeOf(issue) })), locate };
}

/** Reads a case from a file, or from standard input for `-`. Throws `CaseError` where its JSON is wrong. */
export async function readCaseInput(path: string): Promise<unknown> {
  const { json, issues } = await readInput(path, "case");
  if (issues.length > 0) throw new CaseError(issues);
  return json;
}

/** Reads a health record from a file, or from standard input for `-`. Throws `AdapterError` where its JSON is wrong. */
export async function readRecordInput(path: string): Promise<unknown> {
  const { json, issues } = await readInput(path, "record");
  if (issues.length > 0) throw new AdapterError(issues);
  return json;
}

async function readInput(path: string, kind: "case" | "record"): Promise<JsonText> {
  return path === "-"
    ? readJsonText(await text(process.stdin), "standard input", kind)
    : readJsonText(readText(path), path, kind);
}
