import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { fragmentOf } from "../../playground/share.ts";
import { describeInChromium, type OpenPage, openPage } from "../support/chromium.ts";
import { buildPlayground } from "./build.ts";

/** A browser with the built playground. */
export interface Playground {
  readonly folder: string;
  /** Opens the page from disk, with a case in its fragment where one is given. */
  readonly open: (options?: OpenOptions) => Promise<OpenPage>;
}

export interface OpenOptions extends BrowserContextOptions {
  readonly case?: unknown;
  /** The whole fragment, in the place of a case. */
  readonly fragment?: string;
  /** Instead of the page on disk. */
  readonly address?: string;
}

/** Tests of the built playground, opened once, in a browser. */
export function describeInBrowser(title: string, run: (playground: () => Playground) => void): void {
  describeInChromium(title, startPlayground, run);
}

async function startPlayground(browser: Browser): Promise<Playground> {
  const folder = await buildPlayground();
  return { folder, open: (options = {}) => open(browser, folder, options) };
}

async function open(
  browser: Browser,
  folder: string,
  { case: given, fragment, address, ...options }: OpenOptions,
): Promise<OpenPage> {
  const from = address ?? pathToFileURL(join(folder, "index.html")).href;
  const opened = await openPage(browser, from + (fragment ?? (given === undefined ? "" : fragmentOf(given))), options);
  await opened.page.locator("h1").waitFor();
  return opened;
}

/** The case that the page holds, as its JSON shows it. */
export async function caseIn(page: Page): Promise<unknown> {
  await page.getByRole("tab", { name: "Case" }).click();
  return JSON.parse(await page.getByLabel(/Paste or edit a case/).inputValue());
}
