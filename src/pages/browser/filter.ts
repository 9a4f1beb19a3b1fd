/// <reference lib="dom" />

/** Shows the filter fields of a page, each of which narrows what carries `data-filter` below its target. */
export function startFilters(page: Document): void {
  for (const box of Array.from(page.querySelectorAll<HTMLElement>("[data-filters]"))) {
    const target = page.getElementById(box.dataset["filters"] ?? "");
    const field = box.querySelector("input");
    const status = box.querySelector("[role=status]");
    if (target === null || field === null || status === null) continue;
    box.hidden = false;
    field.addEventListener("input", () => narrow(target, field.value, status));
    // A browser may bring a page back with what was typed.
    if (field.value !== "") narrow(target, field.value, status);
  }
}

function narrow(target: HTMLElement, query: string, status: Element): void {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const parts = Array.from(target.querySelectorAll<HTMLElement>("[data-filter]"));
  let shown = 0;
  for (const part of parts) {
    const text = (part.textContent ?? "").toLowerCase();
    part.hidden = !words.every((word) => text.includes(word));
    if (!part.hidden) shown += 1;
  }
  for (const group of Array.from(target.querySelectorAll<HTMLElement>("[data-filter-group]")))
    group.hidden = group.querySelector("[data-filter]:not([hidden])") === null;
  status.textContent = words.length === 0 ? "" : `${shown} of ${parts.length} shown`;
}
