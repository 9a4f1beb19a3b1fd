import { describe, expect, test } from "vitest";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { loadRulebook } from "../../src/rulebook/load.ts";
import type { RuleDefinition, RuleParameters } from "../../src/rulebook/rule.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { createFixtureRunner } from "../../src/testing/run-fixture.ts";
import type { Property } from "../../src/verify/index.ts";
import { always, leaf, rule, smallFile } from "../support/small-rulebook.ts";
import { found, useZ3 } from "./support/z3.ts";

const verify = useZ3();
const small = (...rules: readonly RuleDefinition[]): Rulebook => loadRulebook([smallFile(rules)], embeddedContent);
const pregnant = leaf("patient.pregnant");
const sets = (slot: string, value: RuleParameters["value"] & string, more: Partial<RuleParameters> = {}) => ({
  slot,
  value,
  ...more,
});
const vein = { scope: "vein" } as const;

describe("rules that never apply or never stand", () => {
  const canApply: Property = { name: "p", title: "p", kind: "every-rule-can-apply" };
  const canStand: Property = { name: "p", title: "p", kind: "every-rule-can-stand" };

  test("limits that exclude each other", async () => {
    const young = leaf("patient.ageYears", 18, "lessThan");
    const old = leaf("patient.ageYears", 18, "greaterThanInclusive");
    const rulebook = small(rule("dead", { all: [young, old] }), rule("alive", { any: [young, old] }));
    expect(found(await verify(rulebook, canApply))).toEqual(["nobody: dead"]);
  });

  test("a value outside the fact's range, a derived fact that contradicts its parts", async () => {
    const rulebook = small(
      rule("beyond", leaf("patient.ageYears", 120, "greaterThan")),
      rule("contradiction", { all: [leaf("derived.onLeg"), leaf("derived.onFaceOrHand")] }, {}, vein),
      rule("count", leaf("derived.thrombosisFactors", 8, "greaterThan")),
    );
    expect(found(await verify(rulebook, canApply))).toEqual([
      "nobody: beyond",
      "nobody: contradiction",
      "nobody: count",
    ]);
  });

  test("a rule that waits for a slot which no rule sets", async () => {
    const rulebook = small(rule("waiting", leaf("decided.form", "foam"), {}, vein));
    expect(found(await verify(rulebook, canApply))).toEqual(["nobody: waiting"]);
  });

  test("a rule that a stricter one always overrules", async () => {
    const rulebook = small(
      rule("strict", pregnant, sets("eligibility", "defer")),
      rule("mild", { all: [pregnant, leaf("conditions.smoking")] }, sets("eligibility", "proceed-with-caution")),
    );
    expect(found(await verify(rulebook, canStand))).toEqual(["nobody: mild"]);
  });

  test("an exception that is not needed is found too", async () => {
    const exceptions = [{ rule: "alive", reason: "none" }];
    const results = await verify(small(rule("alive", pregnant)), { ...canApply, exceptions });
    expect(found(results)).toEqual(["broken: alive"]);
  });
});

describe("rules of one rank", () => {
  const agree: Property = { name: "p", title: "p", kind: "equal-ranks-agree", evidence: ["all"] };
  const form = (name: string, value: string, rank: string, size: string): RuleDefinition =>
    rule(name, leaf("vein.size", size), sets("form", value, { rank }), vein);

  test("conflict only where both can apply", async () => {
    const results = await verify(
      small(form("a", "foam", "specific", "large"), form("b", "liquid", "specific", "small")),
      agree,
    );
    expect(found(results)).toEqual([]);
    const conflict = await verify(
      small(
        form("a", "foam", "specific", "large"),
        rule("b", always, sets("form", "liquid", { rank: "specific" }), vein),
      ),
      agree,
    );
    expect(found(conflict)).toEqual(["broken: form: a and b"]);
  });
});

