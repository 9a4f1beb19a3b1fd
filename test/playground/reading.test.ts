import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createAdvisor } from "../../src/index.ts";
import { describeInBrowser } from "./browser.ts";
import { expectInView } from "./in-view.ts";

const file = "fixtures/cases/technique/foam-in-migraine--physiological-gas.json";
const { case: tributary } = JSON.parse(readFileSync(file, "utf8")) as { case: unknown };
const feeder = JSON.parse(readFileSync("examples/inner-ankle-and-feeder.json", "utf8")) as Record<string, unknown>;
const story: unknown = JSON.parse(readFileSync("examples/patient-story.json", "utf8"));
const advisor = createAdvisor();

describeInBrowser("an example", (playground) => {
  test("stays named, with what is known of it, until another one is chosen", async () => {
    const { page } = await playground().open();
    expect(await page.getByRole("list", { name: "What is known" }).count()).toBe(0);
    await page.getByRole("button", { name: /^Varicose tributary/ }).click();
    const title = page.getByRole("heading", { level: 1 });
    expect(await title.innerText()).toBe("Varicose tributary, migraine with aura: foam, with caution");
    // The button that was chosen is gone: who was chosen has the focus, and is read out.
    expect(await page.evaluate("document.activeElement.id")).toBe("patient-title");
    const known = page.getByRole("list", { name: "What is known" });
    expect(await known.getByRole("listitem").allInnerTexts()).toEqual([
      "Vein a: varicose tributary",
      "Migraine with aura, current or past",
      "Patent foramen ovale or other right-to-left shunt: none",
    ]);
    await page.getByRole("button", { name: /^No / }).click();
    expect(await title.innerText()).toMatch(/: foam, with caution \(changed since\)$/);
    // There is one way to undo, not two of one name.
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await title.innerText()).toMatch(/: foam, with caution$/);
    await page.getByRole("button", { name: "Another patient" }).click();
    await page.getByRole("button", { name: /^Pregnant woman: defer/ }).click();
    expect(await title.innerText()).toBe("Pregnant woman: defer");
    expect(await page.locator(".verdict-word").innerText()).toMatch(/Defer$/);
  });
});

describeInBrowser("a decision that could still turn", (playground) => {
  test("has a question mark for it, and an edge in one piece", async () => {
    const { page } = await playground().open();
    const style = (selector: string, more = "") =>
      page.evaluate(`(({ borderLeftStyle, content }) => borderLeftStyle + " " + content)(
        getComputedStyle(document.querySelector("${selector}")${more}))`);
    expect(await style(".verdict.open")).toMatch(/^solid /);
    expect(await style(".verdict.open .verdict-mark", ', "::before"')).toContain("?");
  });
});

