import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createAdvisor } from "../src/advisor/create-advisor.ts";

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

describe("the examples", () => {
  const cases = readdirSync("examples").filter((file) => file.endsWith(".json"));
  test.each(cases.map((file) => ({ file })))("$file is a case that can be read", ({ file }) => {
    expect(createAdvisor().recommendSync(read(`examples/${file}`)).complete).toBe(true);
  });

  test("the patient story is the patient of its fixture", () => {
    const fixture = read("fixtures/cases/technique/patient-story.json") as { case: unknown };
    expect(read("examples/patient-story.json")).toEqual(fixture.case);
  });
});
