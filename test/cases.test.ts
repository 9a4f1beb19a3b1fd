import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { listJson } from "../src/cli/files.ts";
import { embeddedRulebook } from "../src/rulebook/embedded.ts";
import { coverageGaps } from "../src/testing/coverage.ts";
import type { Fixture } from "../src/testing/fixture.ts";
import { checkFixture, createFixtureRunner } from "../src/testing/run-fixture.ts";

const files = listJson("fixtures/cases", true).map((file) => ({
  file,
  json: JSON.parse(readFileSync(file, "utf8")) as Fixture,
}));
const runner = createFixtureRunner(embeddedRulebook());

describe("case fixtures", () => {
  test.each(files)("$file", ({ file, json }) => {
    expect(checkFixture(json, file)).toEqual([]);
    expect(runner.run(json)).toEqual([]);
  });

  test("titles are unique, short and state the finding", () => {
    const titles = files.map(({ json }) => json.title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    expect(titles.filter((title) => title.length > 110 || /\bshould\b|test that|\.$/i.test(title))).toEqual([]);
  });

  test("every rule and every leaf is shown by a case", () => {
    expect(
      coverageGaps(
        embeddedRulebook(),
        files.map(({ json }) => json),
      ),
    ).toEqual([]);
  });
});
