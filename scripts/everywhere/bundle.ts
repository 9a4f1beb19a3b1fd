import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { entries } from "./load-library.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Bundles what runs in Node beside the library, which is loaded from the build as it is. */
export async function bundleForNode(folder: string): Promise<void> {
  await build({
    entryPoints: [join(here, "node-main.ts")],
    outfile: join(folder, "node-main.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "error",
  });
}

/** Bundles what a page loads: the library with its dependencies, split and minified as a site would, and the page's own scripts. */
export async function bundleForBrowser(dist: string, folder: string): Promise<void> {
  const shared = {
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    logLevel: "error",
  } as const;
  await build({
    ...shared,
    entryPoints: entries.map((entry) => join(dist, `${entry}.js`)),
    outdir: join(folder, "library"),
    splitting: true,
  });
  await build({
    ...shared,
    entryPoints: ["page-main.ts", "control-main.ts"].map((file) => join(here, file)),
    outdir: folder,
  });
}
