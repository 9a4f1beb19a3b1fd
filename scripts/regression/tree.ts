import { execFileSync } from "node:child_process";
import { mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The commit that a revision names; undefined where git knows none. */
export function commitOf(revision: string): string | undefined {
  try {
    return git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`])
      .toString()
      .trim();
  } catch {
    return undefined;
  }
}

/**
 * Writes the tree of a commit to a temporary folder and returns it. What is installed here serves there too: the packages are what
 * both trees share, the source is what is compared.
 */
export function checkOut(commit: string): string {
  const folder = mkdtempSync(join(tmpdir(), "sclero-regression-"));
  execFileSync("tar", ["x", "-C", folder], { input: git(["archive", "--format=tar", commit]) });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  return folder;
}

function git(args: readonly string[]): Buffer {
  return execFileSync("git", args, { maxBuffer: 2 ** 30, stdio: ["ignore", "pipe", "ignore"] });
}
