import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readRuleFiles } from "../../src/cli/files.ts";
import { canonicalJson } from "../../src/rulebook/digest.ts";
import { embeddedContent, embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";
import type { RulebookFile } from "../../src/rulebook/read-json.ts";
import { ruleFile, ruleText, smallRule } from "./small-rule.ts";

const digest = (files: readonly RulebookFile[]) => loadRulebook(files, embeddedContent).digest;
const sound = digest([ruleText([smallRule()])]);

/** The same value with the keys of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  );
}

describe("the digest of a rulebook", () => {
  test("is a SHA-256 with its name before it", () => {
    expect(sound).toMatch(/^sha256-[0-9a-f]{64}$/);
  });

  test("is that of the canonical JSON of the whole content, as any tool can compute it", () => {
    const bytes = canonicalJson(embeddedContent);
    expect(embeddedRulebook().digest).toBe(`sha256-${createHash("sha256").update(bytes).digest("hex")}`);
  });

  test("does not depend on the order of keys", () => {
    expect(digest([{ name: "a.json", json: reversed({ topic: "contraindications", rules: [smallRule()] }) }])).toBe(
      sound,
    );
  });

  test("does not depend on white space, line ends, escapes or the file's name", () => {
    const text = JSON.stringify({ topic: "contraindications", rules: [smallRule()] }, null, 3);
    const spread = text.replaceAll("\n", "\r\n").replace("Defer", "\\u0044efer");
    expect(digest([{ name: "folder/other.json", text: spread }])).toBe(sound);
  });

  test("does not depend on whether content came as text or as values", () => {
    expect(digest([ruleFile([smallRule()])])).toBe(sound);
  });

  test("does not depend on the order of the files", () => {
    const files = readRuleFiles("rules");
    expect(loadRulebook([...files].reverse()).digest).toBe(loadRulebook(files).digest);
  });

  const changes: readonly (readonly [what: string, rule: unknown])[] = [
    ["a word", smallRule({}, { summary: "Defer this session" })],
    ["a truth", smallRule({ conditions: { all: [{ fact: "patient.pregnant", operator: "equal", value: false }] } })],
    ["a source", smallRule({ sources: ["A-62"] })],
    ["the order of a list", smallRule({ sources: ["S1-194", "A-63"] })],
    ["the name", smallRule({ name: "contraindication.example-2" })],
  ];
  test("changes with the content", () => {
    const digests = changes.map(([, rule]) => digest([ruleText([rule])]));
    expect(new Set([sound, ...digests]).size).toBe(changes.length + 1);
    expect(digest([ruleText([smallRule({ sources: ["A-63", "S1-194"] })])])).not.toBe(digests[3]);
  });

  test("changes with one figure of a slot, even by a hundredth", () => {
    const withMl = (value: number) => digest([ruleText([smallRule({}, { slot: "foam.maxMl", value })])]);
    expect(withMl(10)).toBe(withMl(10.0));
    expect(withMl(10.01)).not.toBe(withMl(10));
  });

  test("changes with the vocabulary and the slots, not only with the rules", () => {
    const facts = structuredClone(embeddedContent.facts) as Record<string, { max?: number }>;
    const age = facts["patient.ageYears"];
    if (age?.max !== undefined) age.max += 1;
    const vocabulary = { name: "vocabulary.json", json: { facts, contradictions: embeddedContent.contradictions } };
    expect(digest([vocabulary, ruleText([smallRule()])])).not.toBe(sound);
  });

  test("of the embedded rulebook is that of the files under rules/", () => {
    expect(loadRulebook(readRuleFiles("rules")).digest).toBe(embeddedRulebook().digest);
  });
});

describe("canonical JSON", () => {
  test("sorts keys by code unit, at every depth, and has no white space", () => {
    expect(canonicalJson({ b: 1, a: [{ d: "x y", c: null }], B: true })).toBe(
      '{"B":true,"a":[{"c":null,"d":"x y"}],"b":1}',
    );
  });

  test("leaves out what is undefined, as JSON does", () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  test("reads back as the same value", () => {
    expect(JSON.parse(canonicalJson(embeddedContent))).toEqual(JSON.parse(JSON.stringify(embeddedContent)));
  });
});
