import { describe, expect, test } from "vitest";
import type { AdvisorOptions } from "../../src/advisor/create-advisor.ts";
import type { Condition } from "../../src/logic/condition.ts";
import type { RuleDefinition } from "../../src/rulebook/rule.ts";
import { always, leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

const vein = { scope: "vein" } as const;
const input = { veins: [{ id: "a" }] };

// S0, S1: two documents. A-01: a US label, A-37 and A-52: UK labels, A-57: a German guideline, A-69: a study.

const reportOf = (
  rules: readonly RuleDefinition[],
  given: unknown = input,
  options: Omit<AdvisorOptions, "rulebook"> = {},
) => smallAdvisor(rules, options).recommendSync(given);

/** The disagreements as slot, matter, and each position's value with its rows. */
const disputes = (rules: readonly RuleDefinition[]) =>
  reportOf(rules).disagreements.map(({ slot, matter, used, positions }) => ({
    slot,
    matter,
    used,
    positions: positions.map(({ value, sources }) => [value, ...sources]),
  }));

describe("disagreements on a slot that is one question", () => {
  const days = (name: string, value: number, sources: string[], condition: Condition = always) =>
    rule(name, condition, { slot: "aftercare.noStrenuousDays", value }, { sources });

  test("different values from different sources: every position, and what was used", () => {
    expect(disputes([days("two", 2, ["S0-01"]), days("seven", 7, ["A-01"]), days("seven-too", 7, ["A-37"])])).toEqual([
      {
        slot: "aftercare.noStrenuousDays",
        matter: undefined,
        used: 7,
        positions: [
          [2, "S0-01"],
          [7, "A-01", "A-37"],
        ],
      },
    ]);
  });

  test.each<[string, readonly RuleDefinition[]]>([
    ["one value from many sources", [days("one", 7, ["S0-01"]), days("two", 7, ["A-01"])]],
    ["two values from one source, each for its own case", [days("one", 2, ["A-01"]), days("two", 7, ["A-02"])]],
    ["another value that does not apply", [days("one", 2, ["S0-01"]), days("two", 7, ["A-01"], { not: always })]],
    [
      "another value that cannot be told",
      [days("one", 2, ["S0-01"]), days("two", 7, ["A-01"], leaf("conditions.smoking"))],
    ],
  ])("none: %s", (_name, rules) => {
    expect(disputes(rules)).toEqual([]);
  });

  test("a position that sets nothing stands among the others, with its note", () => {
    const position = { slot: "aftercare.noStrenuousDays", value: 1, note: "one trial" };
    const study = rule("study", always, { strength: "info", position }, { sources: ["A-69"] });
    const report = reportOf([days("two", 2, ["S0-01"]), study]);
    expect(report.plan.patient["aftercare.noStrenuousDays"]).toEqual({ value: 2, couldBecome: null, from: ["two"] });
    expect(report.disagreements[0]?.positions).toEqual([
      { value: 2, rules: ["two"], sources: ["S0-01"] },
      { value: 1, rules: ["study"], sources: ["A-69"], note: "one trial" },
    ]);
  });

  test("a position names the countries of its sources", () => {
    const report = reportOf([days("two", 2, ["S0-01"]), days("seven", 7, ["A-01", "A-37"])]);
    expect(report.disagreements[0]?.positions.map(({ jurisdictions }) => jurisdictions)).toEqual([
      undefined,
      ["US", "UK"],
    ]);
  });

  test("two veins that differ are no disagreement", () => {
    const count = (name: string, zone: string, plan: number, source: string) =>
      rule(
        name,
        leaf("vein.zone", zone),
        { slot: "sessions.count", value: { min: 1, max: 4, plan } },
        { ...vein, sources: [source] },
      );
    const rules = [count("calf", "calf", 2, "S0-01"), count("shin", "shin", 3, "A-01")];
    expect(
      reportOf(rules, {
        veins: [
          { id: "a", zone: "calf" },
          { id: "b", zone: "shin" },
        ],
      }).disagreements,
    ).toEqual([]);
  });
});

describe("disagreements on a slot that many findings set", () => {
  const level = (name: string, value: string, matter: string | undefined, sources: string[]) =>
    rule(name, always, { slot: "eligibility", value, ...(matter === undefined ? {} : { matter }) }, { sources });

  test("only within one matter", () => {
    const rules = [
      level("document", "defer", "pregnancy", ["S0-01"]),
      level("label", "contraindicated", "pregnancy", ["A-01"]),
      level("other-finding", "assess-first", "age", ["A-37"]),
      level("no-matter", "proceed-with-caution", undefined, ["A-57"]),
    ];
    expect(disputes(rules)).toEqual([
      {
        slot: "eligibility",
        matter: "pregnancy",
        used: "contraindicated",
        positions: [
          ["defer", "S0-01"],
          ["contraindicated", "A-01"],
        ],
      },
    ]);
  });

  test("one source more on either side makes it one, the same sources on both sides do not", () => {
    const stricter = level("stricter", "contraindicated", "age", ["A-01"]);
    expect(disputes([level("milder", "defer", "age", ["A-02", "A-37"]), stricter])).toHaveLength(1);
    expect(disputes([level("milder", "defer", "age", ["A-02"]), stricter])).toEqual([]);
  });

  test("rules that rest on resolutions alone are told apart by these", () => {
    const resolved = (name: string, value: string, resolution: string) =>
      rule(name, always, { slot: "eligibility", value, matter: "age" }, { sources: [], resolution: [resolution] });
    expect(disputes([resolved("a", "defer", "C01"), resolved("b", "assess-first", "C02")])).toHaveLength(1);
    expect(disputes([resolved("a", "defer", "C01"), resolved("b", "assess-first", "C01")])).toEqual([]);
  });
});

describe("disagreements on options", () => {
  const label = (name: string, agent: string, maxPercent: number, source: string, jurisdiction: string) =>
    rule(
      name,
      always,
      {
        slot: "strength.options",
        value: [{ agent, form: "liquid", minPercent: 0.25, maxPercent, jurisdiction, source }],
      },
      { ...vein, sources: [source] },
    );

  test("different figures for one agent in one form; another agent is another question", () => {
    const rules = [
      label("us", "polidocanol", 0.5, "A-01", "US"),
      label("uk", "polidocanol", 1, "A-37", "UK"),
      label("sts", "sodium-tetradecyl-sulfate", 0.3, "A-52", "UK"),
    ];
    expect(disputes(rules).map(({ matter, positions }) => ({ matter, positions }))).toEqual([
      {
        matter: "polidocanol liquid",
        positions: [
          [{ minPercent: 0.25, maxPercent: 0.5 }, "A-01"],
          [{ minPercent: 0.25, maxPercent: 1 }, "A-37"],
        ],
      },
    ]);
  });

  test("the same figures from two labels agree", () => {
    expect(
      disputes([label("us", "polidocanol", 0.5, "A-01", "US"), label("uk", "polidocanol", 0.5, "A-37", "UK")]),
    ).toEqual([]);
  });
});

describe("jurisdiction", () => {
  const here = (...places: string[]) => leaf("clinic.jurisdiction", places, "in");
  const option = (jurisdiction: string, source: string) =>
    rule(
      `strength.${jurisdiction.toLowerCase()}`,
      { all: [here(jurisdiction, "any")] },
      {
        slot: "strength.options",
        value: [{ agent: "polidocanol", form: "liquid", minPercent: 0.5, maxPercent: 0.5, jurisdiction, source }],
      },
      { ...vein, sources: [source] },
    );
  const rules = [
    option("US", "A-01"),
    option("UK", "A-37"),
    rule(
      "contraindication.uk-label",
      leaf("patient.bedbound"),
      { slot: "eligibility", value: "contraindicated" },
      { sources: ["A-37"] },
    ),
    rule("level.uk-only", here("UK"), { slot: "eligibility", value: "assess-first" }, { sources: ["A-52"] }),
  ];
  const report = (jurisdiction?: string | null) =>
    reportOf(rules, {
      ...input,
      patient: { bedbound: true },
      ...(jurisdiction === undefined ? {} : { clinic: { jurisdiction } }),
    });
  const shown = (jurisdiction?: string | null) =>
    ((report(jurisdiction).plan.veins["a"]?.["strength.options"]?.value ?? []) as { jurisdiction: string }[]).map(
      (one) => one.jurisdiction,
    );

  test("a labelled strength that holds only elsewhere is removed, without a jurisdiction all are shown", () => {
    expect(shown("US")).toEqual(["US"]);
    expect(shown("UK")).toEqual(["UK"]);
    expect(shown("DE")).toEqual([]);
    expect(shown("any")).toEqual(["US", "UK"]);
    expect(shown()).toEqual(["US", "UK"]);
  });

  test.each(["US", "UK", "DE", "any", null])(
    "a contraindication of another country's label stands: %s",
    (jurisdiction) => {
      expect(report(jurisdiction).eligibility.decision).toBe("contraindicated");
    },
  );

  test("a level special to one country does not apply without a jurisdiction", () => {
    const names = (jurisdiction?: string) => report(jurisdiction).recommendations.map(({ rule: name }) => name);
    expect(names("UK")).toContain("level.uk-only");
    expect(names("US")).not.toContain("level.uk-only");
    expect(names()).not.toContain("level.uk-only");
  });
});

describe("evidence", () => {
  const rules = [
    rule("document", always, { slot: "eligibility", value: "defer", matter: "age" }, { sources: ["S0-01"] }),
    rule("both", always, {}, { sources: ["S0-02", "A-01"], resolution: ["C01"] }),
    rule("resolution", always, {}, { sources: [], resolution: ["C02"] }),
    rule("label-and-resolution", always, {}, { sources: ["A-02"], resolution: ["C03"] }),
    rule("label", always, { slot: "eligibility", value: "contraindicated", matter: "age" }, { sources: ["A-01"] }),
  ];
  const cited = (evidence: "all" | "documents") =>
    Object.fromEntries(
      reportOf(rules, input, { evidence }).recommendations.map(({ rule: name, sources }) => [
        name,
        sources.map(({ id }) => id),
      ]),
    );

  test("all: every rule with every row that it cites", () => {
    expect(cited("all")).toEqual({
      document: ["S0-01"],
      both: ["S0-02", "A-01", "C01"],
      resolution: ["C02"],
      "label-and-resolution": ["A-02", "C03"],
      label: ["A-01"],
    });
  });

  test("documents: rules of authorities alone are not evaluated, and no row of an authority is cited", () => {
    expect(cited("documents")).toEqual({
      document: ["S0-01"],
      both: ["S0-02", "C01"],
      resolution: ["C02"],
      "label-and-resolution": ["C03"],
    });
  });

  test("documents: an authority decides nothing and disagrees with nothing", () => {
    const report = reportOf(rules, input, { evidence: "documents" });
    expect(report.eligibility).toEqual({ decision: "defer", couldBecome: null, because: ["document"] });
    expect(report.disagreements).toEqual([]);
    expect(report.rulebook.evidence).toBe("documents");
    expect(smallAdvisor(rules, { evidence: "documents" }).outcomes(input)).not.toHaveProperty("label");
  });

  test("documents: no position of a disagreement cites an authority", () => {
    const mild = rule(
      "mild",
      always,
      { slot: "eligibility", value: "proceed-with-caution", matter: "age" },
      { sources: ["S1-01", "A-01"] },
    );
    const [only] = reportOf([...rules, mild], input, { evidence: "documents" }).disagreements;
    expect(only?.positions.map(({ value, sources }) => [value, ...sources])).toEqual([
      ["defer", "S0-01"],
      ["proceed-with-caution", "S1-01"],
    ]);
  });
});