describeInBrowser("the plan of a vein", (playground) => {
  test("has what is known of the vein in its heading, and what is asked first on top", async () => {
    const { page } = await playground().open({ case: tributary });
    const plan = page.locator(".plan").first();
    expect(await plan.getByRole("heading").innerText()).toBe("Vein a (varicose tributary)");
    const titles = await plan.locator(".entry-title").allInnerTexts();
    expect(titles.slice(0, 2)).toEqual(["Approach", "Form: foam or liquid"]);
    // What is not settled stands below all that is.
    const open = await plan
      .locator(".entry-value")
      .evaluateAll((values) => values.map(({ className }) => /open/.test(className)));
    expect(open).toContain(true);
    expect(open).toEqual([...open].sort());
  });

  test("is led to from a line that says the vein in short", async () => {
    const { page } = await playground().open({ case: feeder });
    const line = page.locator(".short-vein").nth(1);
    expect(await line.innerText()).toMatch(
      /^Vein feeder[\s\S]* · large reticular, right popliteal · foam\s+Polidocanol/,
    );
    await page.getByRole("tab", { name: "Case" }).click();
    await line.getByRole("button", { name: /^Vein feeder/ }).click();
    await expectInView(page, page.getByRole("heading", { name: "Vein feeder (large reticular, right popliteal)" }));
  });

  test("opens the line that was clicked where it is, also that of the last of many veins, and shows that it is open", async () => {
    const { page } = await playground().open({ case: story });
    const why = page.getByRole("button", { name: "Why foam? Vein left-feeder" });
    const arrow = () =>
      page.evaluate(`getComputedStyle([...document.querySelectorAll(".short-vein .opens")].at(-1), "::after").content`);
    const closed = [await why.boundingBox(), await arrow()];
    expect(await page.evaluate("scrollY")).toBe(0);
    await why.click();
    const line = page.locator(".short-vein").last();
    // Everything has been looked up by now: nothing comes later that would move it.
    await line
      .getByRole("listitem")
      .filter({ hasText: /^Foam would become liquid if/ })
      .first()
      .waitFor();
    expect(await why.boundingBox()).toEqual(closed[0]);
    expect(await page.evaluate("scrollY")).toBe(0);
    await expectInView(page, page.locator(".verdict-word"));
    expect(await why.getAttribute("aria-expanded")).toBe("true");
    expect(await arrow()).not.toBe(closed[1]);
    await why.click();
    expect(await arrow()).toBe(closed[1]);
  });

  test("gives the grounds of the rulebook for what is decided, and only those", async () => {
    const { page } = await playground().open({ case: story });
    await page.getByRole("button", { name: "Why foam? Vein right-feeder" }).click();
    const lines = page.locator(".short-vein").nth(2).locator(".close").first().locator("> .line");
    const { recommendations } = advisor.recommendSync(story);
    const deciding = recommendations.filter(
      ({ slot, status, subject }) =>
        slot === "form" && status === "active" && subject.kind === "vein" && subject.id === "right-feeder",
    );
    expect(await lines.count()).toBe(deciding.length);
    // What is the background of several is said once, with the first of them.
    const said = new Set<string>();
    for (const [index, { rule, detail }] of deciding.entries()) {
      const explaining = recommendations.filter(
        ({ id, explains, subject }) =>
          explains?.includes(rule) === true &&
          !said.has(id) &&
          (subject.kind !== "vein" || subject.id === "right-feeder"),
      );
      for (const { id } of explaining) said.add(id);
      const expected = [
        ...explaining.map(({ summary }) => summary),
        advisor.rulebook.ruleByName.get(rule)?.why,
        detail,
      ].filter((text) => text !== undefined);
      const texts = await lines.nth(index).locator("> p:not([class])").allInnerTexts();
      expect(texts.map((text) => text.replace(/ \[.*$/, ""))).toEqual(expected);
    }
  });

  test("lists options of the chosen form first, and says where there are none", async () => {
    const { page } = await playground().open({ case: feeder });
    const rowOf = (index: number, title: string) =>
      page.locator(".plan").nth(index).locator("details.entry", { hasText: title }).locator("summary").first();
    const { veins } = advisor.recommendSync(feeder).plan;
    const options = veins["feeder"]?.["strength.options"]?.value as readonly { form: string }[];
    expect(options.map(({ form }) => form)).not.toContain("foam");
    const text = await rowOf(1, "Labelled strengths").innerText();
    expect(text).toMatch(
      /The sources used here name none for foam on this vein; the options below are for liquid\.\s+polidocanol/,
    );
    // Liquid is chosen for the other vein, and there are strengths for it: nothing has to be said.
    expect(await rowOf(0, "Labelled strengths").innerText()).not.toContain("sources used here");
    const both = await playground().open({ case: tributary });
    const volumes = await both.page
      .locator("details.entry", { hasText: "Volume of one injection" })
      .locator("summary")
      .first()
      .innerText();
    expect(volumes).toMatch(/polidocanol foam[\s\S]*For liquid:[\s\S]*polidocanol liquid/);
  });

  test("calls the two lists of changes by different names", async () => {
    const { page } = await playground().open({ case: tributary });
    await page.getByRole("button", { name: /^Why foam/ }).click();
    const short = page.locator(".short-plan");
    await short.locator("summary", { hasText: "Rule and sources" }).first().click();
    await short.getByText("When this rule stops applying").waitFor();
    expect(await short.getByText("What would change it").count()).toBe(1);
  });
});

describeInBrowser("the drawing", (playground) => {
  test("carries the names of veins, and says which are not on it", async () => {
    const { page } = await playground().open({
      case: {
        veins: [
          { id: "web", zone: "knee", side: "left" },
          { id: "somewhere", type: "reticular" },
          { id: "cheeks", zone: "cheek" },
          { id: "halfway", zone: "calf" },
        ],
      },
    });
    expect(await page.locator(".markers text").allTextContents()).toEqual(["web"]);
    expect(await page.getByRole("list", { name: "Not on the drawing" }).getByRole("listitem").allInnerTexts()).toEqual([
      "Vein somewhere: place not known",
      "Vein cheeks: cheek, not on the drawing",
      "Vein halfway: calf, side not known",
    ]);
    await page.getByRole("button", { name: "Vein somewhere", exact: true }).click();
    expect(await page.locator(".vein-editor").getByLabel("Name of the vein").inputValue()).toBe("somewhere");
  });
});

describeInBrowser("any rule", (playground) => {
  test("is listed once something is looked for, with examples of what to look for", async () => {
    const { page } = await playground().open({ case: tributary });
    await page.getByRole("tab", { name: "Why not?" }).click();
    expect(await page.locator("details.rule").count()).toBe(0);
    await page.getByRole("button", { name: "liquid", exact: true }).click();
    expect(await page.getByLabel(/^Find a rule/).inputValue()).toBe("liquid");
    // What could still bring it comes first.
    expect(await page.locator("details.rule .chip").first().innerText()).toBe("cannot tell");
  });
});

describeInBrowser("on a phone", (playground) => {
  test("the answer comes before questions and drawing, and a bar leads to both", async () => {
    const { page } = await playground().open({ case: tributary, viewport: { width: 360, height: 740 } });
    const top = async (selector: string) => (await page.locator(selector).first().boundingBox())?.y ?? Number.NaN;
    expect(await top(".verdict")).toBeLessThan(await top(".next"));
    expect(await top(".short-plan")).toBeLessThan(await top(".legs"));
    await page.getByRole("link", { name: "Questions and facts" }).click();
    await expectInView(page, page.getByRole("heading", { name: "Ask next" }));
    await page.getByRole("link", { name: /^Proceed with caution/ }).click();
    await expectInView(page, page.locator(".verdict-word").first());
  });

  test("“Why?” is as large as a finger", async () => {
    const { page } = await playground().open({ case: tributary, viewport: { width: 360, height: 740 } });
    for (const why of await page.locator("details.entry > summary, .short-plan [aria-expanded]").all())
      expect((await why.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    for (const why of (await page.locator(".ask-why").all()).slice(0, 5)) {
      const { width = 0, height = 0 } = (await why.boundingBox()) ?? {};
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
  });
});

describeInBrowser("a source", (playground) => {
  test("says its title in place where the page stands alone", async () => {
    const { page } = await playground().open({ case: tributary });
    await page.getByRole("button", { name: /^Why foam/ }).click();
    const id = page.locator(".short-plan .source-ids abbr").first();
    expect(await id.getAttribute("title")).toMatch(/^(document|label|guideline|study|resolution)/);
    expect(await page.locator(".source-ids a, .top a").count()).toBe(0);
  });

  test("never leaves a bracket behind at the end of a line", async () => {
    const { page } = await playground().open({ case: tributary });
    await page.getByRole("button", { name: /^Why foam/ }).click();
    expect(await page.evaluate("getComputedStyle(document.querySelector('.row-id')).whiteSpace")).toBe("nowrap");
    for (const ids of await page.locator(".short-plan .source-ids").all()) {
      expect(await ids.innerText()).toMatch(/^\[[^[\]]+\]$/);
      expect(await ids.locator(".row-id").first().innerText()).toMatch(/^\[\w/);
    }
  });
});
