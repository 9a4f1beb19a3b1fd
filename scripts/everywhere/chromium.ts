import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Answered } from "./answers.ts";
import { environmentOf, isSameZone, type PlaceResult, type Setting } from "./places.ts";
import { type Received, servePages } from "./server.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const patienceMs = 1_800_000;

/** Quiet, without accounts, updates or other hosts: only loopback is reached. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** The installed Chromium, by `CHROMIUM` or the search path; undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") return existsSync(named) ? named : undefined;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** Opens a page in a fresh Chromium until it has sent what is awaited, and returns all that was sent. */
async function visit(
  program: string,
  setting: Setting,
  page: { readonly folder: string; readonly name: string; readonly isDone: (received: readonly Received[]) => boolean },
): Promise<{ received: readonly Received[]; errors: string[]; version: string }> {
  const { chromium } = await import("playwright-core");
  const profile = mkdtempSync(join(tmpdir(), "sclero-chromium-"));
  const server = await servePages(page.folder);
  const errors: string[] = [];
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: program,
    headless: true,
    args: flags,
    locale: setting.locale,
    timezoneId: setting.timeZone,
    env: Object.fromEntries(
      Object.entries(environmentOf(setting)).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    ),
  });
  try {
    const tab = await browser.newPage();
    tab.on("pageerror", ({ message }) => errors.push(message));
    await tab.goto(`${server.address}/${page.name}.html`);
    const end = Date.now() + patienceMs;
    while (!page.isDone(server.received) && errors.length === 0) {
      if (Date.now() > end) throw new Error("the page has not answered in time");
      await tab.waitForTimeout(100);
    }
    // What the browser reports on its own comes a moment later.
    await tab.waitForTimeout(1500);
    return { received: server.received, errors, version: browser.browser()?.version() ?? "" };
  } finally {
    await browser.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Whether a policy is in force there, and its violation is seen by the listener and by the browser's own report. */
export async function policyHolds(program: string, folder: string, setting: Setting): Promise<boolean> {
  const { received } = await visit(program, setting, { folder, name: "control-main", isDone: hasEnded(["page"]) });
  return (
    received.some(({ kind, body }) => kind === "answers" && body === "was refused") &&
    received.some(({ kind }) => kind === "violation") &&
    received.some(({ kind }) => kind === "report")
  );
}

/** Asks a page and a worker of it, in one setting; every violation of the policy is an error. */
export async function askChromium(
  program: string,
  folder: string,
  setting: Setting,
): Promise<{ readonly page: PlaceResult; readonly worker: PlaceResult }> {
  const isDone = hasEnded(["page", "worker"]);
  const { received, errors, version } = await visit(program, setting, { folder, name: "page-main", isDone });
  const wrong = [
    ...errors,
    ...received.flatMap(({ kind, from, body }) =>
      kind === "answers" ? [] : [`${kind} ${from}: ${JSON.stringify(body)}`],
    ),
  ];
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  const of = (place: string): PlaceResult => {
    const sent = received.find(({ kind, from }) => kind === "answers" && from === place);
    if (sent === undefined) throw new Error(`expected answers from the ${place}`);
    const { answered, locale, timeZone } = sent.body as { answered: Answered[]; locale: string; timeZone: string };
    if (!isSameZone(timeZone, setting.timeZone)) throw new Error(`expected ${setting.timeZone}, got ${timeZone}`);
    return { answered, about: `Chromium ${version}, ${locale}` };
  };
  return { page: of("page"), worker: of("worker") };
}

const hasEnded =
  (places: readonly string[]) =>
  (received: readonly Received[]): boolean =>
    received.some(({ kind }) => kind === "failure") ||
    places.every((place) => received.some(({ kind, from }) => kind === "answers" && from === place));
