import * as z from "zod/mini";
import type { Issue } from "../issues/issue.ts";
import { expected, type OptionCodes, optionIssues } from "../issues/options.ts";
import { withoutCodeGeneration } from "../issues/zod.ts";

/** The codes of options that are about a rulebook. */
export const rulebookOptionCodes = {
  unknownKey: "rulebook/unknown-key",
  missingKey: "rulebook/missing-key",
  wrongType: "rulebook/wrong-type",
} as const satisfies OptionCodes;

/** The schema of a file of a rulebook as it is handed over, before anything in it is read. */
export function aFile() {
  return expected("a file, `{ name, json }` or `{ name, text }`", isFile);
}

/** What is no list of files. */
export function fileIssues(files: unknown): Issue[] {
  return optionIssues(
    withoutCodeGeneration(() => z.array(aFile())),
    files,
    "rulebook/wrong-type",
    "files",
  );
}

function isFile(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { name, ...content } = value as { name?: unknown; text?: unknown };
  return typeof name === "string" && ("json" in content || typeof content.text === "string");
}
