import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { handOn } from "../../src/rulebook/handed-on.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";
import { describeInBrowser } from "./browser.ts";
import { buildPlayground } from "./build.ts";
import { serve } from "./serve.ts";

const story: unknown = JSON.parse(readFileSync("examples/patient-story.json", "utf8"));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Goes through the whole page once. */
async function useEverything(page: Page): Promise<void> {
  const another = page.getByRole("button", { name: "Another patient" });
  if ((await another.count()) > 0) await another.click();
  await page.getByRole("button", { name: /^Web at the inner ankle/ }).click();
  await page.locator("details.entry summary").first().click();
  await page.getByRole("button", { name: /^Add a vein: Shin, right leg/ }).click();
  await page.getByLabel("A fact to try otherwise").selectOption({ label: "Pregnant" });
  for (const name of ["Timeline", "Handout", "Why not?", "Case", "Report"])
    await page.getByRole("tab", { name }).click();
  await page.getByRole("tab", { name: "Case" }).click();
  await page.getByRole("button", { name: "Copy the JSON" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
}

describe("the built page", () => {
  test("is at most 200 kB after gzip, all files together", async () => {
    const folder = await buildPlayground();
    const sizes = readdirSync(folder).map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(200_000);
  });

  test("has the files that a site copies, and nothing inline or from elsewhere", async () => {
    const folder = await buildPlayground();
    expect(readdirSync(folder).sort()).toEqual(["app.css", "app.js", "icon.svg", "index.html", "rulebook.js"]);
    const html = readFileSync(join(folder, "index.html"), "utf8");
    expect(html).toContain('<script src="rulebook.js"></script>');
    expect(html).not.toMatch(/<style|style=|<script>|type="module"|https?:|\son\w+=/);
    const script = readFileSync(join(folder, "app.js"), "utf8");
    expect(script).not.toMatch(/\beval\(|new Function\(|localStorage|sessionStorage|indexedDB|document\.cookie/);
    expect(script).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(/);
  });
});

describeInBrowser("from disk and offline", (playground) => {
  test("everything works and no request leaves the folder", async () => {
    const { page, requests, faults } = await playground().open({ offline: true });
    await useEverything(page);
    const own = pathToFileURL(playground().folder).href;
    expect(requests.filter((address) => !address.startsWith(own))).toEqual([]);
    expect(new Set(requests.map((address) => address.slice(own.length + 1)))).toEqual(
      new Set([
        "index.html",
        "app.css",
        "app.js",
        "rulebook.js",
        ...(requests.some((one) => one.endsWith("icon.svg")) ? ["icon.svg"] : []),
      ]),
    );
    expect(faults).toEqual([]);
  });

  test("nothing of a case is kept in the browser", async () => {
    const { page } = await playground().open({ case: story });
    await useEverything(page);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.evaluate("localStorage.length + sessionStorage.length")).toBe(0);
  });
});

describeInBrowser("from a server with a strict policy", (playground) => {
  test("everything works, without a violation, and only the page's files are asked for", async () => {
    const served = await serve(playground().folder);
    try {
      const { page, requests, faults } = await playground().open({ address: `${served.address}/index.html` });
      await useEverything(page);
      expect(faults).toEqual([]);
      expect(requests.filter((address) => !address.startsWith(served.address))).toEqual([]);
      expect(
        served.asked.filter((path) => !/^\/(index\.html|app\.(js|css)|rulebook\.js|icon\.svg)$/.test(path)),
      ).toEqual([]);
    } finally {
      served.close();
    }
  });

  test("the page's own policy refuses what is inline, so that the tests would see it", async () => {
    const { page, faults } = await playground().open();
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.ran = 1' }))",
    );
    expect(await page.evaluate("globalThis.ran")).toBeUndefined();
    expect(faults.join(" ")).toContain("script-src");
  });
});

describeInBrowser("another rulebook", (playground) => {
  const scriptOf = (rulebook: Rulebook): string => `globalThis.scleroRulebook = ${JSON.stringify(handOn(rulebook))};`;
  /** The page with a script that sets the rulebook, as a site writes it. */
  const withRulebook = (script: string): string => {
    const folder = mkdtempSync(join(tmpdir(), "sclero-playground-other-"));
    folders.push(folder);
    cpSync(playground().folder, folder, { recursive: true });
    writeFileSync(join(folder, "rulebook.js"), script);
    return pathToFileURL(join(folder, "index.html")).href;
  };

  test("takes the place of the one that is built in, places without a shape being buttons", async () => {
    const vocabulary = JSON.parse(readFileSync("rules/vocabulary.json", "utf8")) as {
      facts: Record<string, { values?: string[] }>;
    };
    vocabulary.facts["vein.zone"]?.values?.push("elbow");
    const names = readdirSync("rules").filter((name) => name.endsWith(".json") && name !== "vocabulary.json");
    const files = [
      { name: "vocabulary.json", text: JSON.stringify(vocabulary) },
      ...names.map((name) => ({ name, text: readFileSync(join("rules", name), "utf8") })),
    ];
    const address = withRulebook(scriptOf(loadRulebook(files)));
    const { page, faults } = await playground().open({ address });
    await page.getByRole("button", { name: "Elbow" }).click();
    await page.getByRole("button", { name: /^elbow/ }).waitFor();
    expect(faults).toEqual([]);
  });

  test("may be a small one: a few rules on the vocabulary that is built in", async () => {
    const { rulebook } = smallAdvisor([rule("only.one", leaf("patient.pregnant"))]);
    const { page, faults } = await playground().open({ address: withRulebook(scriptOf(rulebook)) });
    await page.getByText(/, 1 rules?$/).waitFor();
    expect(faults).toEqual([]);
  });

  test.each([
    ["of another version", JSON.stringify({ ...handOn(embeddedRulebook()), digest: "sha256-0" })],
    ["changed on its way", JSON.stringify({ ...handOn(embeddedRulebook()), content: { topics: [] } })],
    ["something else", "7"],
    ["nothing at all", "null"],
  ])("%s is refused, and no blank page", async (_, value) => {
    const { page } = await playground().open({ address: withRulebook(`globalThis.scleroRulebook = ${value};`) });
    expect(await page.getByRole("alert").innerText()).toContain(
      "expected a rulebook that `sclero docs` of this version",
    );
  });
});
