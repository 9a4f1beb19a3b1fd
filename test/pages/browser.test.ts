import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { expect, test } from "vitest";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { describeInBrowser } from "./browser.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A page of every kind; of the topics one that has every part of a rule. */
const kinds = [
  "index.html",
  "topics/session-spacing.html",
  "slots.html",
  "facts.html",
  "statements.html",
  "disagreements.html",
  "search.html?q=foam",
];

describeInBrowser("the site in a browser", (site) => {
  test.each(kinds)("%s fits a phone of 360 points: nothing has to be moved sideways", async (path) => {
    const { page } = await site().open(path, { viewport: { width: 360, height: 740 } });
    const widths = await page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    expect(widths).toEqual([360, 360]);
    await page.context().close();
  });

  test.each(kinds.flatMap((path) => (["light", "dark"] as const).map((colorScheme) => ({ path, colorScheme }))))(
    "axe finds nothing on $path, $colorScheme",
    async ({ path, colorScheme }) => {
      const { page } = await site().open(path, { colorScheme });
      // A row is like the next: of long pages some hundreds of elements tell as much as all.
      await page.evaluate(shorten);
      await page.evaluate(axe);
      const violations = await page.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).slice(0, 3)))",
      );
      expect(violations).toEqual([]);
      await page.context().close();
    },
    120_000,
  );

  test.each(kinds)("%s asks for nothing but files of the site, and breaks no policy", async (path) => {
    const { page, requests, faults } = await site().open(path);
    await page.waitForLoadState("load");
    expect(requests.filter((one) => !one.startsWith(`${site().address}/`))).toEqual([]);
    expect(requests.length).toBeGreaterThan(1);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("the search leads from any page to a rule by the keyboard alone, read from disk", async () => {
    const rule = embeddedRulebook().rules.find(({ name }) => name.includes("migraine"));
    const { page, requests, faults } = await site().open("topics/volume.html");
    for (let stops = 0; stops < 20; stops += 1) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate("document.activeElement?.id")) === "_query") break;
    }
    await page.keyboard.type("migrain");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search\.html\?q=migrain$/);
    await page.waitForSelector("#_results a");
    expect(await page.textContent("#_found")).toMatch(/^\d+ found/);
    // The field has the focus: go on typing, then walk down and up and down the results.
    await page.keyboard.press("End");
    await page.keyboard.type("e");
    expect(await page.inputValue("#_field")).toBe("migraine");
    for (const key of ["ArrowDown", "ArrowDown", "ArrowUp"]) await page.keyboard.press(key);
    const first = await page.getAttribute("#_results a", "href");
    expect(await page.evaluate("document.activeElement.getAttribute('href')")).toBe(first);
    expect(await page.locator("#_results code").allTextContents()).toContain(rule?.name);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site().address}/${first}`);
    expect(await page.locator(":target h3").count()).toBe(1);
    expect(faults).toEqual([]);
    expect(requests.filter((one) => !one.startsWith(`${site().address}/`))).toEqual([]);
    await page.context().close();
  });

  test("the search forgives a spelling, says when there is nothing, and shows text as text", async () => {
    const { page, faults } = await site().open("search.html");
    await page.fill("#_field", "sclerothrapy");
    expect(await page.locator("#_results li").count()).toBeGreaterThan(0);
    await page.fill("#_field", "qqqqzzzz");
    expect(await page.textContent("#_found")).toBe("Nothing found");
    await page.fill("#_field", "");
    expect([await page.textContent("#_found"), await page.locator("#_results li").count()]).toEqual(["", 0]);
    await page.goto(`${site().address}/search.html?q=${encodeURIComponent('<img src=x onerror="alert(1)">')}`);
    expect(await page.locator("#_content img").count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("a filter narrows the rows to those with every word, says how many, and gives all back", async () => {
    const { page } = await site().open("statements.html");
    const shown = page.locator("#_matrix tbody tr:visible");
    const all = embeddedRulebook().citations.size;
    await page.getByLabel("Show only rows with").fill("not USED");
    const texts = await shown.allTextContents();
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.every((text) => text.toLowerCase().includes("not used"))).toBe(true);
    expect(await page.getByRole("status").textContent()).toBe(`${texts.length} of ${all} shown`);
    await page.getByLabel("Show only rows with").fill("");
    expect(await shown.count()).toBe(all);
    await page.context().close();
  });

  test("the first stop of the keyboard leads past the menu to the content", async () => {
    const { page } = await site().open("facts.html");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.localName")).toBe("main");
    await page.context().close();
  });

  test("on paper there are the rules with what is folded on screen, and no menu", async () => {
    const { page } = await site().open("topics/session-spacing.html");
    const folded = page.locator("details:not([open]) table").first();
    expect(await folded.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    for (const part of [".top", ".contents", ".breadcrumb", ".skip"])
      expect(await page.locator(part).first().isVisible()).toBe(false);
    expect(await folded.isVisible()).toBe(true);
    expect(await page.locator("article.rule").first().isVisible()).toBe(true);
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await page.context().close();
  });

  test("works from a server under a strict policy of its own", async () => {
    const { folder } = site();
    const types: Readonly<Record<string, string>> = {
      ".html": "text/html",
      ".css": "text/css",
      ".js": "text/javascript",
      ".svg": "image/svg+xml",
    };
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? "", "http://local").pathname;
      const policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
      response.setHeader("content-security-policy", policy);
      response.setHeader("content-type", `${types[extname(path)]}; charset=utf-8`);
      response.end(readFileSync(join(folder, path)));
    }).listen(0, "127.0.0.1");
    await new Promise((ready) => server.once("listening", ready));
    const from = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { page, requests, faults } = await site().open("index.html", { from });
    await page.fill("#_query", "foam");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#_results a");
    expect(faults).toEqual([]);
    expect(requests.filter((one) => !one.startsWith(from))).toEqual([]);
    await page.context().close();
    server.close();
  });

  test.runIf(process.env["SCREENSHOTS"] !== undefined)("a picture of a topic", async () => {
    const { page } = await site().open("topics/technique.html", {
      viewport: { width: 1360, height: 1100 },
    });
    await page.screenshot({ path: join(process.env["SCREENSHOTS"] ?? "", "rulebook.png") });
    await page.context().close();
  });
});

/** Leaves the first forty of what stands in a long list. */
const shorten = `for (const list of ["tbody tr", "article.rule", "article.fact-entry", "section.slot", "section.difference-entry", ".contents li li", "#_results li"])
  for (const one of [...document.querySelectorAll(list)].slice(40)) one.remove();`;
