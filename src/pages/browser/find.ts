/// <reference lib="dom" />
import MiniSearch from "minisearch";
import { entriesGlobal, type SearchEntry } from "../search/entry.ts";

/** So many results are listed; a longer list helps nobody. */
const mostResults = 60;
/** A title counts more than a name, a name more than the rest; a letter in so many may be wrong. */
const options = { prefix: true, fuzzy: 0.15, boost: { title: 3, name: 2 }, combineWith: "AND" } as const;

/** Starts the search page: finds as one types, and what the address asks for with `?q=`. */
export function startSearch(page: Document): void {
  const entries = (globalThis as unknown as Record<string, readonly SearchEntry[] | undefined>)[entriesGlobal];
  const field = page.querySelector<HTMLInputElement>("#_field");
  const results = page.getElementById("_results");
  const status = page.getElementById("_found");
  if (entries === undefined || field === null || results === null || status === null) return;
  const index = new MiniSearch<SearchEntry & { id: number }>({
    fields: ["title", "name", "text"],
    searchOptions: options,
  });
  index.addAll(entries.map((entry, id) => ({ ...entry, id })));

  const show = (): void => {
    const found = field.value.trim() === "" ? [] : index.search(field.value);
    const shown = found.slice(0, mostResults).flatMap(({ id }) => entries[id as number] ?? []);
    results.replaceChildren(...shown.map((entry) => resultItem(page, entry)));
    status.textContent = field.value.trim() === "" ? "" : summary(found.length, shown.length);
  };
  field.addEventListener("input", show);
  for (const part of [field, results])
    part.addEventListener("keydown", (event) => moveBy(event as KeyboardEvent, field, results));
  field.value = new URLSearchParams(page.location.search).get("q") ?? field.value;
  field.focus();
  show();
}

function summary(found: number, shown: number): string {
  if (found === 0) return "Nothing found";
  return `${found} found${shown < found ? `, the best ${shown} shown` : ""}`;
}

/** Arrows lead from the field through the results and back. */
function moveBy(event: KeyboardEvent, field: HTMLInputElement, results: HTMLElement): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const stops: HTMLElement[] = [field, ...Array.from(results.querySelectorAll("a"))];
  const next = stops[stops.indexOf(event.target as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function resultItem(page: Document, { kind, title, name, href, text }: SearchEntry): HTMLElement {
  const item = page.createElement("li");
  const link = page.createElement("a");
  link.href = href;
  link.textContent = title;
  const about = page.createElement("p");
  about.className = "rule-meta";
  const chip = page.createElement("span");
  chip.className = "kind";
  chip.textContent = kind;
  const code = page.createElement("code");
  code.textContent = name;
  about.append(chip, " ", code);
  const more = page.createElement("p");
  more.className = "excerpt";
  more.textContent = text;
  item.append(link, about, ...(text === "" ? [] : [more]));
  return item;
}
