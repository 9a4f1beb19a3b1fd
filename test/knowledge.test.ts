import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { embeddedContent, embeddedRulebook } from "../src/rulebook/embedded.ts";

const sources = (readdirSync("src", { recursive: true, encoding: "utf8" }) as string[])
  .filter((path) => path.endsWith(".ts"))
  .map((path) => ({ path, code: withoutComments(readFileSync(join("src", path), "utf8")) }));
const core = sources.filter(({ path }) => !path.startsWith("cli/"));

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

describe("knowledge stands in rules/ and none in src/", () => {
  test("no code of a fact or a slot stands in src/", () => {
    const codes = new Set([
      ...Object.values(embeddedContent.facts).flatMap(({ values }) => values ?? []),
      ...Object.values(embeddedContent.slots).flatMap(({ values }) => values ?? []),
    ]);
    // Words of the value types of slots and of schemas, which happen to be codes too.
    codes.delete("none");
    codes.delete("optional");
    codes.delete("any");
    const found = sources.flatMap(({ path, code }) =>
      [...codes].filter((value) => code.includes(`"${value}"`)).map((value) => `${path}: ${value}`),
    );
    expect(codes.size).toBeGreaterThan(50);
    expect(found).toEqual([]);
  });

  test("no number beside those of the calendar, of formats and of limits to work stands in the core", () => {
    const allowed: Readonly<Record<string, readonly string[]>> = {
      "case/copy.ts": ["6"],
      "logic/dates.ts": ["86_400_000", "2000", "10"],
      "case/date-issues.ts": ["7", "24", "168", "1e-6"],
      "case/json-schema.ts": ["2020", "12"],
      "case/schema.ts": ["01", "5", "2000", "10", "11", "19", "24", "60", "64", "3", "4", "9"],
      "case/issues.ts": ["64", "3", "20"],
      "case/parse.ts": [],
      "facts/derive.ts": ["24", "100", "1e-9"],
      "explain/why-not.ts": ["256"],
      "logic/units.ts": ["24", "168", "730", "1e6"],
      "resolve/critique/doses.ts": ["10"],
      "issues/nearest.ts": ["3", "12", "60", "57", "100", "0000", "001", "007"],
      "report/text/layout.ts": ["80"],
      "report/text/report-text.ts": ["10", "6", "8"],
      "rulebook/check/conditions.ts": ["20"],
      "rulebook/check/summary.ts": ["140"],
      "rulebook/scan-text.ts": ["100"],
      "rulebook/schema.ts": ["4", "9"],
      "testing/coverage.ts": ["1e-9"],
    };
    const structural = ["0", "1", "2"];
    const found = core.flatMap(({ path, code }) => {
      const text = code.replace(/"(?:[^"\\\n]|\\.)*"|import[^;]*;/g, "");
      return [...text.matchAll(/(?<![\w.$])\d[\d_]*(?:\.\d+)?(?:e-?\d+)?/g)]
        .map(([number]) => number)
        .filter((number) => !structural.includes(number) && !(allowed[path] ?? []).includes(number))
        .map((number) => `${path}: ${number}`);
    });
    expect(found).toEqual([]);
  });

  test("no clock, randomness, console, process or code from strings in the core", () => {
    const forbidden =
      /\beval\s*\(|\bnew Function\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bconsole\.|\bprocess\.|\bfetch\(|\bsetTimeout\b/;
    expect(core.filter(({ code }) => forbidden.test(code)).map(({ path }) => path)).toEqual([]);
  });
});

describe("the rows of the six topics", () => {
  const topics = [
    "contraindication",
    "caution",
    "technique",
    "agent",
    "concentration",
    "volume",
    "compression",
    "spacing",
    "sessions",
    "when-to-call",
  ];

  test("every rule and advice of the documents is cited by a rule", () => {
    const cited = new Set(embeddedRulebook().rules.flatMap(({ sources: ids }) => ids));
    const missing = Object.entries(embeddedContent.statements)
      .filter(([, { topic, kind }]) => topics.includes(topic) && (kind === "rule" || kind === "advice"))
      .map(([id]) => id)
      .filter((id) => !cited.has(id));
    expect(missing).toEqual([]);
  });

  test("every authority row of those topics is cited by a rule", () => {
    const cited = new Set(embeddedRulebook().rules.flatMap(({ sources: ids }) => ids));
    const missing = Object.entries(embeddedContent.authorities)
      .filter(([, { topic }]) => topics.includes(topic))
      .map(([id]) => id)
      .filter((id) => !cited.has(id));
    expect(missing).toEqual([]);
  });
});
