import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { findChromium } from "../../scripts/everywhere/chromium.ts";

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

/**
 * Tests that need a browser: without one they are skipped, and say so. What `prepare` makes of the browser is there for all of
 * them; building it first may take minutes.
 */
export function describeInChromium<Prepared>(
  title: string,
  prepare: (browser: Browser) => Promise<Prepared>,
  run: (prepared: () => Prepared) => void,
): void {
  if (chromiumPath === undefined) {
    describe.skip(`${title} (no Chromium found: install it, or set CHROMIUM to its path)`, () =>
      run(() => {
        throw new Error("no Chromium");
      }));
    return;
  }
  describe(title, () => {
    let browser: Browser | undefined;
    let prepared: Prepared | undefined;
    beforeAll(async () => {
      const { chromium } = await import("playwright-core");
      browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--disable-gpu"] });
      prepared = await prepare(browser);
    }, 180_000);
    afterAll(() => browser?.close());
    run(() => {
      if (prepared === undefined) throw new Error("what the tests look at was not built");
      return prepared;
    });
  });
}

/** Opens an address in a context of its own and listens to what the page does. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
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
  await page.goto(address);
  return { page, requests, faults };
}
