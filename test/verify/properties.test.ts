import { describe, expect, test } from "vitest";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { embeddedProperties, readProperties } from "../../src/verify/index.ts";
import { leaf } from "../support/small-rulebook.ts";

const rulebook = embeddedRulebook();
const issues = (...properties: unknown[]) =>
  readProperties([{ name: "own.json", json: { properties } }], rulebook).issues.map(({ code, path }) => ({
    code,
    path,
  }));

describe("files of properties", () => {
  test("those of the embedded rulebook can be read", () => {
    const { properties, issues: found } = readProperties(embeddedProperties, rulebook);
    expect(found).toEqual([]);
    expect(new Set(properties.map(({ kind }) => kind)).size).toBe(11);
  });

  test("an unknown kind and a missing key", () => {
    expect(issues({ name: "a", title: "a", kind: "other" })).toEqual([
      { code: "verify/invalid-property", path: "properties[0].kind" },
    ]);
    expect(issues({ name: "a", kind: "every-rule-can-apply" })).toEqual([
      { code: "verify/invalid-property", path: "properties[0].title" },
    ]);
  });

  test("a name that stands twice", () => {
    const one = { name: "a", title: "a", kind: "every-rule-can-apply" };
    expect(issues(one, one)).toEqual([{ code: "verify/invalid-property", path: "properties[1].name" }]);
  });

  test("facts, values, slots, levels and rules that the rulebook does not have", () => {
    const never = {
      name: "a",
      title: "a",
      kind: "never",
      slot: "form",
      value: "foam",
      when: leaf("vein.size", "large"),
    };
    const unknown = [{ code: "verify/unknown-name", path: "properties[0]" }];
    expect(issues(never)).toEqual([]);
    expect(issues({ ...never, slot: "forms" })).toEqual(unknown);
    expect(issues({ ...never, when: leaf("vein.sise", "large") })).toEqual(unknown);
    expect(issues({ ...never, when: leaf("vein.size", "huge") })).toEqual(unknown);
    expect(issues({ ...never, when: { atLeast: 1, of: [leaf("patient.pregnant", "yes")] } })).toEqual(unknown);
    const exceptions = [{ rule: "no.such-rule", reason: "none" }];
    expect(issues({ name: "a", title: "a", kind: "every-rule-can-apply", exceptions })).toEqual(unknown);
    const rows = [{ title: "a", when: leaf("patient.pregnant"), documents: "urgent", all: null }];
    expect(issues({ name: "a", title: "a", kind: "levels", slot: "triage", order: ["expected"], rows })).toEqual(
      unknown,
    );
  });

  test("JSON that is none", () => {
    const { issues: found } = readProperties([{ name: "own.json", text: "{" }], rulebook);
    expect(found.map(({ code }) => code)).toEqual(["rulebook/invalid-json"]);
  });
});
