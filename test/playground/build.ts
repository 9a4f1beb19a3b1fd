import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "tsup";
import { playground } from "../../tsup.playground.config.ts";

/** Everything that the page is made from. */
const sources = [
  "playground",
  "src",
  "rules",
  "examples",
  "fixtures/cases",
  "tsup.playground.config.ts",
  "tsup.shared.ts",
  "package.json",
];

/**
 * Builds the playground as `tsup.playground.config.ts` says, into a folder of its own, and returns the folder. Test files that run
 * side by side share one build of the same sources.
 */
export async function buildPlayground(): Promise<string> {
  const folder = join(tmpdir(), `sclero-playground-${digestOfSources()}`);
  if (existsSync(folder)) return folder;
  const own = mkdtempSync(join(tmpdir(), "sclero-playground-build-"));
  await build({ ...playground, config: false, silent: true, outDir: own });
  try {
    renameSync(own, folder);
  } catch {
    // Somebody else was quicker with the same build.
    rmSync(own, { recursive: true, force: true });
  }
  return folder;
}

function digestOfSources(): string {
  const hash = createHash("sha256");
  for (const source of sources) {
    const path = resolve(source);
    const files = source.includes(".")
      ? [path]
      : readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(file).update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}
