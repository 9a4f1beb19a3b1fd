import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { build } from "tsup";
import { writeDocs } from "../../src/cli/commands/docs.ts";
import { assetFolders } from "../../src/cli/docs/assets.ts";
import { pagesOptions } from "../../tsup.pages.config.ts";
import { describeInChromium, type OpenPage, openPage } from "../support/chromium.ts";
import { optionsWith } from "./options.ts";

/** The site in a browser. */
export interface OpenSite {
  readonly folder: string;
  /** Where its files are: as they lie on disk. */
  readonly address: string;
  /** Opens a page from disk, or from another address. */
  readonly open: (path: string, options?: BrowserContextOptions & { readonly from?: string }) => Promise<OpenPage>;
}

/** Tests of the site of the embedded rulebook, built once, in a browser. */
export function describeInBrowser(title: string, run: (site: () => OpenSite) => void): void {
  describeInChromium(title, startSite, run);
}

async function startSite(browser: Browser): Promise<OpenSite> {
  const scratch = mkdtempSync(join(tmpdir(), "sclero-site-"));
  const scripts = join(scratch, "pages");
  await build({ ...pagesOptions, outDir: scripts, publicDir: false, config: false, silent: true });
  const folder = join(scratch, "site");
  writeDocs([], optionsWith({ output: folder }), { ...assetFolders(), scripts, playground: resolve(scratch, "none") });
  const address = pathToFileURL(folder).href;
  return {
    folder,
    address,
    open: (path, { from = address, ...options } = {}) => openPage(browser, `${from}/${path}`, options),
  };
}
