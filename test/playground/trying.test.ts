import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeInBrowser } from "./browser.ts";
import { expectInView } from "./in-view.ts";

const file = "fixtures/cases/technique/foam-in-migraine--physiological-gas.json";
const { case: tributary } = JSON.parse(readFileSync(file, "utf8")) as { case: unknown };
const story: unknown = JSON.parse(readFileSync("examples/patient-story.json", "utf8"));

const formRow = (page: Page): Locator =>
  page.locator("details.entry", { has: page.locator(".entry-title", { hasText: /^Form/ }) }).first();
const box = (page: Page): Locator => page.locator("#what-if");

describeInBrowser("what is tried from a list", (playground) => {
  test.each([
    [1280, 900],
    [360, 740],
  ])("is answered with its heading and the line that was asked in view, at %i x %i", async (width, height) => {
    const { page, faults } = await playground().open({ case: tributary, viewport: { width, height } });
    const row = formRow(page);
    await row.locator("summary").first().click();
    await row.getByRole("button", { name: /^Try it: vein type is telangiectasia or reticular/ }).click();
    await expectInView(page, box(page).getByRole("heading", { name: "What if vein type is telangiectasia?" }));
    const asked = box(page).getByRole("status").first();
    await expectInView(page, asked);
    expect(await asked.innerText()).toMatch(/^Form, vein a: foam\s*→\s*becomes\s*liquid$/);
    // It is said once: the rest does not repeat it.
    expect(await box(page).getByRole("status", { name: "What would turn" }).innerText()).not.toMatch(/^Form, vein a/m);

    // Which of the alternatives is tried, and a way to the other.
    expect(await box(page).locator(".alike").innerText()).toMatch(/^Tried of 2 alternatives:\s+telangiectasia/);
    await box(page).getByRole("button", { name: "Try reticular instead" }).click();
    await box(page).getByRole("heading", { name: "What if vein type is reticular?" }).waitFor();
    expect(await box(page).getByRole("button", { name: "Try telangiectasia instead" }).count()).toBe(1);

    await page.getByRole("button", { name: "Stop and go back" }).click();
    await page.waitForFunction(
      () =>
        (globalThis as unknown as { document: { activeElement: { localName: string } } }).document.activeElement
          .localName === "summary",
    );
    await expectInView(page, row.locator("summary").first());
    expect(await row.getAttribute("open")).not.toBeNull();
    expect(faults).toEqual([]);
  });

  test("is not said to be one of the answers that turn it where it is none of them", async () => {
    const { page } = await playground().open({ case: tributary });
    const row = formRow(page);
    await row.locator("summary").first().click();
    await row.getByRole("button", { name: /^Try it: vein type/ }).click();
    await box(page)
      .getByRole("group")
      .getByRole("radio", { name: "Saphenous trunk", exact: true })
      .check({ force: true });
    await box(page).getByRole("heading", { name: "What if vein type is saphenous trunk?" }).waitFor();
    expect(await box(page).innerText()).not.toContain("Tried of");
    for (const other of ["telangiectasia", "reticular"])
      expect(
        await box(page)
          .getByRole("button", { name: `Try ${other} instead` })
          .count(),
      ).toBe(1);
    // The same as before on both sides is no line: the decision only gets one more reason.
    expect(await box(page).innerText()).not.toContain("Eligibility");
  });

  test("has one way out, one more for each of several facts, and the report beneath says that it is of the case as it is", async () => {
    const { page } = await playground().open({ case: tributary });
    const label = page.getByText("As the case is now:");
    expect(await label.count()).toBe(0);
    const pick = page.getByLabel("A fact to try otherwise");
    await pick.selectOption({ label: "Pregnant" });
    await label.waitFor();
    const tabs = page.getByRole("tablist", { name: "Parts of the answer" });
    expect((await label.boundingBox())?.y).toBeLessThan((await tabs.boundingBox())?.y ?? 0);
    const out = box(page).getByRole("button", { name: /^(Stop|Do not try|Leave|Back)/ });
    expect(await out.allInnerTexts()).toEqual(["Stop trying"]);
    await pick.selectOption({ label: "Current smoker" });
    expect(await out.allInnerTexts()).toEqual(["Stop trying", "Do not try", "Do not try"]);
    await box(page).getByRole("button", { name: "Do not try: Pregnant" }).click();
    expect(await out.allInnerTexts()).toEqual(["Stop trying"]);
    await out.click();
    expect(await label.count()).toBe(0);
  });

  test("takes the place of what was tried before, and says so where nothing turns for it", async () => {
    const { page } = await playground().open({ case: tributary });
    const row = formRow(page);
    await row.locator("summary").first().click();
    await row.getByRole("button", { name: /^Try it: vein type/ }).click();
    await row.getByRole("button", { name: /^Try it: the treatment area/ }).click();
    expect(await box(page).locator(".tried").count()).toBe(1);
    await box(page).getByRole("group").getByRole("radio", { name: "No", exact: true }).check({ force: true });
    expect(await box(page).getByRole("status", { name: "What was asked" }).innerText()).toBe(
      "Form, vein a: stays foam",
    );
  });

  test("names rules by what they say, never by their ids", async () => {
    const { page } = await playground().open({ case: tributary });
    const row = formRow(page);
    await row.locator("summary").first().click();
    await row.getByRole("button", { name: /^Try it: the treatment area/ }).click();
    const turned = box(page).getByRole("status", { name: "What would turn" });
    expect(await turned.innerText()).toMatch(/Overruled now\s+− Use foam for this varicose tributary vein a/i);
    expect(await turned.innerText()).not.toMatch(/@|superseded|\w\.\w+\.\w/);
    await box(page).getByRole("button", { name: "Use it in the case" }).click();
    // The same in the report: what overrules is said in words.
    await row.getByText("overruled by:").first().waitFor();
    expect(await row.innerText()).not.toMatch(/technique\.\w/);
  });

  test("leads back from another part of the page to the tab and the line where it was asked", async () => {
    const { page } = await playground().open({ case: tributary });
    await page.getByRole("tab", { name: "Why not?" }).click();
    await page.getByLabel(/^Find a rule/).fill("pregnancy defer");
    await page.locator("details.rule summary").first().click();
    await page
      .getByRole("button", { name: /^Try it: the patient is pregnant/ })
      .first()
      .click();
    await page.getByRole("tab", { name: "Timeline" }).click();
    await page.getByRole("button", { name: "Stop and go back" }).click();
    await expectInView(page, page.locator("details.rule[open] summary").first());
    expect(await page.getByLabel(/^Find a rule/).inputValue()).toBe("pregnancy defer");
  });
});

describeInBrowser("what somebody has opened", (playground) => {
  test("is still open after a look at another tab", async () => {
    const { page } = await playground().open({ case: story });
    const row = formRow(page);
    await row.locator("summary").first().click();
    await page.getByRole("tab", { name: "Why not?" }).click();
    expect(await row.count()).toBe(0);
    await page.getByRole("tab", { name: "Report" }).click();
    expect(await row.getAttribute("open")).not.toBeNull();
    expect(await row.innerText()).toContain("What would change it".toUpperCase());
  });
});
