import { describe, expect, test } from "vitest";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { readRulebook } from "../../src/rulebook/load.ts";
import { always, rule } from "../support/small-rulebook.ts";

const found = (one: unknown, governance?: unknown) =>
  readRulebook(
    [{ name: "technique.json", json: { topic: "technique", ...(governance ? { governance } : {}), rules: [one] } }],
    embeddedContent,
  ).issues.map(({ code, path }) => ({ code, path }));

const position = { slot: "triage", value: "urgent" } as const;

describe("a position", () => {
  test("stands in a rule that only informs", () => {
    expect(found(rule("one", always, { strength: "info", position }))).toEqual([]);
  });

  test.each([
    ["urges", { strength: "should" as const, position }],
    ["sets a slot", { strength: "info" as const, position, slot: "eligibility", value: "defer" }],
  ])("is refused in a rule that %s", (_, params) => {
    expect(found(rule("one", always, params))).toEqual([
      { code: "rulebook/wrong-type", path: "rules[0].event.params.position" },
    ]);
  });
});

describe("a phase", () => {
  const phase = (from: number, to: number | null) => ({ timeline: { kind: "do", unit: "d", from, to } as const });

  test.each([
    [1, 1],
    [1, 2],
    [1, null],
  ])("from %s to %s is one", (from, to) => {
    expect(found(rule("one", always, phase(from, to)))).toEqual([]);
  });

  test("that ends before it begins is refused", () => {
    expect(found(rule("one", always, phase(2, 1)))).toEqual([
      { code: "rulebook/value-does-not-fit", path: "rules[0].event.params.timeline.to" },
    ]);
  });
});

test("governance names days of the calendar", () => {
  const governance = { status: "active", effectiveFrom: "2026-02-28", reviewDue: "2026-02-30" };
  expect(found(rule("one", always), governance)).toEqual([
    { code: "rulebook/wrong-type", path: "governance.reviewDue" },
  ]);
});
