import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fragmentOf } from "../../playground/share.ts";
import { createAdvisor } from "../../src/index.ts";
import { caseIn, describeInBrowser } from "./browser.ts";

const story: unknown = JSON.parse(readFileSync("examples/patient-story.json", "utf8"));
const feeder: unknown = JSON.parse(readFileSync("examples/inner-ankle-and-feeder.json", "utf8"));
const file = "fixtures/cases/technique/foam-in-migraine--physiological-gas.json";
const { case: tributary } = JSON.parse(readFileSync(file, "utf8")) as { case: unknown };
const advisor = createAdvisor();

describeInBrowser("a link", (playground) => {
  test("carries a case from one page to the next", async () => {
    const first = await playground().open({ case: feeder });
    await first.page.getByRole("tab", { name: "Case" }).click();
    await first.page.getByRole("button", { name: "Make a link" }).click();
    const link = await first.page.getByLabel(/^Link to this page/).inputValue();
    expect(link.slice(link.indexOf("#"))).toBe(fragmentOf(feeder));
    const second = await playground().open({ address: link });
    expect(await caseIn(second.page)).toEqual(feeder);
    expect(second.faults).toEqual([]);
  });

  test("that is followed in an open page brings its case", async () => {
    const { page } = await playground().open();
    await page.evaluate(`location.hash = ${JSON.stringify(fragmentOf({ patient: { pregnant: true } }))}`);
    await page.getByText("Defer", { exact: true }).first().waitFor();
    expect(await caseIn(page)).toEqual({ patient: { pregnant: true } });
  });

  test("stays in the address when somebody skips to the answer", async () => {
    const { page } = await playground().open({ case: feeder });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("answer");
    expect(await page.evaluate("location.hash")).toBe(fragmentOf(feeder));
  });

  test.each([
    ["that is broken", "#case=%%%", "expected a case in the link, but it is not base64url"],
    ["that holds no case", fragmentOf({ patient: { pregnat: true } }), "unknown key `pregnat`"],
    ["that holds no JSON", `#case=${Buffer.from("{").toString("base64url")}`, "what it holds is not JSON"],
  ])("%s shows an issue, and a page that works", async (_, fragment, message) => {
    const { page, faults } = await playground().open({ fragment });
    expect(await page.getByRole("alert").first().innerText()).toContain(message);
    await page.getByRole("button", { name: /^Yes/ }).click();
    expect(await page.locator(".verdict-word").innerText()).toMatch(/Contraindicated$/);
    await page.getByRole("button", { name: "Go on without it" }).click();
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(faults).toEqual([]);
  });
});

describeInBrowser("what is asked next", (playground) => {
  test("is the library's first question, with what each answer would bring; unknown is an answer", async () => {
    const { page } = await playground().open();
    const [first, second] = advisor.recommendSync({}).questions;
    expect(await page.locator(".ask").innerText()).toBe(first?.ask);
    const yes = page.getByRole("button", { name: /^Yes/ });
    await page.waitForFunction("!document.querySelector('.effect').textContent.includes('\u2026')");
    expect(await yes.innerText()).toContain("Eligibility: contraindicated");
    await page.getByRole("button", { name: /^Unknown/ }).click();
    await page.waitForFunction(`document.querySelector('.ask').textContent === ${JSON.stringify(second?.ask)}`);
    const [group = "", key = ""] = first?.fact.split(".") ?? [];
    expect(await caseIn(page)).toEqual({ [group]: { [key]: null } });
    expect(await page.getByText("Left unknown: 1").isVisible()).toBe(true);
  });
});

describeInBrowser("a fact", (playground) => {
  test("is found by its words, and an entry that is wrong shows the library's issue in its place", async () => {
    const { page } = await playground().open();
    await page.getByLabel("Find a fact").fill("body weight");
    const field = page.getByRole("textbox", { name: "Body weight" });
    await field.fill("900");
    const issues = page.locator(".field", { has: field }).locator(".trouble");
    expect(await issues.innerText()).toMatch(/patient\.weightKg\s+expected 2 to 400 kg, received more/);
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByText("Not taken, and unknown in this answer").isVisible()).toBe(true);
    await field.fill("90");
    expect(await issues.count()).toBe(0);
    expect(await caseIn(page)).toEqual({ patient: { weightKg: 90 } });
  });
});

describeInBrowser("the next question", (playground) => {
  test("says of each change once what brings it: an answer on its button, or other answers besides", async () => {
    const { page } = await playground().open({ case: tributary });
    const card = page.locator(".question");
    const { questions } = advisor.recommendSync(tributary);
    expect(questions[0]?.couldChange).toEqual([
      { slot: "eligibility", to: "contraindicated" },
      { slot: "compression.pressureMmHg", to: "none" },
    ]);
    const yes = card.getByRole("button", { name: /^Yes/ });
    await yes.getByText("Eligibility: contraindicated").waitFor();
    expect(await yes.innerText()).not.toContain("Compression");
    expect(await card.getByText(/^With other answers also/).innerText()).toBe(
      "With other answers also: Compression pressure: none.",
    );
    expect(await card.getByText("Eligibility").count()).toBe(1);
  });
});

