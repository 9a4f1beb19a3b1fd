import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** Whether all of an element stands in what the window shows. */
export async function isInView(page: Page, element: Locator): Promise<boolean> {
  const box = await element.boundingBox();
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  return box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
}

/** Expects all of an element in the window, after the page has come to rest. */
export async function expectInView(page: Page, element: Locator): Promise<void> {
  await expect.poll(() => isInView(page, element)).toBe(true);
}