describe("learning", () => {
  const keeps: Property = {
    name: "p",
    title: "p",
    kind: "information-keeps-outcomes",
    evidence: ["all"],
    veins: [1, 2],
  };
  const readers = [
    rule("reads", leaf("travel.longHaulWithin7Days")),
    rule("negated", { all: [{ not: leaf("veins.anyTrunk") }] }),
    rule("counted", leaf("derived.thrombosisFactors", 2, "greaterThanInclusive")),
    rule("since", leaf("previousSession.weeksAgo", 4, "lessThan")),
    rule("zones", leaf("veins.zones", 2, "lessThan")),
    rule("form", leaf("vein.size", "large"), sets("form", "foam", { rank: "specific" }), vein),
    rule("foamed", leaf("veins.anyFoam")),
  ];

  test("turns nothing around, over negation, counts, dates, veins and decided slots", async () => {
    expect(found(await verify(small(...readers), keeps))).toEqual([]);
  });

  test("a default where another fact can settle the value does", async () => {
    const fact = embeddedContent.facts["travel.longHaulWithin7Days"];
    const facts = { ...embeddedContent.facts, "travel.longHaulWithin7Days": { ...fact, absent: false } };
    const rulebook = loadRulebook([smallFile(readers)], { ...embeddedContent, facts } as typeof embeddedContent);
    const [result] = await verify(rulebook, keeps);
    expect(result?.findings.map(({ about }) => about)).toContain("reads with 1 veins");
    expect(new Set(result?.findings.map(({ kind }) => kind))).toEqual(new Set(["broken"]));
  });
});

describe("levels", () => {
  const levels: Property = {
    name: "p",
    title: "Pregnancy waits",
    kind: "levels",
    evidence: ["all"],
    slot: "eligibility",
    order: ["proceed", "proceed-with-caution", "assess-first", "defer", "contraindicated"],
    rows: [{ title: "Pregnancy", when: pregnant, documents: "defer", all: "defer" }],
    nothingElse: true,
  };
  const defer = rule("defer", pregnant, sets("eligibility", "defer"));

  test("hold where the rules say what the table says", async () => {
    expect(found(await verify(small(defer), levels))).toEqual([]);
  });

  test("a dropped rule, in a patient that is as small as can be and that fails as a fixture", async () => {
    const rulebook = small(rule("other", pregnant));
    const [result] = await verify(rulebook, levels);
    const [finding] = result?.findings ?? [];
    expect(finding).toMatchObject({ kind: "broken", about: "Pregnancy: at least defer" });
    expect(finding?.fixture).toEqual({
      title: "Pregnancy waits: Pregnancy: at least defer",
      case: { patient: { pregnant: true }, veins: [{ id: "a" }] },
      expect: { eligibility: { decision: "defer" } },
    });
    const fixture = finding?.fixture;
    if (fixture === undefined) throw new Error("no patient was found");
    expect(createFixtureRunner(rulebook).run(fixture)).toMatchObject([
      { part: "eligibility.decision", found: "proceed" },
    ]);
    expect(createFixtureRunner(small(defer)).run(fixture)).toEqual([]);
  });

  test("a lost negation", async () => {
    const negated = rule("defer", { all: [{ not: leaf("patient.pregnant", false) }] }, sets("eligibility", "defer"));
    expect(found(await verify(small(negated), levels))).toEqual([]);
    const lost = rule("defer", leaf("patient.pregnant", false), sets("eligibility", "defer"));
    expect(found(await verify(small(lost), levels))).toContain("broken: Pregnancy: at least defer");
  });

  test("a rule that is too wide", async () => {
    const wide = rule("wide", { any: [pregnant, leaf("patient.breastfeeding")] }, sets("eligibility", "defer"));
    expect(found(await verify(small(wide), levels))).toContain("broken: nothing else brings defer");
  });

  test("a row about nobody says nothing, and that is told", async () => {
    const man = { all: [pregnant, leaf("patient.pregnant", false)] };
    const rows = [{ title: "Nobody", when: man, documents: "defer", all: "defer" }];
    const results = await verify(small(defer), { ...levels, rows, nothingElse: false });
    expect(found(results)).toEqual(["nobody: Nobody: some patient has it"]);
  });
});

