import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { fragmentOf } from "../../playground/share.ts";
import { findChromium } from "../../scripts/everywhere/chromium.ts";
import { buildPlayground } from "./build.ts";

/** Where Chromium is; undefined where there is none. */
const chromiumPath = findChromium();

/** Tests that need a browser: without one they are skipped, and say so. They get the built playground, opened once. */
export function describeInBrowser(title: string, run: (playground: () => Playground) => void): void {
  if (chromiumPath === undefined) {
    describe.skip(`${title} (no Chromium found: install it, or set CHROMIUM to its path)`, () =>
      run(() => {
        throw new Error("no Chromium");
      }));
    return;
  }
  describe(title, () => {
    let playground: Playground | undefined;
    beforeAll(async () => {
      playground = await startPlayground(chromiumPath);
    }, 120_000);
    afterAll(() => playground?.close());
    run(() => {
      if (playground === undefined) throw new Error("the playground was not built");
      return playground;
    });
  });
}

/** A page that is open, and what it did that it must not. */
export interface OpenPage {
  readonly page: Page;
  /** Every address that it asked for. */
  readonly requests: readonly string[];
  /** Uncaught errors, messages of errors, and violations of the policy. */
  readonly faults: readonly string[];
}

/** A browser with the built playground. */
export interface Playground {
  readonly folder: string;
  /** Opens the page from disk, with a case in its fragment where one is given. */
  readonly open: (options?: OpenOptions) => Promise<OpenPage>;
  readonly close: () => Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  readonly case?: unknown;
  /** The whole fragment, in the place of a case. */
  readonly fragment?: string;
  /** Instead of the page on disk. */
  readonly address?: string;
}

/** Starts Chromium for a test file. */
async function startPlayground(executablePath: string): Promise<Playground> {
  const folder = await buildPlayground();
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  return {
    folder,
    open: (options = {}) => open(browser, folder, options),
    close: () => browser.close(),
  };
}

async function open(
  browser: Browser,
  folder: string,
  { case: given, fragment, address, ...options }: OpenOptions,
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
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
  const from = address ?? pathToFileURL(join(folder, "index.html")).href;
  await page.goto(from + (fragment ?? (given === undefined ? "" : fragmentOf(given))));
  await page.locator("h1").waitFor();
  return { page, requests, faults };
}

/** The case that the page holds, as its JSON shows it. */
export async function caseIn(page: Page): Promise<unknown> {
  await page.getByRole("tab", { name: "Case" }).click();
  return JSON.parse(await page.getByLabel(/Paste or edit a case/).inputValue());
}
