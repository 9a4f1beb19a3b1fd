import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CardWording, catalogue } from "../../src/cds-hooks/cards/catalogue.ts";
import { dataKeys } from "../../src/cds-hooks/data/templates.ts";
import { hooks } from "../../src/cds-hooks/services.ts";
import { embeddedRulebook } from "../../src/index.ts";

const { slots } = embeddedRulebook();
const indicators = ["info", "warning", "critical"];

const wordings: readonly CardWording[] = [
  ...Object.values(catalogue.decisions),
  ...Object.values(catalogue.triage),
  ...Object.values(catalogue.proposal),
  catalogue.open,
  catalogue.open.asked,
  catalogue.open.closed,
  catalogue.assessing,
  catalogue.spacing,
];

describe("rules/codes/cards.json", () => {
  test("has a wording for every decision, from the least to the most restrictive", () => {
    expect(Object.keys(catalogue.decisions)).toEqual(slots.get("eligibility")?.values);
  });

  test("no decision weighs less than a less restrictive one, at any hook", () => {
    for (const hook of hooks) {
      const weights = Object.values(catalogue.decisions).map(({ indicator }) =>
        indicators.indexOf(typeof indicator === "string" ? indicator : indicator[hook]),
      );
      expect(weights).toEqual([...weights].sort());
    }
  });

  test("has a wording for every level of triage but the one that is merely expected", () => {
    const levels = slots.get("triage")?.values ?? [];
    expect(Object.keys(catalogue.triage).sort()).toEqual(levels.slice(1).sort());
  });

  test("names slots that exist, each in its scope", () => {
    for (const name of catalogue.plan.vein) expect([name, slots.get(name)?.scope]).toEqual([name, "vein"]);
    for (const name of catalogue.plan.patient) expect([name, slots.get(name)?.scope]).toEqual([name, "patient"]);
  });

  test("names every key of the data and every hook", () => {
    expect(Object.keys(catalogue.data.what)).toEqual([...dataKeys]);
    expect(Object.keys(catalogue.services)).toEqual([...hooks]);
    for (const { indicator, silentAt = [] } of wordings) {
      for (const hook of silentAt) expect(hooks).toContain(hook);
      if (typeof indicator === "object") expect(Object.keys(indicator).sort()).toEqual([...hooks].sort());
      for (const one of typeof indicator === "object" ? Object.values(indicator) : [indicator])
        expect(indicators).toContain(one);
    }
  });

  test("what takes an order away weighs as much as a warning", () => {
    for (const wording of wordings) if (wording.removal) expect(wording.indicator).not.toBe("info");
  });

  test("holds no wording that is not used", () => {
    const code = (readdirSync("src/cds-hooks", { recursive: true, encoding: "utf8" }) as string[])
      .filter((path) => path.endsWith(".ts"))
      .map((path) => readFileSync(`src/cds-hooks/${path}`, "utf8"))
      .join("\n");
    const unused = Object.keys(catalogue.words).filter((key) => !new RegExp(`words\\.${key}\\b`).test(code));
    expect(unused).toEqual([]);
  });
});
