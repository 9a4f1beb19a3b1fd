import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "../usage.ts";
import type { CopiedFile } from "./assets.ts";

/** Names the files of the folder, so that the next run knows which are its own. */
const listName = "site-files.json";

/**
 * Checks that a site may be written into a folder: it is not there, it is empty, or holds only what an earlier run has written.
 * Returns the files of that run. Throws `UsageError` for anything else, before anything is touched.
 */
export function ownFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory()) throw new UsageError(`${folder} is no folder`);
  const own = new Set(listedFiles(folder));
  const found: string[] = [];
  for (const { path, isFile } of filesIn(folder)) {
    if (!isFile || !own.has(path))
      throw new UsageError(
        `${folder} holds ${path}, which sclero docs has not written: give an empty folder, or one that it wrote`,
      );
    found.push(path);
  }
  return found;
}

/** The list of an earlier run, itself included; nothing where there is none, or none that can be read. */
function listedFiles(folder: string): readonly string[] {
  const path = join(folder, listName);
  if (!existsSync(path) || !lstatSync(path).isFile()) return [];
  try {
    const { files } = JSON.parse(readFileSync(path, "utf8")) as { files?: unknown };
    return Array.isArray(files) ? [...files.filter((file) => typeof file === "string"), listName] : [];
  } catch {
    return [];
  }
}

/** Everything below a folder that is no folder, one after the other: a large foreign folder is not read to its end. */
function* filesIn(folder: string, below = ""): Generator<{ readonly path: string; readonly isFile: boolean }> {
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = `${below}${entry.name}`;
    if (entry.isDirectory()) yield* filesIn(folder, `${path}/`);
    else yield { path, isFile: entry.isFile() };
  }
}

/** Writes the files, and takes away those of the earlier run that are not among them, with folders that this leaves empty. */
export function writeSite(folder: string, files: readonly CopiedFile[], earlier: readonly string[]): void {
  const list = files.map(({ path }) => path).sort();
  const text = `${JSON.stringify({ writtenBy: "sclero docs", files: list }, null, 2)}\n`;
  const now = new Set([...list, listName]);
  for (const path of earlier) {
    if (now.has(path)) continue;
    rmSync(join(folder, path));
    removeEmpty(folder, dirname(path));
  }
  mkdirSync(folder, { recursive: true });
  // The list first: if a run breaks off, the next one knows what it may write over.
  writeFileSync(join(folder, listName), text);
  for (const { path, content } of files) {
    const to = join(folder, path);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, content);
  }
}

function removeEmpty(folder: string, below: string): void {
  if (below === ".") return;
  const path = join(folder, below);
  if (readdirSync(path).length > 0) return;
  rmdirSync(path);
  removeEmpty(folder, dirname(below));
}
