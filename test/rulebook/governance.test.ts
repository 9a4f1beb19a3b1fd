import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { readRuleFiles } from "../../src/cli/files.ts";
import { reportText } from "../../src/report/text/report-text.ts";
import { embeddedContent } from "../../src/rulebook/embedded.ts";
import { governanceMarks } from "../../src/rulebook/governance.ts";
import { readRulebook } from "../../src/rulebook/load.ts";
import type { RulebookFile } from "../../src/rulebook/read-json.ts";
import type { Governance } from "../../src/rulebook/rule.ts";
import { smallRule } from "./small-rule.ts";

const governance: Governance = {
  status: "active",
  effectiveFrom: "2026-03-01",
  effectiveTo: "2028-02-29",
  reviewDue: "2027-06-30",
};

describe("the marks of a rule on a day", () => {
  test.each([
    ["2026-02-28", ["not-yet-effective"]],
    ["2026-03-01", []],
    ["2026-03-02", []],
    ["2027-06-29", []],
    // The review may be done on the day that it is due.
    ["2027-06-30", []],
    ["2027-07-01", ["review-overdue"]],
    ["2028-02-29", ["review-overdue"]],
    ["2028-03-01", ["review-overdue", "no-longer-effective"]],
  ])("%s: %j", (asOf, marks) => {
    expect(governanceMarks(governance, asOf)).toEqual(marks);
  });

  test("the time of a day changes nothing", () => {
    expect(governanceMarks(governance, "2027-06-30T23:59:59Z")).toEqual([]);
    expect(governanceMarks(governance, "2027-07-01T00:00:00Z")).toEqual(["review-overdue"]);
  });

  test("a rule without an end stays effective", () => {
    const { effectiveTo: _, ...open } = governance;
    expect(governanceMarks(open, "2099-01-01")).toEqual(["review-overdue"]);
  });

  test("without a day nothing is said that hangs on one", () => {
    expect(governanceMarks(governance, undefined)).toEqual([]);
    expect(governanceMarks({ ...governance, status: "under-review" }, undefined)).toEqual(["under-review"]);
  });

  test("a rule under review is marked on every day, beside the other marks", () => {
    const reviewed: Governance = { ...governance, status: "under-review" };
    expect(governanceMarks(reviewed, "2026-11-20")).toEqual(["under-review"]);
    expect(governanceMarks(reviewed, "2028-03-01")).toEqual(["under-review", "review-overdue", "no-longer-effective"]);
  });

  test("a rule without governance has none", () => {
    expect(governanceMarks(undefined, "2099-01-01")).toEqual([]);
  });
});

describe("in a report", () => {
  const file = (governed: object, ...rules: readonly object[]): RulebookFile => ({
    name: "contraindications.json",
    json: { topic: "contraindications", ...governed, rules },
  });
  const pregnant = (asOf?: string) => ({ ...(asOf === undefined ? {} : { asOf }), patient: { pregnant: true } });
  const marksOn = (files: readonly RulebookFile[], asOf?: string) =>
    createAdvisor({ rulebook: files })
      .recommendSync(pregnant(asOf))
      .recommendations.map(({ rule, marks }) => [rule, marks]);

  test("a stale rule is marked, and still decides", () => {
    const advisor = createAdvisor({ rulebook: [file({ governance }, smallRule())] });
    const report = advisor.recommendSync(pregnant("2027-07-01"));
    expect(report.eligibility).toMatchObject({ decision: "defer", because: ["contraindication.example"] });
    expect(report.recommendations).toMatchObject([{ status: "active", marks: ["review-overdue"] }]);
    expect(reportText(report, advisor.rulebook)).toContain("note on the rule itself: review overdue");
  });

  test("a rule that is no longer, or not yet, effective is marked and decides too", () => {
    for (const [asOf, mark] of [
      ["2028-03-01", "no-longer-effective"],
      ["2026-02-28", "not-yet-effective"],
    ] as const) {
      const report = createAdvisor({ rulebook: [file({ governance }, smallRule())] }).recommendSync(pregnant(asOf));
      expect(report.eligibility.decision).toBe("defer");
      expect(report.recommendations[0]?.marks).toContain(mark);
    }
  });

  test("a rule in force carries no mark, nor does any without asOf", () => {
    const files = [file({ governance }, smallRule())];
    expect(marksOn(files, "2026-11-20")).toEqual([["contraindication.example", undefined]]);
    expect(marksOn(files)).toEqual([["contraindication.example", undefined]]);
  });

  test("a rule's own governance stands before its file's", () => {
    const own = { ...governance, reviewDue: "2026-06-30" };
    const files = [file({ governance }, smallRule(), smallRule({ name: "contraindication.other", governance: own }))];
    expect(marksOn(files, "2026-11-20")).toEqual([
      ["contraindication.example", undefined],
      ["contraindication.other", ["review-overdue"]],
    ]);
  });

  test("both ways of evaluating mark alike", async () => {
    const advisor = createAdvisor({ rulebook: [file({ governance }, smallRule())] });
    const input = pregnant("2027-07-01");
    expect(await advisor.recommend(input)).toEqual(advisor.recommendSync(input));
  });
});

describe("the embedded rules", () => {
  test("each have a status, a first day and a review day that comes after it", () => {
    const rules = embeddedContent.topics.flatMap((topic) => topic.rules);
    const wrong = rules.filter(
      ({ governance: of }) =>
        of === undefined || of.reviewDue <= of.effectiveFrom || (of.effectiveTo ?? "9999") < of.effectiveFrom,
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("are in force on the day of the examples, and stale the day after their review is due", () => {
    const facts = { patient: { pregnant: true }, veins: [{ id: "a", type: "reticular", zone: "calf" }] };
    const advisor = createAdvisor();
    const marked = (asOf: string) =>
      advisor.recommendSync({ asOf, ...facts }).recommendations.filter(({ marks }) => marks !== undefined);
    expect(marked("2026-11-20")).toEqual([]);
    expect(marked("2027-11-20")).toEqual([]);
    const stale = marked("2027-11-21");
    const all = advisor.recommendSync({ asOf: "2026-11-20", ...facts }).recommendations;
    expect(stale.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(stale.every(({ marks }) => marks?.join() === "review-overdue")).toBe(true);
  });
});

test("a file without the day of its review is refused, with the place", () => {
  const { reviewDue: _, ...short } = governance;
  const files = [
    {
      name: "contraindications.json",
      text: JSON.stringify({ topic: "contraindications", governance: short, rules: [smallRule()] }, null, 2),
    },
  ];
  expect(readRulebook(files, embeddedContent).issues).toMatchObject([
    { code: "rulebook/missing-key", path: "governance.reviewDue", file: "contraindications.json", line: 3 },
  ]);
  expect(readRulebook(readRuleFiles("rules")).issues).toEqual([]);
});
