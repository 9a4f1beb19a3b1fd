import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { embeddedContent, embeddedRulebook } from "../src/rulebook/embedded.ts";

const sources = (readdirSync("src", { recursive: true, encoding: "utf8" }) as string[])
  .filter((path) => /\.tsx?$/.test(path))
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
      // Truths as two bits, outcomes as bytes; how many shared lists and recommendations are kept for a rule.
      "evaluate/bits.ts": ["3"],
      "evaluate/outcome.ts": ["3", "4"],
      "evaluate/json-rules-engine.ts": ["16"],
      "explain/reason-library.ts": ["16"],
      "report/made.ts": ["12"],
      "batch/columns/block.ts": ["32", "64"],
      "cds-hooks/evaluate.ts": ["100"],
      "cds-hooks/day.ts": ["4", "86_400_000", "00"],
      "cds-hooks/feedback.ts": ["604_800_000"],
      "cds-hooks/options.ts": ["10_000_000", "2_000", "10"],
      "cds-hooks/seen.ts": ["100_000"],
      "cds-hooks/auth/client-jwt.ts": ["300", "30", "1000"],
      "cds-hooks/cards/identity.ts": ["6", "8", "16", "12", "20"],
      "cds-hooks/cards/record.ts": ["10", "3"],
      "cds-hooks/cards/spacing-card.ts": ["7"],
      "cds-hooks/http/body.ts": ["100"],
      "cds-hooks/http/status.ts": ["200", "204", "400", "401", "403", "404", "405", "410", "412", "413", "415", "500"],
      "cds-hooks/orders/draft.ts": ["20"],
      "cds-hooks/orders/strength.ts": ["10", "1000", "0.001"],
      "cds-hooks/schema/parts.ts": ["9", "8", "4", "12", "01", "3", "5"],
      "cds-hooks/schema/request.ts": ["9", "256"],
      "cds-hooks/schema/response.ts": ["140", "9", "2.0"],
      "fhir/write/date-time.ts": ["3", "4", "5", "14", "00"],
      "fhir/write/evidence.ts": ["9"],
      "fhir/write/ids.ts": ["8", "12", "13", "16", "17", "20", "32"],
      "fhir/write/knowledge.ts": ["9"],
      "explain/way-set.ts": ["256", "20_000", "2048"],
      "explain/ways.ts": ["3"],
      "explain/why-not.ts": ["32", "60_000", "4096", "12"],
      "fhir/read/counter.ts": ["63", "200"],
      "fhir/read/dates.ts": ["4", "9", "01", "12", "31"],
      "fhir/read/options.ts": ["20_000", "8"],
      "fhir/read/origin.ts": ["10"],
      "fhir/read/problems.ts": ["100"],
      "fhir/read/questionnaire-response.ts": ["8"],
      "fhir/read/references.ts": ["9", "64", "2000"],
      "fhir/read/veins.ts": ["64"],
      "logic/units.ts": ["24", "168", "730", "1e6"],
      "resolve/critique/doses.ts": ["10"],
      "issues/errors.ts": ["200"],
      "issues/issue.ts": ["3", "200"],
      "issues/zod.ts": ["20_000"],
      "issues/nearest.ts": ["3", "12", "60", "100", "0000", "001", "007"],
      "report/text/layout.ts": ["80"],
      "report/text/report-text.ts": ["10", "6", "8"],
      // Places and sizes in drawings, of search results and of ids; how much of a long list is shown.
      "pages/browser/find.ts": ["60", "0.15", "3"],
      "pages/data-script.ts": ["16", "4"],
      "pages/diagrams/flow-diagram.tsx": ["0.145", "4", "8", "16"],
      "pages/diagrams/flow-layout.ts": ["24", "30", "34", "84", "150", "196", "190", "156", "4", "10"],
      "pages/diagrams/scale-diagram.tsx": ["5", "9", "10", "13", "18.5"],
      "pages/diagrams/scale-layout.ts": ["760", "28", "22", "20", "8", "7.1"],
      "pages/model/names.ts": ["9", "16"],
      "pages/model/scale.ts": ["5"],
      "pages/parts/case-list.tsx": ["6"],
      "pages/parts/how-to-read.tsx": ["3"],
      "pages/parts/rule-links.tsx": ["6"],
      "rulebook/check/conditions.ts": ["20"],
      "rulebook/check/summary.ts": ["140"],
      "rulebook/scan-text.ts": ["100"],
      "rulebook/schema.ts": ["4", "9"],
      // Rounding to hundredths as the facts do; limits of PostgreSQL (columns, letters of a name, arguments), bits of a number.
      "sql/derive.ts": ["100", "1e-9"],
      "sql/dialect.ts": ["1600"],
      "sql/names.ts": ["63", "9"],
      "sql/problems.ts": ["90"],
      "sql/write.ts": ["30"],
      "testing/coverage.ts": ["1e-9"],
      "verify/case-values.ts": ["86_400_000"],
      "verify/facts.ts": ["100", "1e-9"],
      "verify/schema.ts": ["9"],
      "verify/required.ts": ["32"],
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
    // The default clock and `fetch` of the CDS Hooks handler, both of which its options replace.
    const surroundings = "cds-hooks/surroundings.ts";
    expect(core.filter(({ code }) => forbidden.test(code)).map(({ path }) => path)).toEqual([surroundings]);
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
