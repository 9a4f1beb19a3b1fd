import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContextOptions, Page } from "playwright-core";
import { build } from "tsup";
import { afterAll, beforeAll, describe } from "vitest";
import { findChromium } from "../../scripts/everywhere/chromium.ts";
import { writeDocs } from "../../src/cli/commands/docs.ts";
import { assetFolders } from "../../src/cli/docs/assets.ts";
import { pagesOptions } from "../../tsup.pages.config.ts";
import { optionsWith } from "./options.ts";

/** Where Chromium is; undefined where there is none. */
const chromiumPath = findChromium();

/** A page that is open, and what it did that it must not. */
export interface OpenPage {
  readonly page: Page;
  /** Every address that it asked for. */
  readonly requests: readonly string[];
  /** Uncaught errors, messages of errors, and violations of the policy. */
  readonly faults: readonly string[];
}

/** The site in a browser. */
export interface OpenSite {
  readonly folder: string;
  /** Where its files are: as they lie on disk. */
  readonly address: string;
  /** Opens a page from disk, or from another address. */
  readonly open: (path: string, options?: BrowserContextOptions & { readonly from?: string }) => Promise<OpenPage>;
}

/** Tests that need a browser: without one they are skipped, and say so. They get the site of the embedded rulebook, built once. */
export function describeInBrowser(title: string, run: (site: () => OpenSite) => void): void {
  if (chromiumPath === undefined) {
    describe.skip(`${title} (no Chromium found: install it, or set CHROMIUM to its path)`, () =>
      run(() => {
        throw new Error("no Chromium");
      }));
    return;
  }
  describe(title, () => {
    let site: (OpenSite & { readonly close: () => Promise<void> }) | undefined;
    beforeAll(async () => {
      site = await startSite(chromiumPath);
    }, 180_000);
    afterAll(() => site?.close());
    run(() => {
      if (site === undefined) throw new Error("the site was not built");
      return site;
    });
  });
}

async function startSite(executablePath: string): Promise<OpenSite & { readonly close: () => Promise<void> }> {
  const scratch = mkdtempSync(join(tmpdir(), "sclero-site-"));
  const scripts = join(scratch, "pages");
  await build({ ...pagesOptions, outDir: scripts, publicDir: false, config: false, silent: true });
  const folder = join(scratch, "site");
  writeDocs([], optionsWith({ output: folder }), { ...assetFolders(), scripts, playground: resolve(scratch, "none") });
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const address = pathToFileURL(folder).href;
  return {
    folder,
    address,
    close: () => browser.close(),
    open: async (path, { from = address, ...options } = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      const requests: string[] = [];
      const faults: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      page.on("pageerror", ({ message }) => faults.push(message));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
      });
      await page.addInitScript(
        "addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective))",
      );
      await page.goto(`${from}/${path}`);
      return { page, requests, faults };
    },
  };
}
