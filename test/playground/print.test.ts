import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeInBrowser } from "./browser.ts";

const story: unknown = JSON.parse(readFileSync("examples/patient-story.json", "utf8"));
const screenshots = process.env["SCREENSHOTS"];

describeInBrowser("on paper,", (playground) => {
  test("the handout stands alone", async () => {
    const { page } = await playground().open({ case: story });
    await page.getByRole("tab", { name: "Handout" }).click();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".paper").isVisible()).toBe(true);
    for (const other of [".intake", ".verdict", ".what-if", ".tabs", ".top", ".tools", ".patient"])
      expect([other, await page.locator(other).first().isVisible()]).toEqual([other, false]);
    const text = (await page.locator("body").innerText()).trim();
    expect(text).toMatch(/^Your vein treatment: what to know/);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("the handout is in the language of choice", async () => {
    const { page } = await playground().open({ case: story });
    await page.getByRole("tab", { name: "Handout" }).click();
    await page.getByLabel("Language").selectOption("es");
    expect(await page.locator(".paper").getAttribute("lang")).toBe("es");
    expect(await page.locator(".paper").innerText()).toContain("Cuándo llamar");
  });

  test("the report has its decision, its plan and every topic open", async () => {
    const { page } = await playground().open({ case: story });
    await page.emulateMedia({ media: "print" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator("details.topic[open]").count()).toBeGreaterThan(5);
    for (const shown of [".verdict", ".intended", ".facts", ".entry-value"])
      expect([shown, await page.locator(shown).first().isVisible()]).toEqual([shown, true]);
    for (const other of [".intake", ".what-if", ".tabs", ".why", ".ask-why", ".short-plan"])
      expect([other, await page.locator(other).first().isVisible()]).toEqual([other, false]);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator("details.topic[open]").count()).toBe(0);
  });

  test.skipIf(screenshots === undefined)("and on a picture: why foam", async () => {
    const { page } = await playground().open({ viewport: { width: 1440, height: 1080 } });
    await page.getByRole("button", { name: /^Web at the inner ankle and a hidden feeder/ }).click();
    await page.getByRole("button", { name: "Why foam? Vein feeder" }).click();
    await page.getByText("Foam would become").first().waitFor();
    mkdirSync(screenshots ?? "", { recursive: true });
    await page.screenshot({ path: join(screenshots ?? "", "playground.png") });
  });
});
