import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { AdapterError } from "../../src/issues/errors.ts";
import { embeddedContent, embeddedRulebook } from "../../src/rulebook/embedded.ts";
import type { RuleDefinition } from "../../src/rulebook/rule.ts";
import type { Rulebook } from "../../src/rulebook/rulebook.ts";
import { dialects, inputColumns, rulebookSql } from "../../src/sql/index.ts";
import { leaf, rule, smallFile } from "../support/small-rulebook.ts";
import { answerRows } from "./support/answer-rows.ts";

function rulebookOf(rules: readonly RuleDefinition[]): Rulebook {
  return createAdvisor({ rulebook: [smallFile(rules)] }).rulebook;
}

const pregnant = rule("a.pregnant", leaf("patient.pregnant"), { slot: "eligibility", value: "defer" });

describe("a rule's column", () => {
  test("is true where the rule applies, false where it does not, NULL where it cannot be told", async () => {
    const rows = await answerRows(rulebookOf([pregnant]), {
      cases: [
        { case_id: "yes", patient_pregnant: true },
        { case_id: "no", patient_pregnant: false },
        { case_id: "open" },
      ],
    });
    expect(rows.cases.map(({ case_id, rule_a_pregnant }) => [case_id, rule_a_pregnant])).toEqual([
      ["no", false],
      ["open", null],
      ["yes", true],
    ]);
  });

  test("of a vein is true for the case as soon as it is for one vein, and false without any", async () => {
    const trunk = rule("a.foot", leaf("vein.zone", "foot"), {}, { scope: "vein" });
    const rows = await answerRows(rulebookOf([trunk]), {
      cases: [{ case_id: "none" }, { case_id: "one" }, { case_id: "open" }],
      veins: [
        { case_id: "one", vein_id: "a", vein_zone: "foot" },
        { case_id: "one", vein_id: "b" },
        { case_id: "open", vein_id: "a", vein_zone: "calf" },
        { case_id: "open", vein_id: "b" },
      ],
    });
    expect(rows.cases.map(({ rule_a_foot }) => rule_a_foot)).toEqual([false, true, null]);
    expect(rows.veins.map(({ rule_a_foot }) => rule_a_foot)).toEqual([true, null, false, null]);
  });

  test("of a follow-up is false without one, and a recorded finding alone makes one", async () => {
    const pain = rule("a.pain", leaf("followUp.calfPain"), { slot: "triage", value: "urgent" }, { scope: "followUp" });
    const rows = await answerRows(rulebookOf([pain]), {
      cases: [
        { case_id: "1 none" },
        { case_id: "2 said", has_follow_up: true },
        { case_id: "3 finding", follow_up_calf_pain: true },
        { case_id: "4 denied", has_follow_up: false, follow_up_calf_pain: true },
      ],
    });
    expect(
      rows.cases.map(({ has_follow_up, rule_a_pain, triage, triage_could_become }) => [
        has_follow_up,
        rule_a_pain,
        triage,
        triage_could_become,
      ]),
    ).toEqual([
      [false, false, null, null],
      [true, null, "expected", "urgent"],
      [true, true, "urgent", null],
      // What is recorded is never dropped: a red flag counts.
      [true, true, "urgent", null],
    ]);
  });
});

describe("NULL in the table", () => {
  const notDone = rule("a.not-done", leaf("assessment.duplexDone", false), { slot: "ultrasound", value: "required" });

  test("is an absent fact, which takes its default; an explicit unknown has a column of its own", async () => {
    const rows = await answerRows(rulebookOf([notDone]), {
      cases: [{ case_id: "absent" }, { case_id: "unknown", assessment_duplex_done_is_unknown: true }],
    });
    expect(rows.cases.map((row) => row["rule_a_not_done"])).toEqual([true, null]);
  });

  test("is settled by another fact, unless it is said to be unknown", async () => {
    const rows = await answerRows(rulebookOf([pregnant]), {
      cases: [
        { case_id: "1", patient_sex: "male" },
        { case_id: "2", patient_sex: "male", patient_pregnant_is_unknown: true },
        { case_id: "3", patient_sex: "male", patient_pregnant: true },
      ],
    });
    expect(rows.cases.map((row) => [row["eligibility"], row["eligibility_could_become"]])).toEqual([
      ["proceed", null],
      ["proceed", "defer"],
      ["defer", null],
    ]);
  });

  test("stands for a whole column that the table does not have", async () => {
    const query = rulebookSql(rulebookOf([pregnant, notDone]), {
      dialect: "duckdb",
      tables: { veins: null },
      columns: { cases: ["case_id"] },
    });
    expect(query.cases.sql).not.toContain("FROM veins\n");
    const rows = await answerRows(rulebookOf([pregnant, notDone]), { cases: [{ case_id: "1" }] }, ["case_id"]);
    expect(rows.cases[0]).toMatchObject({ rule_a_pregnant: null, rule_a_not_done: true, vein_count: 0 });
  });
});

