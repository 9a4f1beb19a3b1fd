import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { pagesOf, wholeSite } from "./built-site.ts";
import { type Element, elementsIn } from "./html.ts";

const site = wholeSite();
const pages = pagesOf(site);
const named = (page: Element, ...names: string[]): Element[] =>
  elementsIn(page).filter(({ name }) => names.includes(name));
const idsIn = (page: Element): string[] => elementsIn(page).flatMap(({ attributes }) => attributes.get("id") ?? []);

describe.each([...pages])("%s", (path, page) => {
  test("has one heading of the first rank, and skips no rank", () => {
    const ranks = named(page, "h1", "h2", "h3", "h4").map(({ name }) => Number(name.slice(1)));
    expect(ranks.filter((rank) => rank === 1)).toHaveLength(1);
    // The contents, a list beside the text, may come before the first heading of the text below.
    for (const [index, rank] of ranks.entries()) expect(rank).toBeLessThanOrEqual((ranks[index - 1] ?? 0) + 1);
  });

  test("names its language, its title and its landmarks, and can be skipped into", () => {
    const [html] = named(page, "html");
    expect(html?.attributes.get("lang")).toBe("en");
    expect(named(page, "title")[0]?.text.length).toBeGreaterThan(5);
    for (const landmark of ["header", "main", "footer"]) expect(named(page, landmark)).toHaveLength(1);
    const [main] = named(page, "main");
    const [first] = named(page, "a");
    expect(first?.attributes.get("href")).toBe(`#${main?.attributes.get("id")}`);
    const labels = named(page, "nav").map(
      ({ attributes }) => attributes.get("aria-label") ?? attributes.get("aria-labelledby"),
    );
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).not.toContain(undefined);
  });

  test("says where it stands, below the overview", () => {
    const crumbs = named(page, "nav").filter(({ attributes }) => attributes.get("aria-label") === "Breadcrumb");
    expect(crumbs).toHaveLength(path === "index.html" ? 0 : 1);
  });

  test("gives each id once, and every reference to one leads somewhere", () => {
    const ids = idsIn(page);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of elementsIn(page))
      for (const name of ["for", "aria-labelledby", "data-filters"])
        for (const id of attributes.get(name)?.split(" ") ?? []) expect(ids).toContain(id);
  });

  test("heads every table with a caption and headers that say what they head", () => {
    for (const table of named(page, "table")) {
      expect(named(table, "caption")).toHaveLength(1);
      for (const { attributes } of named(table, "th")) expect(attributes.get("scope")).toMatch(/^(col|row|rowgroup)$/);
    }
  });

  test("carries no style, script or handler of its own, and loads nothing but the site's files", () => {
    expect(named(page, "style", "iframe", "img", "object")).toEqual([]);
    for (const { name, attributes, text } of elementsIn(page)) {
      expect([...attributes.keys()].filter((one) => one === "style" || one.startsWith("on"))).toEqual([]);
      if (name === "script") expect([text, attributes.get("src")]).toEqual(["", expect.stringMatching(/^[\w-]+\.js$/)]);
      expect(attributes.get("href") ?? attributes.get("src") ?? "").not.toMatch(/^(?:[a-z]+:|\/)/);
    }
    const [policy] = named(page, "meta").filter(({ attributes }) => attributes.has("http-equiv"));
    expect(policy?.attributes.get("content")).toMatch(/^default-src 'none'/);
    expect(policy?.attributes.get("content")).not.toMatch(/unsafe|data:|https?:|\*/);
  });
});

test("every link within the site leads to a page, and every fragment to an id of it", () => {
  const ids = new Map([...pages].map(([path, page]) => [path, new Set(idsIn(page))]));
  const beside = new Set(["site.css", "icon.svg", "search.js", "search-index.js", "playground/index.html"]);
  const broken: string[] = [];
  let fragments = 0;
  for (const [path, page] of pages)
    for (const { attributes } of elementsIn(page)) {
      const link = attributes.get("href") ?? attributes.get("src") ?? attributes.get("action");
      if (link === undefined) continue;
      const [file = "", fragment] = link.split("#");
      const target = file === "" ? path : posix.normalize(posix.join(posix.dirname(path), file));
      if (beside.has(target)) continue;
      const known = ids.get(target);
      if (known === undefined || (fragment !== undefined && !known.has(fragment))) broken.push(`${path}: ${link}`);
      if (fragment !== undefined) fragments += 1;
    }
  expect(broken).toEqual([]);
  expect(fragments).toBeGreaterThan(5000);
});

test("every entry of the search leads to an id too", () => {
  const script = site.find(({ path }) => path === "search-index.js")?.text ?? "";
  const json = /^globalThis\.scleroSearchEntries = JSON\.parse\((.+)\);\n$/.exec(script)?.[1] ?? "";
  const entries = JSON.parse(JSON.parse(json) as string) as { kind: string; name: string; href: string }[];
  const ids = new Map([...pages].map(([path, page]) => [path, new Set(idsIn(page))]));
  const broken = entries.filter(({ href }) => {
    const [file = "", fragment] = href.split("#");
    return fragment === undefined ? !ids.has(file) : ids.get(file)?.has(fragment) !== true;
  });
  expect(broken).toEqual([]);
  expect(new Set(entries.map(({ kind, name }) => `${kind} ${name}`)).size).toBe(entries.length);
});

test("without a playground and without the script nothing leads to them", () => {
  const bare = wholeSite({ hasPlayground: false, hasSearch: false });
  expect(bare.map(({ path }) => path).filter((path) => path.startsWith("search"))).toEqual([]);
  const leading = /playground\/|search\.(?:html|js)|data-filters/;
  expect(bare.filter(({ text }) => leading.test(text)).map(({ path }) => path)).toEqual([]);
});

test("the same rulebook gives the same bytes, and no date of the day", () => {
  expect(wholeSite()).toEqual(site);
});
