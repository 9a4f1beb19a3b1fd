import { describe, expect, test } from "vitest";
import { embeddedContent, embeddedRulebook } from "../../src/rulebook/embedded.ts";
import { deepFreeze, frozenMap } from "../../src/rulebook/freeze.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";
import { applyProfile } from "../../src/rulebook/profile.ts";
import { ruleFile, ruleText, smallRule } from "./small-rule.ts";

/** Paths of everything that can still be changed: plain values that are not frozen, maps that take an entry. */
function open(value: unknown, path: string, seen = new Set<unknown>()): string[] {
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  seen.add(value);
  const own = Object.isFrozen(value) ? [] : [path];
  if (!(value instanceof Map))
    return [...own, ...Object.entries(value).flatMap(([key, part]) => open(part, `${path}.${key}`, seen))];
  for (const change of [() => value.set("x", 1), () => value.delete([...value.keys()][0]), () => value.clear()])
    try {
      change();
      own.push(`${path} takes changes`);
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError);
    }
  return [...own, ...[...value].flatMap(([key, part]) => open(part, `${path}(${String(key)})`, seen))];
}

describe("nothing can be changed", () => {
  test("of the embedded rulebook", () => {
    expect(open(embeddedRulebook(), "rulebook")).toEqual([]);
    expect(embeddedRulebook().facts.size).toBeGreaterThan(0);
  });

  test("of a rulebook loaded from text", () => {
    expect(open(loadRulebook([ruleText([smallRule()])], embeddedContent), "rulebook")).toEqual([]);
  });

  test("of a rulebook with a profile", () => {
    const add = [ruleFile([smallRule({ name: "contraindication.added" })])];
    expect(open(applyProfile(embeddedContent, { name: "clinic", add, retire: [] }), "rulebook")).toEqual([]);
  });

  test("an attempt throws and leaves the rulebook as it was", () => {
    const rulebook = embeddedRulebook();
    const [rule] = rulebook.rules;
    const { name } = rule ?? { name: "" };
    expect(() => (rulebook.rules as unknown[]).push({})).toThrow(TypeError);
    expect(() => Object.assign(rule ?? {}, { name: "another" })).toThrow(TypeError);
    expect(() => (rulebook.ruleByName as Map<string, unknown>).clear()).toThrow(
      new TypeError("a loaded rulebook cannot be changed"),
    );
    expect(rulebook.ruleByName.get(name)).toBe(rule);
  });
});

describe("deepFreeze", () => {
  test("freezes lists and objects at every depth and returns the same value", () => {
    const value = { a: [{ b: { c: 1 } }] };
    expect(deepFreeze(value)).toBe(value);
    expect(open(value, "value")).toEqual([]);
  });
});

describe("frozenMap", () => {
  test("holds the entries and stays a map", () => {
    const map = frozenMap([["a", { b: [1] }]]);
    expect(map).toBeInstanceOf(Map);
    expect([...map]).toEqual([["a", { b: [1] }]]);
    expect(open(map, "map")).toEqual([]);
  });
});
