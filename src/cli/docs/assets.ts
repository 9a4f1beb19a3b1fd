import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** A file that is copied as it is: its path in the site's folder, with forward slashes, and its bytes. */
export interface CopiedFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** Where what the site brings along lies. */
export interface AssetFolders {
  /** Style and icon. */
  readonly styles: string;
  /** The search script. */
  readonly scripts: string;
  readonly playground: string;
}

/** The folders beside the built command; run from source, the sources and what was last built. */
export function assetFolders(): AssetFolders {
  const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const isSource = import.meta.url.endsWith(".ts");
  return isSource
    ? {
        styles: at("../../pages/browser/public"),
        scripts: at("../../../dist/pages"),
        playground: at("../../../dist/playground"),
      }
    : { styles: at("./pages"), scripts: at("./pages"), playground: at("./playground") };
}

const styleFiles = ["site.css", "icon.svg"];
const searchScript = "search.js";

/** Style and icon. */
export function readStyles({ styles }: AssetFolders): CopiedFile[] {
  return styleFiles.map((path) => ({ path, content: readFileSync(join(styles, path)) }));
}

/** The search script; undefined where it has not been built. */
export function readSearchScript({ scripts }: AssetFolders): CopiedFile | undefined {
  const path = join(scripts, searchScript);
  return existsSync(path) ? { path: searchScript, content: readFileSync(path) } : undefined;
}

/** The playground's files under `playground/`; undefined where it has not been built. */
export function readPlayground({ playground }: AssetFolders): CopiedFile[] | undefined {
  if (!existsSync(join(playground, "index.html"))) return undefined;
  return readdirSync(playground, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(playground, path)).isFile())
    .map((path) => ({
      path: `playground/${path.split(sep).join("/")}`,
      content: readFileSync(join(playground, path)),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
