import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fill } from "../../src/cds-hooks/cards/catalogue.ts";
import { uuidOf } from "../../src/cds-hooks/cards/identity.ts";
import { escapeMarkdown, shorten } from "../../src/cds-hooks/cards/markdown.ts";
import { emptyValues } from "../../src/cds-hooks/schema/empty-values.ts";

describe("escaping for Markdown", () => {
  test.each([
    ["plain words stay", "4 to 8 weeks, below 1 %", "4 to 8 weeks, below 1 %"],
    ["markup", "*a* _b_ `c` ~d~ [e](f) ![g](h)", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\[e\\](f) \\!\\[g\\](h)"],
    ["HTML", "<img src=x onerror=y> & <!-- -->", "&lt;img src=x onerror=y&gt; &amp; &lt;!-- --&gt;"],
    ["an entity stays what it says", "&lt;b&gt;", "&amp;lt;b&amp;gt;"],
    ["addresses", "https://evil.example", "https:\u2060//evil.example"],
    ["addresses without a scheme", "www.evil.example", "www\u2060.evil.example"],
    ["mail addresses", "a@b.example", "a\u2060@b.example"],
    ["a heading", "# a", "\\# a"],
    ["a list", "- a", "\\- a"],
    ["a numbered list", "12. a", "12\\. a"],
    ["a table", "a | b", "a \\| b"],
    ["lines become one", "a\n\n# b\r\n- c\u2028d", "a \\# b - c d"],
    ["what turns or hides text goes", "a\u202eb\u200bc", "abc"],
    ["a backslash", "a\\*b", "a\\\\\\*b"],
  ])("%s", (_, text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });
});

describe("shortening", () => {
  test("keeps what is short enough", () => {
    expect(shorten("a".repeat(139), 140)).toBe("a".repeat(139));
  });

  test("cuts at a word and says so", () => {
    expect(shorten(`${"word ".repeat(40)}`, 140)).toBe(`${"word ".repeat(27).trim()}\u2026`);
  });

  test("always gives fewer characters than the limit and whole characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
        const short = shorten(text, 140);
        expect(short.length).toBeLessThan(140);
        expect([...short].length).toBeLessThan(140);
        expect(short).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});

describe("uuids", () => {
  // The example of RFC 9562, appendix A.4: www.example.com in the namespace of DNS.
  test("are those of version 5", () => {
    expect(uuidOf("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe(
      "2ed6657d-e927-568b-95e1-2665a8aea6a2",
    );
  });
});

describe("templates", () => {
  test("fill in what is given and leave nothing open", () => {
    expect(fill("{a} and {b} {toString}", { a: "x" })).toBe("x and  ");
  });
});

describe("empty values", () => {
  test("are found wherever they are", () => {
    expect(emptyValues({ cards: [] })).toEqual([]);
    expect(emptyValues({ cards: [{ a: null, b: "", c: [], d: {}, e: [{ f: " " }], g: 0, h: false }] })).toEqual([
      "cards[0].a",
      "cards[0].b",
      "cards[0].c",
      "cards[0].d",
      "cards[0].e[0].f",
    ]);
    expect(emptyValues({ suggestions: [] })).toEqual(["suggestions"]);
    expect(emptyValues({ x: { cards: [] } })).toEqual(["x.cards"]);
  });
});