describe("slots", () => {
  const sizes = ["very-small", "small", "medium", "large"];
  const sized = (names: readonly string[]): RuleDefinition[] =>
    names.map((size) => rule(`form.${size}`, leaf("vein.size", size), sets("form", "foam", { rank: "general" }), vein));
  const covered: Property = {
    name: "p",
    title: "p",
    kind: "covered",
    evidence: ["all"],
    slots: ["form"],
    when: always,
    known: ["vein.size"],
  };

  test("a gap is found, and an exception for it taken", async () => {
    expect(found(await verify(small(...sized(sizes)), covered))).toEqual([]);
    const gap = small(...sized(["very-small", "small", "large"]));
    expect(found(await verify(gap, covered))).toEqual(["broken: form"]);
    const exceptions = [{ when: leaf("vein.size", "medium"), slots: ["form"], reason: "silent" }];
    expect(found(await verify(gap, { ...covered, exceptions }))).toEqual([]);
    expect(found(await verify(small(...sized(sizes)), { ...covered, exceptions }))).toEqual([
      "nobody: form: the guidance is silent (silent)",
    ]);
  });

  test("a value that must not come out, nor stand unquestioned while the finding is unknown", async () => {
    const never: Property = {
      name: "p",
      title: "p",
      kind: "never",
      evidence: ["all"],
      slot: "form",
      value: "foam",
      when: leaf("conditions.rightToLeftShunt", "symptomatic"),
    };
    const foam = rule("foam", always, sets("form", "foam", { rank: "general" }), vein);
    const liquid = rule(
      "liquid",
      leaf("conditions.rightToLeftShunt", "symptomatic"),
      sets("form", "liquid", { rank: "exclusion" }),
      vein,
    );
    expect(found(await verify(small(foam, liquid), never))).toEqual([]);
    expect(found(await verify(small(foam), never))).toEqual([
      "broken: form is not foam",
      "broken: unknown: form is not foam, or could change",
    ]);
  });

  test("a number keeps to its limits over all veins of a case", async () => {
    const within: Property = {
      name: "p",
      title: "p",
      kind: "within",
      evidence: ["all"],
      slot: "aftercare.noStrenuousDays",
      when: leaf("vein.size", "large"),
      min: 7,
      veins: [1, 2],
    };
    const days = (size: string, value: number): RuleDefinition =>
      rule(`days.${size}`, leaf("vein.size", size), { slot: "aftercare.noStrenuousDays", value }, vein);
    expect(found(await verify(small(days("large", 7), days("small", 2)), within))).toEqual([]);
    expect(found(await verify(small(days("large", 5), days("small", 2)), within))).toEqual([
      "broken: aftercare.noStrenuousDays at least 7",
    ]);
  });

  test("worse and freer", async () => {
    const worse: Property = {
      name: "p",
      title: "p",
      kind: "worse-never-loosens",
      evidence: ["all"],
      slot: "eligibility",
      order: ["proceed", "proceed-with-caution", "assess-first", "defer", "contraindicated"],
      facts: [
        { fact: "conditions.smoking", worse: true },
        { fact: "patient.ageYears", worse: { towards: "lower" } },
      ],
    };
    const young = rule("young", leaf("patient.ageYears", 18, "lessThan"), sets("eligibility", "assess-first"));
    expect(found(await verify(small(young), worse))).toEqual([]);
    const odd = rule("odd", leaf("patient.ageYears", 18, "greaterThan"), sets("eligibility", "assess-first"));
    expect(found(await verify(small(odd), worse))).toEqual(["broken: patient.ageYears lower, with 1 veins"]);
  });
});
