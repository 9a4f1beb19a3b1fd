import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { caseIn, describeInBrowser } from "./browser.ts";

const story: unknown = JSON.parse(readFileSync("examples/patient-story.json", "utf8"));
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page as it stands: the rule and the elements. */
async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = (await page.evaluate("axe.run({ preload: false })")) as {
    violations: readonly { id: string; nodes: readonly { target: readonly string[] }[] }[];
  };
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Presses Tab until an element with that name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 300; presses += 1) {
    await page.keyboard.press("Tab");
    if (name.test(await focused(page))) return;
  }
  throw new Error(`no Tab leads to ${name}`);
}

/** The name of what has the focus: its label, or what it says. */
function focused(page: Page): Promise<string> {
  return page.evaluate(`(({ ariaLabel, labels, textContent }) =>
    (ariaLabel ?? labels?.[0]?.textContent ?? textContent).trim())(document.activeElement)`);
}

const states: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  [
    "the report with a why open",
    async (page) => {
      await page
        .getByRole("button", { name: /^Why foam/ })
        .first()
        .click();
      await page.locator("details.entry summary").first().click();
      await page.locator("details.topic summary").first().click();
      await page.locator("details.why summary").first().click();
      await page.getByText("Looking…", { exact: true }).first().waitFor({ state: "detached" });
    },
  ],
  [
    "a vein that is edited, a section of the form and an entry that is refused",
    async (page) => {
      await page.getByRole("button", { name: /^right-webs/ }).click();
      await page.locator("details.section summary", { hasText: /^Patient/ }).click();
      await page.getByRole("textbox", { name: "Body weight" }).fill("heavy");
      await page.getByText("Not taken: counts as unknown").waitFor();
    },
  ],
  ["the timeline", (page) => page.getByRole("tab", { name: "Timeline" }).click()],
  ["the handout", (page) => page.getByRole("tab", { name: "Handout" }).click()],
  [
    "any rule",
    async (page) => {
      await page.getByRole("tab", { name: "Why not?" }).click();
      await page.getByLabel(/^Find a rule/).fill("liquid");
      await page.locator("details.rule summary").first().click();
    },
  ],
  [
    "a try of one of several answers, and other patients to choose",
    async (page) => {
      await page
        .getByRole("button", { name: /^Why foam/ })
        .first()
        .click();
      await page
        .getByRole("button", { name: /^Try it/ })
        .first()
        .click();
      await page.getByRole("button", { name: "Another patient" }).click();
    },
  ],
  [
    "the case with a what-if",
    async (page) => {
      await page.getByLabel("A fact to try otherwise").selectOption({ label: "Pregnant" });
      await page.getByRole("tab", { name: "Case" }).click();
      await page.getByRole("button", { name: "Make a link" }).click();
    },
  ],
];

describeInBrowser("everybody can use the playground:", (playground) => {
  test.each(["light", "dark"] as const)("axe finds nothing wrong, in %s", { timeout: 120_000 }, async (colorScheme) => {
    for (const width of [360, 1280]) {
      const { page } = await playground().open({ colorScheme, viewport: { width, height: 740 } });
      expect([width, await axeFindings(page)]).toEqual([width, []]);
    }
    for (const [name, reach] of states) {
      const { page, faults } = await playground().open({ colorScheme, case: story });
      await reach(page);
      expect([name, await axeFindings(page)]).toEqual([name, []]);
      expect(faults).toEqual([]);
      await page.close();
    }
  });

  test("by keyboard alone: answer, add a vein, ask why, go from tab to tab", { timeout: 120_000 }, async () => {
    const { page } = await playground().open();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the answer");
    const question = await page.locator("[data-question]").innerText();
    await tabTo(page, /^Yes/);
    await page.keyboard.press("Enter");
    // The next question has the focus, so that it is read out.
    await page.waitForFunction(`document.activeElement?.textContent !== ${JSON.stringify(question)}`);
    expect(await page.evaluate("document.activeElement.hasAttribute('data-question')")).toBe(true);
    expect(await page.locator(".verdict-word").innerText()).toMatch(/Contraindicated$/);

    await tabTo(page, /^Add a vein: Knee, left leg, front/);
    await page.keyboard.press("Enter");
    await page.waitForFunction("document.activeElement?.getAttribute('aria-expanded') === 'true'");
    expect(await focused(page)).toMatch(/^left-knee/);
    // Tab goes from group to group, arrows within one: the first of the vein's facts that is not known is its type.
    await tabTo(page, /^Unknown/);
    await page.keyboard.press("ArrowRight");
    await tabTo(page, /^Why\? contraindicated/);
    await page.keyboard.press("Enter");
    await page.getByText("What would change it", { exact: true }).first().waitFor();
    await tabTo(page, /^Report$/);
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).toBe("Timeline");
    await page.keyboard.press("End");
    expect(await focused(page)).toBe("Case");
    expect(await caseIn(page)).toMatchObject({
      veins: [{ id: "left-knee", side: "left", zone: "knee", type: "telangiectasia" }],
    });
  });

  test.each([[360], [768], [1440]])(
    "at a width of %i nothing has to be scrolled sideways",
    { timeout: 60_000 },
    async (width) => {
      for (const [name, reach] of states) {
        const { page } = await playground().open({ case: story, viewport: { width, height: 740 } });
        await reach(page);
        expect([name, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([name, width]);
        await page.close();
      }
    },
  );

  test("on a phone what is tapped is at least 24 pixels wide and high", async () => {
    const { page } = await playground().open({ case: story, viewport: { width: 360, height: 740 } });
    const small =
      await page.evaluate(`[...document.querySelectorAll("button, summary, select, input:not([type=radio]), [role=button] path, a:not(.skip)")]
      .map((element) => ({ name: element.textContent || element.id || element.outerHTML, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ name, box }) => name.slice(0, 40) + " " + box.width + " x " + box.height)`);
    expect(small).toEqual([]);
  });

  test("the colours are the light ones, or the dark ones, as the reader has it", async () => {
    const background = async (colorScheme: "light" | "dark"): Promise<string> => {
      const { page } = await playground().open({ colorScheme });
      return page.evaluate("getComputedStyle(document.body).backgroundColor");
    };
    expect(await background("light")).not.toBe(await background("dark"));
  });
});
