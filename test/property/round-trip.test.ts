import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mutated } from "../../scripts/campaign/mutate.ts";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { embeddedContent, embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";
import { issuesOf } from "../case/reading.ts";
import { createRandomCases, randomFrom } from "../support/random-case.ts";
import { asText, filesOf, ownFilesOf, reportingRulebook } from "./support/rulebook-files.ts";
import { runs } from "./support/runs.ts";

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const advisor = createAdvisor();
const cases = createRandomCases(advisor.rulebook);

describe("what is printed as JSON is read as it was", () => {
  test("a report: nothing in it is more than JSON", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const report = advisor.recommendSync(cases.make(seed));
        expect(JSON.parse(JSON.stringify(report))).toStrictEqual(report);
      }),
      runs(40),
    );
  });

  test("a case: the report of its text is the report of it", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = cases.make(seed);
        const copy: unknown = JSON.parse(JSON.stringify(input));
        expect(JSON.stringify(advisor.recommendSync(copy))).toBe(JSON.stringify(advisor.recommendSync(input)));
      }),
      runs(40),
    );
  });

  test("a rulebook made by chance: its files as text, narrow or wide, are the same rulebook", {
    timeout: 600_000,
  }, () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(0, 1, 2), (seed, space) => {
        const rulebook = reportingRulebook(seed);
        const again = loadRulebook(asText(ownFilesOf(rulebook), space), embeddedContent);
        expect(again.digest).toBe(rulebook.digest);
        expect(filesOf(again)).toEqual(filesOf(rulebook));
        const input = createRandomCases(rulebook).make(seed);
        expect(JSON.stringify(createAdvisor({ rulebook: again }).recommendSync(input))).toBe(
          JSON.stringify(createAdvisor({ rulebook }).recommendSync(input)),
        );
      }),
      runs(6),
    );
  });

  test("the embedded rulebook: its content as text is the same rulebook", () => {
    const again = loadRulebook(asText(filesOf(embeddedRulebook()), 2));
    expect(again.digest).toBe(embeddedRulebook().digest);
  });
});

// test/case/json-schema.test.ts holds the schema against the parser with a check of its own; this is another reader of schemas.
describe("the published schema and the parser", () => {
  const ajv = new Ajv2020({ strict: false });
  ajv.addFormat("date", (text: string) => {
    const date = new Date(`${text}T00:00:00Z`);
    return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  });
  const validate = ajv.compile(JSON.parse(readFileSync("schema/case.schema.json", "utf8")));
  /** What no schema can say: times that are not of the calendar, ids that stand twice, dates out of order. */
  const beyondSchema = new Set([
    "case/impossible-date",
    "case/duplicate-vein-id",
    "case/session-after-as-of",
    "case/date-and-duration-disagree",
  ]);

  test("take the same cases, whatever was done to them", { timeout: 600_000 }, () => {
    const met = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomFrom(seed);
        const input = mutated(cases.make(seed, { unknownShare: 0.8 }), random, 3, true);
        const issues = issuesOf(input);
        const fits = validate(input);
        if (issues.length === 0) expect({ seed, fits }).toEqual({ seed, fits: true });
        else if (issues.some(({ code }) => !beyondSchema.has(code)))
          expect({ seed, issues, fits }).toEqual({ seed, issues, fits: false });
        met[issues.length === 0 ? "taken" : "refused"] += 1;
      }),
      runs(1500),
    );
    expect(met.taken).toBeGreaterThan(300);
    expect(met.refused).toBeGreaterThan(300);
  });
});
