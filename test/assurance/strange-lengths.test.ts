import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { readRequest } from "../../src/cds-hooks/schema/request.ts";
import { CaseError } from "../../src/issues/errors.ts";
import { embeddedContent, embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { readRulebook } from "../../src/rulebook/load.ts";
import { checkFixture } from "../../src/testing/run-fixture.ts";
import { readProperties } from "../../src/verify/read-properties.ts";

/** Objects that have a length, and one that no comparison with a number survives. */
const strange: readonly (readonly [what: string, value: unknown])[] = [
  ["an object as length", { length: {} }],
  ["a length that cannot become a number", { length: { valueOf: 1, toString: 1 } }],
  ["a length of nothing", { length: null }],
  ["a number as length", { length: 0 }],
];

describe.each(strange)("%s, in the place of a text or a list", (_, value) => {
  const codesAndPaths = (issues: readonly { code: string; path: string }[]) =>
    issues.map(({ code, path }) => `${code} ${path}`);

  test("in a case is refused", () => {
    const advisor = createAdvisor();
    const issuesOf = (input: unknown) => {
      try {
        advisor.recommendSync(input);
      } catch (error) {
        if (error instanceof CaseError) return codesAndPaths(error.issues);
        throw error;
      }
      return [];
    };
    expect(issuesOf({ veins: [{ id: value }] })).toEqual(["case/wrong-type veins[0].id"]);
    expect(issuesOf({ veins: value })).toEqual(["case/wrong-type veins"]);
    expect(issuesOf({ asOf: value })).toEqual(["case/wrong-type asOf"]);
  });

  test("in a rule file is refused", () => {
    const issuesOf = (name: string, json: unknown) =>
      codesAndPaths(readRulebook([{ name, json }], embeddedContent).issues);
    const [rule] = embeddedContent.topics.flatMap(({ rules }) => rules);
    expect(issuesOf("technique.json", { topic: value, rules: [] })).toEqual(["rulebook/wrong-type topic"]);
    expect(
      issuesOf("technique.json", { topic: "technique", rules: [{ ...rule, name: value, resolution: value }] }),
    ).toEqual(["rulebook/wrong-type rules[0].name", "rulebook/wrong-type rules[0].resolution"]);
    expect(issuesOf("rulebook.json", { ...embeddedContent.manifest, topics: value })).toEqual([
      "rulebook/wrong-type topics",
    ]);
  });

  test("in other files and calls is refused", () => {
    expect(codesAndPaths(checkFixture({ title: value, case: {}, expect: {} }, "a.json"))).toEqual([
      "fixture/invalid title",
    ]);
    const property = { name: value, title: "t", kind: "nothing-left-open" };
    const files = [{ name: "p.json", json: { properties: [property] } }];
    expect(codesAndPaths(readProperties(files, embeddedRulebook()).issues)).toEqual([
      "verify/invalid-property properties[0].name",
    ]);
    const context = { userId: "Practitioner/1", patientId: "p", selections: value };
    const call = { hook: "order-select", hookInstance: "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", context };
    expect(codesAndPaths(readRequest(call, "order-select").issues)).toContain(
      "cds-hooks/wrong-type context.selections",
    );
  });
});
