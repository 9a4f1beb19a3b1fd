import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { dataScript, rulebookSite } from "../../src/pages/index.ts";
import { fileNameOf, idOf } from "../../src/pages/model/names.ts";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";
import { leaf, rule } from "../support/small-rulebook.ts";
import { pagesOf } from "./built-site.ts";
import { elementsIn } from "./html.ts";

const attack = `</title></script><script>alert(1)</script><img src=x onerror="alert(1)"> & ' " \u2028 ../../up`;
const topic = `../../${attack}`;
const fact = `patient.${attack}`;
const slot = `risk.${attack}`;

const rulebook = loadRulebook(
  [
    {
      name: "vocabulary.json",
      json: {
        facts: {
          ...embeddedContent.facts,
          [fact]: {
            type: "boolean",
            scope: "patient",
            label: attack,
            ask: attack,
            yes: attack,
            no: attack,
            meaning: attack,
          },
        },
        contradictions: embeddedContent.contradictions,
      },
    },
    {
      name: "slots.json",
      json: {
        slots: {
          ...embeddedContent.slots,
          [slot]: {
            scope: "patient",
            label: attack,
            type: "code",
            values: [attack, "b"],
            merge: { kind: "order", policy: attack },
            disagreeBy: "slot",
          },
        },
      },
    },
    {
      name: "sources.json",
      json: {
        sources: Object.fromEntries(
          Object.entries(embeddedContent.sources).map(([id, source]) => [
            id,
            { ...source, title: attack, publisher: attack },
          ]),
        ),
      },
    },
    {
      name: "hostile.json",
      json: {
        topic,
        rules: [
          rule(
            "a.b",
            leaf(fact),
            { summary: attack.replaceAll("\u2028", " ").slice(0, 130), detail: attack, slot, value: attack },
            { title: attack, why: attack, sources: ["S0-01", "A-01"] },
          ),
          rule("a.c", leaf(fact), { slot, value: "b" }, { sources: ["A-02"] }),
        ],
      },
    },
  ],
  // The loader takes no such name or version from a file: a base is taken as it is.
  { ...embeddedContent, manifest: { name: attack, version: attack, title: attack, topics: [topic] } },
);

const site = rulebookSite({
  rulebook,
  hasPlayground: true,
  hasSearch: true,
  cases: [
    {
      name: attack,
      title: attack,
      patients: [{ where: "case", input: { patient: { note: attack } }, evidence: "all", expect: { active: ["a.b"] } }],
    },
  ],
});

describe("texts of a rulebook that would be markup", () => {
  const pages = pagesOf(site);

  test("stay texts on every page", () => {
    for (const [path, page] of pages) {
      const elements = elementsIn(page);
      expect(elements.filter(({ name }) => name === "img")).toEqual([]);
      for (const { name, attributes, text } of elements) {
        if (name === "script")
          expect([text, attributes.get("src")]).toEqual(["", expect.stringMatching(/^[\w-]+\.js$/)]);
        expect(
          [...attributes.keys()].some((key) => key.startsWith("on")),
          path,
        ).toBe(false);
      }
      expect(page.text).toContain("<script>alert(1)</script>");
    }
  });

  test("make no path that leads out of the folder, and no id or fragment that needs escaping", () => {
    for (const { path } of site) expect(path).toMatch(/^(?:topics\/)?[\w-]+\.(?:html|js)$/);
    for (const page of pages.values())
      for (const { attributes } of elementsIn(page)) {
        expect(attributes.get("id") ?? "a").toMatch(/^[\w.-]+$/);
        expect(attributes.get("href") ?? "a").toMatch(/^[\w./#=-]+$/);
      }
  });

  test("stay data in the scripts", () => {
    for (const { path, text } of site) {
      if (!path.endsWith(".js")) continue;
      expect(text).not.toMatch(/[<>\u2028\u2029]/);
      expect(text.trimEnd().split("\n")).toHaveLength(1);
    }
  });
});

describe("names", () => {
  const names = ["a", "A", "a_b", "a b", "a.b", "a-b", "_", "_5f_", "ä", "..", "", "a/b", "a\\b", "😀", "_1f600_"];

  test("keep apart as ids and as file names", () => {
    for (const made of [idOf, fileNameOf]) expect(new Set(names.map(made)).size).toBe(names.length);
    // Some file systems take capitals and small letters for the same.
    expect(new Set(names.map((name) => fileNameOf(name).toLowerCase())).size).toBe(names.length);
  });

  test("of rules, facts and slots stay as they are", () => {
    for (const name of ["technique.foam.feeder", "vein.type", "compression.daytimeDays", "S1-08"])
      expect(idOf(name)).toBe(name);
  });
});

test("a data script brings back the very value, whatever its keys and texts", () => {
  const value = JSON.parse(
    '{"__proto__":{"a":1},"constructor":[null,1.5,true],"text":"\\u2028\\u2029</script>\\\\ \\" \\n"}',
  ) as unknown;
  const realm = runInNewContext(`${dataScript("told", value)}; JSON.stringify(globalThis.told)`) as string;
  expect(realm).toBe(JSON.stringify(value));
});
