import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { fragmentOf } from "../../playground/share.ts";
import { linksFrom } from "../../src/pages/model/links.ts";
import { siteModel } from "../../src/pages/model/site-model.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { buildPlayground } from "../playground/build.ts";
import { describeInBrowser } from "./browser.ts";
import { wholeSite } from "./built-site.ts";

test("a link carries a case as the playground shares one", () => {
  const { playground } = linksFrom(1, siteModel({ rulebook: embeddedRulebook() }));
  const given = { patient: { pregnant: true }, veins: [{ id: "a?>~ ü 😀", type: "reticular" }] };
  expect(playground(given)).toBe(`../playground/index.html${fragmentOf(given)}`);
});

describeInBrowser("cases of the pages in the playground", (site) => {
  test("open there, with what the rule says of them", async () => {
    const { folder, open } = site();
    // The site of this test has no playground: put one beside it, and the pages that link there.
    cpSync(await buildPlayground(), join(folder, "playground"), { recursive: true });
    for (const { path, text } of wholeSite()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const rule = embeddedRulebook().rules.find(({ event }) => event.params.slot === "eligibility");
    const { page, faults } = await open(`topics/${rule?.topic}.html`);
    await page.locator(`[id="${rule?.name}"] a.play`).first().click();
    await page.waitForURL(/playground\/index\.html#case=/);
    await page
      .getByText(rule?.event.params.summary ?? "")
      .first()
      .waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  }, 180_000);
});
