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
    expect(new Set(properties.map(({ kind }) => kind)).size).toBe(14);
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

  test("tables: rows of the guidance that there are not, slots that take no such value", () => {
    const unknown = [{ code: "verify/unknown-name", path: "properties[0]" }];
    const misplaced = [{ code: "verify/invalid-property", path: "properties[0].slot" }];
    const row = { title: "a", sources: ["A-46"], when: leaf("patient.pregnant"), documents: null, all: 10 };
    const limits = { name: "a", title: "a", kind: "limits", slot: "foam.maxMl", binds: "lowest", rows: [row] };
    expect(issues(limits)).toEqual([]);
    expect(issues({ ...limits, slot: "form" })).toEqual(misplaced);
    expect(issues({ ...limits, rows: [{ ...row, sources: ["A-999"] }] })).toEqual(unknown);
    expect(issues({ ...limits, rows: [{ ...row, when: leaf("patient.pregnent") }] })).toEqual(unknown);
    expect(issues({ ...limits, binds: "middle" })).toEqual([
      { code: "verify/invalid-property", path: "properties[0].binds" },
    ]);
    expect(issues({ ...limits, rows: [{ ...row, all: "10" }] })).toEqual([
      { code: "verify/invalid-property", path: "properties[0].rows[0].all" },
    ]);
    expect(issues({ ...limits, rows: [{ title: "a", when: row.when, documents: null, all: 10 }] })).toEqual([
      { code: "verify/invalid-property", path: "properties[0].rows[0].sources" },
    ]);

    const given = { agent: "polidocanol", form: "liquid", max: 10, source: "A-05" };
    const of = (option: object) => ({
      name: "a",
      title: "a",
      kind: "options",
      slot: "volume.sessionMaxMl",
      rows: [{ title: "a", when: leaf("patient.pregnant"), options: [option] }],
    });
    const without = { title: "a", sources: ["A-07"], when: leaf("allergies.polidocanol"), options: { form: "foam" } };
    expect(issues({ ...of(given), without: [without] })).toEqual([]);
    expect(issues({ ...of(given), slot: "foam.maxMl" })).toEqual(misplaced);
    expect(issues({ ...of(given), slot: "suspect" })).toEqual(misplaced);
    expect(issues(of({ ...given, agent: "polidocanole" }))).toEqual(unknown);
    expect(issues(of({ ...given, source: "A-999" }))).toEqual(unknown);
    expect(issues(of({ ...given, max: "ten" }))).toEqual(unknown);
    expect(issues(of({ ...given, maxPercent: 1 }))).toEqual(unknown);
    expect(issues({ ...of(given), without: [{ ...without, options: { form: "paste" } }] })).toEqual(unknown);
    expect(issues({ ...of(given), without: [{ ...without, sources: ["C99999"] }] })).toEqual(unknown);
    expect(issues({ ...of(given), rows: [] })).toEqual([
      { code: "verify/invalid-property", path: "properties[0].rows" },
    ]);

    const withdrawn = {
      name: "a",
      title: "a",
      kind: "withdrawn",
      slots: ["compression.garment"],
      sources: ["A-67"],
      when: leaf("conditions.heartFailureNyhaIV"),
    };
    expect(issues(withdrawn)).toEqual([]);
    expect(issues({ ...withdrawn, slots: ["compression.garmet"] })).toEqual(unknown);
    expect(issues({ ...withdrawn, sources: ["A-999"] })).toEqual(unknown);
    expect(issues({ ...withdrawn, slots: [] })).toEqual([
      { code: "verify/invalid-property", path: "properties[0].slots" },
    ]);
  });

  test("JSON that is none", () => {
    const { issues: found } = readProperties([{ name: "own.json", text: "{" }], rulebook);
    expect(found.map(({ code }) => code)).toEqual(["rulebook/invalid-json"]);
  });
});
