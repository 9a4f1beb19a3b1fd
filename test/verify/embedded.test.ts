import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Fault, faultyRulebook } from "../../scripts/verify/faulty-rulebook.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { embeddedProperties, readProperties } from "../../src/verify/index.ts";
import { found, useZ3 } from "./support/z3.ts";

const verify = useZ3();
const rulebook = embeddedRulebook();
const { properties } = readProperties(embeddedProperties, rulebook);
const { faults } = JSON.parse(readFileSync("fixtures/verify/faults.json", "utf8")) as { faults: Fault[] };
/** Those that need many patients to be shown: `sclero verify` and the script of seeded faults check them. */
const long = new Set([
  "eligibility.levels",
  "eligibility.worse-never-loosens",
  "triage.levels",
  "rules.can-apply",
  "rules.can-stand",
  "rules.information-keeps-outcomes",
  "rules.nothing-left-open",
]);

describe("the embedded rulebook", () => {
  test.each(properties.filter(({ name }) => !long.has(name)))("$name: $title", async (property) => {
    expect(found(await verify(rulebook, property))).toEqual([]);
  });
});

describe("a mistake in the embedded rulebook is found by a named property", () => {
  test("every fault names one, and every property but a few has one", () => {
    const names = new Set(properties.map(({ name }) => name));
    expect(faults.filter(({ foundBy }) => !names.has(foundBy))).toEqual([]);
    expect(new Set(faults.map(({ foundBy }) => foundBy)).size).toBeGreaterThan(15);
  });

  test.each(faults.filter(({ foundBy }) => !long.has(foundBy)))("$title", async (fault) => {
    const results = await verify(faultyRulebook(fault), ...properties.filter(({ name }) => name === fault.foundBy));
    const kinds = results.flatMap(({ findings }) => findings.map(({ kind }) => kind));
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.every((kind) => kind === "broken" || kind === "nobody")).toBe(true);
  });
});
