import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareText } from "../../src/issues/issue.ts";

/** What the figures of a run are of: the code, the rules, and the cases. */
export const countedFolders = ["src", "rules", "fixtures"] as const;

/** SHA-256 over the names and contents of the files of a tree that count, in the order of their names. */
export function sourceDigest(root: string): string {
  const hash = createHash("sha256");
  for (const folder of countedFolders)
    for (const name of filesIn(join(root, folder)))
      hash
        .update(`${folder}/${name}\0`)
        .update(readFileSync(join(root, folder, name)))
        .update("\0");
  return `sha256-${hash.digest("hex")}`;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort(compareText);
}
