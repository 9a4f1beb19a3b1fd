import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { RulebookFile } from "../rulebook/read-json.ts";
import { UsageError } from "./usage.ts";

/** Parses the JSON of a file of settings; what is none is wrong usage. */
export function parseJson(content: string, name: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // The parser's own message quotes the text, which is a patient's record.
    throw new UsageError(`${name} is not valid JSON`);
  }
}

/** Reads a text file, or a pipe; one that is not there, a folder, or a file that must not be read is wrong usage. */
export function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Says why a file cannot be read. */
export function unreadable(path: string, error: unknown): UsageError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EISDIR") return new UsageError(`expected a file, ${path} is a folder`);
  return new UsageError(
    code === "ENOENT" || code === "ENOTDIR" ? `there is no file ${path}` : `cannot read ${path} (${code})`,
  );
}

/** The rule files of a folder, or the one rule file that the path names. */
export function readRuleFiles(path: string): RulebookFile[] {
  if (existsSync(path) && statSync(path).isFile()) return [{ name: path, text: readText(path) }];
  const files = listJson(path, false);
  if (files.length === 0) throw new UsageError(`there is no rule file in ${path}`);
  return files.map((file) => ({ name: file, text: readFileSync(file, "utf8") }));
}

/** The JSON files of a folder, in a fixed order; those of its folders too if `deep`. */
export function listJson(directory: string, deep: boolean): string[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory())
    throw new UsageError(`there is no folder ${directory}`);
  return readdirSync(directory, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return deep ? listJson(path, deep) : [];
      return basename(path).endsWith(".json") ? [path] : [];
    });
}
