import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { knownFacts } from "../../playground/patient/known.ts";
import { findRules, ideasFor } from "../../playground/report/find-rules.ts";
import { inReadingOrder } from "../../playground/report/slot-order.ts";
import { aboutVein, veinHeading } from "../../playground/veins/about-vein.ts";
import { createAdvisor } from "../../src/index.ts";

const advisor = createAdvisor();
const { rulebook } = advisor;

describe("what is known of a patient, in short texts", () => {
  test("names the veins first, what is there, and apart from it what is not", () => {
    const given = {
      asOf: "2026-11-20",
      patient: { pregnant: false, ageYears: 45 },
      conditions: { smoking: true, diabetes: null },
      veins: [{ id: "a", type: "reticular", size: "large", zone: "calf", side: "left", feedsCluster: true }],
    };
    const { veins, present, absent } = knownFacts(rulebook, given);
    const text = "Vein a: large reticular, left calf; feeds a visible cluster";
    expect(veins).toEqual([{ short: text, full: text, more: 0 }]);
    expect(present).toEqual(["Date or time of assessment: 2026-11-20", "Age: 45 years", "Current smoker"]);
    expect(absent).toEqual(["Pregnant: no"]);
  });

  test("is nothing for a case that says nothing; a vein without facts is one all the same", () => {
    expect(knownFacts(rulebook, { patient: {} })).toEqual({ veins: [], present: [], absent: [] });
    const { veins } = knownFacts(rulebook, { veins: [{ id: "b" }] });
    expect(veins.map(({ short }) => short)).toEqual(["Vein b: nothing known yet"]);
  });

  test("loses no fact of the patient story", () => {
    const story = JSON.parse(readFileSync("examples/patient-story.json", "utf8")) as Record<string, object>;
    const known = knownFacts(rulebook, story);
    const { veins, asOf: _, ...groups } = story;
    const facts = Object.values(groups).flatMap((group) => Object.values(group));
    expect(known.present.length + known.absent.length).toBe(1 + facts.length);
    // Of each vein the whole text has what the short one leaves out.
    expect(known.veins).toHaveLength((veins as unknown[]).length);
    for (const { short, full, more } of known.veins)
      expect([full.startsWith(short), full.split("; ").length]).toEqual([true, short.split("; ").length + more]);
  });
});

describe("a vein", () => {
  test("is headed by what is known of it", () => {
    expect(veinHeading({ id: "a", type: "varicose-tributary", zone: "calf" })).toBe(
      "Vein a (varicose tributary, calf)",
    );
    expect(veinHeading({ id: "a", zone: "calf", side: "left" })).toBe("Vein a (left calf)");
    expect(veinHeading({ id: "a", type: null })).toBe("Vein a");
    expect([...aboutVein({ id: "a", size: "small" }).told].sort()).toEqual(["vein.id", "vein.size"]);
  });
});

describe("lines of a plan", () => {
  test("stand in the order in which they are asked for, what is not settled last, and none is lost", () => {
    const entry = (value: string | null) => ({ value, couldBecome: null, from: [] });
    const entries = {
      needleGauge: entry("x"),
      "risk.matting": entry(null),
      guidance: entry("x"),
      "strength.band": entry(null),
      "volume.band": entry("x"),
      "agent.polidocanol": entry("x"),
      form: entry("x"),
      approach: entry("x"),
    };
    expect(inReadingOrder(entries).map(([slot]) => slot)).toEqual([
      "approach",
      "form",
      "agent.polidocanol",
      "volume.band",
      "guidance",
      "needleGauge",
      "strength.band",
      "risk.matting",
    ]);
  });
});

describe("looking for a rule", () => {
  const of = { veins: [{ id: "a", type: "varicose-tributary" }] };
  const outcomes = Object.entries(advisor.outcomes(of));

  test("finds nothing until something is looked for", () => {
    expect(findRules(rulebook, outcomes, "  ")).toBeUndefined();
    expect(findRules(rulebook, outcomes, "no such words")).toEqual([]);
  });

  test("lists rules that give what is looked for before those that mention it, the open ones first", () => {
    const found = findRules(rulebook, outcomes, "liquid") ?? [];
    const gives = found.map(([id]) => rulebook.ruleByName.get(id.replace(/@.*/, ""))?.event.params.value === "liquid");
    expect(gives).toContain(true);
    expect(gives.lastIndexOf(true)).toBe(gives.filter(Boolean).length - 1);
    const ranks = found.slice(0, gives.filter(Boolean).length).map(([, outcome]) => outcome);
    expect(ranks.lastIndexOf("cannot-tell")).toBe(ranks.filter((one) => one === "cannot-tell").length - 1);
    expect(ranks[0]).toBe("cannot-tell");
  });

  test("offers what was not decided: never what was, and each finds a rule", () => {
    const report = advisor.recommendSync(of);
    const ideas = ideasFor(rulebook, report);
    expect(ideas).toContain("liquid");
    expect(ideas).not.toContain(report.plan.veins["a"]?.["form"]?.value);
    for (const idea of ideas)
      expect([idea, (findRules(rulebook, outcomes, idea) ?? []).length > 0]).toEqual([idea, true]);
  });
});
