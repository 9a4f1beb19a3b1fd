import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContextOptions } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { writeDocs } from "../../src/cli/commands/docs.ts";
import { assetFolders } from "../../src/cli/docs/assets.ts";
import { optionsWith } from "../pages/options.ts";
import { describeInChromium, openPage } from "../support/chromium.ts";
import { buildPlayground } from "./build.ts";
import { expectInView, isInView } from "./in-view.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const scratch = mkdtempSync(join(tmpdir(), "sclero-outsider-"));
const site = join(scratch, "site");
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describeInChromium(
  "somebody who never saw the project",
  async (browser) => {
    const folders = { ...assetFolders(), scripts: join(scratch, "none"), playground: await buildPlayground() };
    writeDocs([], optionsWith({ output: site }), folders);
    const address = pathToFileURL(join(site, "index.html")).href;
    return {
      open: (options: BrowserContextOptions = {}) =>
        openPage(browser, address, { viewport: { width: 1280, height: 900 }, ...options }),
    };
  },
  (prepared) => {
    test("learns why foam, and what would change it, with three clicks and without scrolling", async () => {
      const { page, faults } = await prepared().open();
      let clicks = 0;
      const click = async (name: RegExp, role: "link" | "button"): Promise<void> => {
        const target = page.getByRole("main").getByRole(role, { name });
        // What is clicked is seen before: nobody has to look for it.
        await expectInView(page, target);
        await target.click();
        clicks += 1;
      };
      await click(/^Try a patient$/, "link");
      await click(/^Varicose tributary, migraine with aura: foam/, "button");
      await click(/^Why foam\? Vein a$/, "button");
      expect(clicks).toBe(3);

      const short = page.getByRole("region", { name: "Veins in short" });
      const seen = [
        page.getByRole("heading", { name: /^Varicose tributary, migraine with aura: foam/ }),
        page.getByRole("list", { name: "What is known" }),
        short.getByText("Use foam for this varicose tributary"),
        // Not the rule again in other words, but the ground that the rulebook gives for it, and whose word each is.
        short.getByText("Foam displaces blood and has more and longer contact with the vein wall than liquid"),
        short.getByText("because vein type is varicose tributary"),
        short.getByText("Week-by-week account of vein injection therapy"),
        short.getByText("What would change it"),
        short.getByText("Unknown now"),
        short.getByRole("listitem").filter({
          hasText:
            /^The patient has current or past migraine with aura: foam stands, but would become liquid if the treatment area for this vein is small/,
        }),
        short.getByText("Now answered differently"),
        short.getByRole("listitem").filter({
          hasText: /^Foam would become liquid if vein type is telangiectasia or reticular \(now varicose tributary\)/,
        }),
      ];
      for (const element of seen) await expectInView(page, element.first());
      expect(await page.evaluate("scrollY")).toBe(0);
      expect(faults).toEqual([]);
    });

    test.each([
      ["light", 1280],
      ["dark", 360],
    ] as const)("axe finds nothing wrong on the way, in %s at a width of %i", async (colorScheme, width) => {
      const { page, faults } = await prepared().open({ colorScheme, viewport: { width, height: 740 } });
      await page.getByRole("main").getByRole("link", { name: "Try a patient" }).click();
      await page.getByRole("button", { name: /^Varicose tributary/ }).click();
      await page.getByRole("button", { name: /^Why foam/ }).click();
      await page.getByText("Unknown now").first().waitFor();
      await page.evaluate(axe);
      const violations = await page.evaluate(
        "axe.run({ preload: false }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target)))",
      );
      expect(violations).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(faults).toEqual([]);
    });

    test("finds back to the rulebook, and from a source to its row", async () => {
      const { page, faults } = await prepared().open();
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Try a patient" }).click();
      await page.getByRole("button", { name: /^Varicose tributary/ }).click();
      await page.getByRole("button", { name: /^Why foam/ }).click();
      const ids = page.locator(".short-plan .because .source-ids").first().getByRole("link");
      const statements = readFileSync(join(site, "statements.html"), "utf8");
      expect(await ids.count()).toBeGreaterThan(0);
      for (const link of await ids.all())
        expect(statements).toContain(`id="${(await link.getAttribute("href"))?.replace(/^.*#/, "")}"`);
      await ids.first().click();
      await page.waitForURL(/\/statements\.html#/);
      expect(await page.locator("tr:target").count()).toBe(1);
      await page.goBack();
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }).click();
      await page.waitForURL(/\/site\/index\.html$/);
      expect(await isInView(page, page.getByRole("heading", { level: 1 }))).toBe(true);
      expect(faults).toEqual([]);
    });
  },
);
