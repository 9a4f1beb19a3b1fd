import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { renderReadme } from "../scripts/readme.ts";

const readme = readFileSync("README.md", "utf8");

describe("the README", () => {
  test("shows what its commands and its example really print", async () => {
    expect(await renderReadme(readme)).toBe(readme);
  });

  test("holds intended use and both commands on its first screen", () => {
    const screen = readme.split("\n").slice(0, 30).join("\n");
    expect(screen).toMatch(/qualified clinicians/);
    expect(screen).toMatch(/not a cleared medical device/);
    expect(screen).toContain("npm ci && npm run -s story");
    expect(screen).toContain("npm ci && npm run -s check");
  });

  test("names only npm scripts that exist, and CI calls the second command", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm run (?:-s )?([a-z:-]+)/g)].map(([, name]) => name ?? "");
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const ci = readFileSync(".ci/run", "utf8");
    expect(ci).toMatch(/npm ci\nnpm run -s check/);
  });

  test("links to files that exist", () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path ?? "");
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(() => readFileSync(link), link).not.toThrow();
  });
});
