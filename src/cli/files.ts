import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import type { RulebookFile } from "../rulebook/read-json.ts";
import { UsageError } from "./usage.ts";

/** Reads a file, or standard input for `-`, and parses its JSON. */
export async function readJsonInput(path: string): Promise<unknown> {
  const content = path === "-" ? await text(process.stdin) : readText(path);
  return parseJson(content, path === "-" ? "standard input" : path);
}

/** Parses JSON; what is none is wrong usage. */
export function parseJson(content: string, name: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // The parser's own message quotes the text, which is a patient's record.
    throw new UsageError(`${name} is not valid JSON`);
  }
}

/** Reads a text file; a file that is not there is wrong usage. */
export function readText(path: string): string {
  if (!existsSync(path) || !statSync(path).isFile()) throw new UsageError(`there is no file ${path}`);
  return readFileSync(path, "utf8");
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
