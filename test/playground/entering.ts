import type { Locator, Page } from "playwright-core";
import { titleOf } from "../../playground/words.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";

const { facts } = embeddedRulebook();

/** Opens a section of the full form, unless it is open. */
export async function openSection(page: Page, key: string): Promise<Locator> {
  const section = page.locator("details.section", {
    has: page.locator(`summary:text-matches("^\\\\s*${titleOf(key)} +\\\\d")`),
  });
  if ((await section.getAttribute("open")) === null) await section.locator("summary").click();
  return section;
}

/** Answers a fact in its field as a person would: a click on the answer, a choice of the list, or typing. */
export async function enter(within: Locator, name: string, value: unknown): Promise<void> {
  const fact = facts.get(name);
  if (fact === undefined) throw new Error(`no fact ${name}`);
  const group = within.getByRole("group", { name: fact.label, exact: true });
  if (fact.type === "boolean")
    await group.getByRole("radio", { name: value === true ? "Yes" : "No", exact: true }).click();
  else if (fact.type === "code") {
    const text = String(value).replaceAll("-", " ");
    const shown = text.charAt(0).toUpperCase() + text.slice(1);
    const list = within.getByRole("combobox", { name: fact.label, exact: true });
    await list.or(group).first().waitFor();
    if ((await list.count()) > 0) await list.selectOption({ label: shown });
    else await group.getByRole("radio", { name: shown, exact: true }).click();
  } else {
    const field = within.getByRole("textbox", { name: fact.label, exact: true });
    await field.click();
    await field.pressSequentially(String(value));
  }
}