describe("a value that the advisor would refuse", () => {
  const rulebook = rulebookOf([pregnant]);

  test.each([
    ["a code of no list", { patient_sex: "unknown to us" }, "patient.sex"],
    ["a number beyond its range", { patient_age_years: 121 }, "patient.ageYears"],
    ["a fraction of a whole number", { patient_fitzpatrick_type: 2.5 }, "patient.fitzpatrickType"],
    ["a session after asOf", { as_of: "2026-11-20", previous_session_date: "2026-11-21" }, "previousSession.weeksAgo"],
    [
      "a date and an age that disagree by more than a day",
      { as_of: "2026-11-20", follow_up_session_date: "2026-11-18", follow_up_hours_since_session: 73 },
      "followUp.hoursSinceSession",
    ],
    ["two of them", { patient_age_years: -1, patient_sex: "x" }, "patient.ageYears patient.sex"],
  ])("%s leaves the case without an answer and names the fact", async (_, facts, problems) => {
    const rows = await answerRows(rulebook, { cases: [{ case_id: "1", patient_pregnant: true, ...facts }] });
    expect(rows.cases).toMatchObject([{ input_problems: problems, rule_a_pregnant: null, eligibility: null }]);
  });

  test("at its limit is answered", async () => {
    const rows = await answerRows(rulebook, {
      cases: [
        {
          case_id: "1",
          patient_age_years: 120,
          as_of: "2026-11-20",
          follow_up_session_date: "2026-11-18",
          follow_up_hours_since_session: 72,
        },
      ],
    });
    expect(rows.cases).toMatchObject([{ input_problems: null, eligibility: "proceed" }]);
  });

  test("in a vein refuses the case and all its veins", async () => {
    const rows = await answerRows(rulebook, {
      cases: [{ case_id: "1", patient_pregnant: true }],
      veins: [
        { case_id: "1", vein_id: "a", vein_zone: "elbow" },
        { case_id: "1", vein_id: "b", vein_zone: "calf" },
      ],
    });
    expect(rows.cases).toMatchObject([{ input_problems: "vein.zone", eligibility: null }]);
    expect(rows.veins.map((row) => row["input_problems"])).toEqual(["vein.zone", "vein.zone"]);
  });
});

describe("the query", () => {
  test.each(dialects)("has one column for every rule and no name twice: %s", (dialect) => {
    const rulebook = embeddedRulebook();
    const { cases, veins } = rulebookSql(rulebook, { dialect });
    for (const { columns } of [cases, veins]) {
      const names = columns.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]{0,62}$/);
    }
    expect(cases.columns.flatMap(({ rule: name }) => name ?? [])).toEqual(rulebook.rules.map(({ name }) => name));
  });

  test("has a column for every slot but those whose values are lists of objects", () => {
    const rulebook = embeddedRulebook();
    const { cases, veins, omittedSlots } = rulebookSql(rulebook, { dialect: "duckdb" });
    const set = new Set([...cases.columns, ...veins.columns].flatMap(({ slot }) => slot ?? []));
    const options = [...rulebook.slots.values()].filter(({ type }) => type === "options").map(({ name }) => name);
    expect(omittedSlots).toEqual(options);
    expect([...set, ...options].sort()).toEqual([...rulebook.slots.keys()].sort());
  });

  test("stays within what a PostgreSQL row can hold", () => {
    const { cases } = rulebookSql(embeddedRulebook(), { dialect: "postgres" });
    expect(cases.columns.length).toBeLessThan(1600);
  });

  test("leaves the rules of authorities out where only documents count", () => {
    const rulebook = embeddedRulebook();
    const { cases } = rulebookSql(rulebook, { dialect: "duckdb", evidence: "documents" });
    const expected = rulebook.rules.filter(({ fromDocuments }) => fromDocuments).map(({ name }) => name);
    expect(cases.columns.flatMap(({ rule: name }) => name ?? [])).toEqual(expected);
    expect(expected.length).toBeLessThan(rulebook.rules.length);
  });

  test("keeps long rule names apart where PostgreSQL would cut them to the same", () => {
    const long = "a.".padEnd(70, "x");
    const rulebook = rulebookOf(
      [`${long}-1`, `${long}-2`, "a.b-c", "a.b.c"].map((name) => rule(name, leaf("patient.pregnant"))),
    );
    const names = rulebookSql(rulebook, { dialect: "postgres" }).cases.columns.flatMap((column) =>
      column.rule === undefined ? [] : [column.name],
    );
    expect(new Set(names).size).toBe(4);
    expect(names).toContain("rule_a_b_c");
    expect(names).toContain("rule_a_b_c_2");
  });

  test("is refused where a rule needs what SQL cannot say", () => {
    const facts = {
      ...embeddedContent.facts,
      "derived.spread": {
        type: "boolean",
        scope: "patient",
        label: "Spread",
        yes: "it is",
        no: "it is not",
        derive: {
          compare: { fact: "decided.foam.maxMl", operator: "lessThan", toFact: "clinic.shortFlightMaxHours" },
        },
      },
    };
    const rulebook = createAdvisor({
      rulebook: [
        { name: "vocabulary.json", json: { facts, contradictions: [] } },
        smallFile([rule("a.spread", leaf("derived.spread"))]),
      ],
    }).rulebook;
    let issues: readonly { code: string; path: string }[] = [];
    try {
      rulebookSql(rulebook, { dialect: "duckdb" });
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      issues = error.issues;
    }
    expect(issues.map(({ code, path }) => ({ code, path }))).toEqual([
      { code: "sql/not-expressible", path: "derived.spread" },
    ]);
  });
});

test("the tables hold one column for each fact of a case, and one more where absent is not unknown", () => {
  const { cases, veins } = inputColumns(embeddedRulebook());
  const names = [...cases, ...veins].map(({ name }) => name);
  expect(names).toContain("patient_age_years");
  expect(names).toContain("vein_proposal_concentration_percent");
  expect(names).toContain("clinic_jurisdiction_is_unknown");
  expect(names).not.toContain("patient_age_years_is_unknown");
  expect(names.filter((name) => name.startsWith("derived") || name.startsWith("decided"))).toEqual([]);
});
