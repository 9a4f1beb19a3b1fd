import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** `bench/`, from the bundle in `bench/dist/`. */
export const benchFolder = dirname(dirname(fileURLToPath(import.meta.url)));
export const rootFolder = dirname(benchFolder);
export const distFolder = join(benchFolder, "dist");
/** Where the package is built for measuring, so that a stale `dist/` of the project is never measured. */
export const packageFolder = join(distFolder, "package");

/** Builds the package as it is published, without its types. */
export function buildPackage(): void {
  const tsup = join(rootFolder, "node_modules", ".bin", "tsup");
  const { status, stderr } = spawnSync(tsup, ["--out-dir", packageFolder, "--no-dts", "--silent"], {
    cwd: rootFolder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the package could not be built: ${stderr}`);
}