describeInBrowser("what if", (playground) => {
  test("shows only what turns, then it is kept or dropped", async () => {
    const { page } = await playground().open({ case: feeder });
    const pick = page.getByLabel("A fact to try otherwise");
    const turned = page.getByRole("status", { name: "What would turn" });
    await pick.selectOption({ label: "Migraine with aura, current or past" });
    const { eligibility, plan } = advisor.whatIf(feeder, { "conditions.migraineWithAura": true });
    expect(eligibility?.to.decision).toBe("proceed-with-caution");
    expect(await turned.innerText()).toContain("proceed with caution");
    const turns = plan.filter(({ value: { from, to } }) => JSON.stringify(from) !== JSON.stringify(to));
    expect(await turned.locator(".turns:not(.turn-head)").first().getByRole("listitem").count()).toBe(turns.length);
    await page.getByRole("button", { name: "Stop trying" }).click();
    expect(await turned.count()).toBe(0);
    expect(await caseIn(page)).toEqual(feeder);
    await pick.selectOption({ label: "Migraine with aura, current or past" });
    await page.getByRole("button", { name: "Use it in the case" }).click();
    expect(await caseIn(page)).toMatchObject({ conditions: { migraineWithAura: true } });
    expect(await page.locator(".verdict-word").innerText()).toMatch(/Proceed with caution$/);
  });
});

describeInBrowser("a vein", (playground) => {
  test("may have the strangest name: it is shown, tried and removed like any other", async () => {
    const id = "a.b\n@<img src=x onerror=alert(1)>'\"";
    const { page, faults } = await playground().open({
      case: { veins: [{ id, type: "reticular", feedsCluster: true }] },
    });
    await page.locator("details.entry").filter({ hasText: /^Form/ }).locator("summary").first().click();
    await page.getByText("Use foam for this feeder").first().waitFor();
    await page.getByLabel("A fact to try otherwise").selectOption({ label: "Feeds a visible cluster" });
    await page.getByRole("status", { name: "What would turn" }).waitFor();
    expect(await page.locator(".turned .issues").count()).toBe(0);
    await page.getByRole("tab", { name: "Why not?" }).click();
    await page.getByLabel(/^Find a rule/).fill("technique.foam.feeder");
    await page.locator("details.rule summary").first().click();
    await page.locator("details.rule .tree").waitFor();
    expect(await page.locator("img").count()).toBe(0);
    await page.getByRole("button", { name: /^Remove vein/ }).click();
    // The button took the focus with it: it goes to the veins.
    await page.waitForFunction("document.activeElement.id === 'veins-title'");
    expect(await caseIn(page)).toEqual({ veins: [] });
    expect(faults).toEqual([]);
  });
});

describeInBrowser("the case as JSON", (playground) => {
  test("is pasted, and refused with the issue at its path", async () => {
    const { page } = await playground().open({ case: feeder });
    await page.getByRole("tab", { name: "Case" }).click();
    const text = page.getByLabel(/^Paste or edit a case/);
    await text.fill('{"patient":{"pregnat":true},"veins":[{"id":"a","diameterMm":-1}]}');
    await page.getByRole("button", { name: "Use this case" }).click();
    const issues = page.locator(".panel .trouble");
    expect(await issues.locator("code").allInnerTexts()).toEqual(["patient.pregnat", "veins[0].diameterMm"]);
    expect(await issues.innerText()).toContain("did you mean `pregnant`?");
    await text.fill(JSON.stringify(story));
    await page.getByRole("button", { name: "Use this case" }).click();
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await page.getByRole("heading", { name: "Vein right-feeder" }).count()).toBe(0);
    await page.getByRole("tab", { name: "Report" }).click();
    expect(await page.getByRole("heading", { name: "Vein right-feeder" }).isVisible()).toBe(true);
  });

  test("starts from an example", async () => {
    const { page } = await playground().open();
    await page.getByRole("button", { name: /^Woman of 45/ }).click();
    expect(await caseIn(page)).toEqual(story);
  });
});

describeInBrowser("a follow-up", (playground) => {
  test("brings the triage, with whom to suspect, and marks the phase of now", async () => {
    const { page } = await playground().open();
    await page.getByLabel("This is a follow-up after a session").check();
    await page.getByLabel("Find a fact").fill("shortness of breath");
    await page.getByRole("group", { name: "Shortness of breath" }).getByRole("radio", { name: "Yes" }).click();
    const triage = advisor.recommendSync({ followUp: { shortnessOfBreath: true } }).triage;
    expect(triage?.level).toBe("emergency");
    expect(await page.locator(".verdict").nth(1).innerText()).toMatch(
      /Triage[\s\S]*Emergency[\s\S]*pulmonary embolism/i,
    );
  });
});

describeInBrowser("any rule", (playground) => {
  test("says why it does not apply, and what would make it", async () => {
    const { page } = await playground().open({ case: story });
    await page.getByRole("tab", { name: "Why not?" }).click();
    await page.getByLabel(/^Find a rule/).fill("contraindication.pregnancy");
    await page.locator("details.rule summary").first().click();
    const rule = page.locator("details.rule").first();
    await rule.getByText("It would apply with").waitFor();
    expect(await rule.innerText()).toContain("does not apply");
    await rule.getByRole("button", { name: "Try it: the patient is pregnant" }).click();
    expect(await page.getByRole("status", { name: "What was asked" }).innerText()).toMatch(
      /^Eligibility: proceed\s*→\s*becomes\s*defer$/,
    );
  });
});
