import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { type BatchLine, type BatchOptions, batch, fieldNames } from "../../src/batch/index.ts";
import { AdapterError } from "../../src/issues/errors.ts";
import type { Issue } from "../../src/issues/issue.ts";
import { createRandomCases } from "../support/random-case.ts";

const advisor = createAdvisor();
const random = createRandomCases(advisor.rulebook);
const cases = Array.from({ length: 12 }, (_, index) => random.make(index + 1));
const wrong = { patient: { pregnant: "yes" } };

async function all(source: AsyncIterable<unknown> | Iterable<unknown>, options: BatchOptions = {}) {
  const lines: BatchLine<unknown>[] = [];
  for await (const line of batch(advisor, source, options)) lines.push(line);
  return lines;
}

const issuesOf = (line: BatchLine<unknown> | undefined): readonly Issue[] =>
  line !== undefined && "issues" in line ? line.issues : [];

describe("whole reports", () => {
  test("come in the order of the cases, each with its index, the same as alone", async () => {
    const lines = await all(cases);
    expect(lines).toEqual(cases.map((one, index) => ({ index, report: advisor.recommendSync(one) })));
  });

  test("a case that cannot be read becomes issues in its place, and the others are answered", async () => {
    const lines = await all([cases[0], wrong, cases[1], "no case", cases[2]]);
    expect(lines.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(lines.map((line) => "report" in line)).toEqual([true, false, true, false, true]);
    expect(issuesOf(lines[1])).toMatchObject([{ code: "case/wrong-type", path: "patient.pregnant" }]);
    expect(issuesOf(lines[3])).toMatchObject([{ code: "case/not-an-object", path: "" }]);
  });

  test("functions are refused: a batch waits for nothing but its source", async () => {
    const [line] = await all([{ patient: { pregnant: () => true } }]);
    expect(issuesOf(line)).toMatchObject([{ code: "case/asynchronous-fact", path: "patient.pregnant" }]);
  });

  test("a fault of the library on one case is told without the case, and stops nothing", async () => {
    const failing = {
      ...advisor,
      recommendSync: (input: unknown) => {
        if (input === wrong) throw new TypeError("Jane Roe");
        return advisor.recommendSync(input);
      },
    };
    const lines: BatchLine[] = [];
    for await (const line of batch(failing, [wrong, cases[0]])) lines.push(line);
    expect(issuesOf(lines[0])).toMatchObject([{ code: "batch/failed", path: "" }]);
    expect(JSON.stringify(lines[0])).not.toContain("Jane Roe");
    expect(lines[1]).toEqual({ index: 1, report: advisor.recommendSync(cases[0]) });
  });

  test("values stand in issues only where they are asked for", async () => {
    const tooOld = { patient: { ageYears: 4711 } };
    expect(JSON.stringify(await all([tooOld]))).not.toContain("4711");
    expect(JSON.stringify(await all([tooOld], { redact: false }))).toContain("4711");
    // The fast way to eligibility refuses in the same words.
    const fields = ["eligibility"];
    expect(JSON.stringify(await all([tooOld], { fields }))).not.toContain("4711");
    expect(JSON.stringify(await all([tooOld], { fields, redact: false }))).toContain("4711");
  });
});

describe("parts of reports", () => {
  const withFollowUp = random.make(1, { followUp: true, veins: 2 });
  const report = advisor.recommendSync(withFollowUp);
  const [slot = ""] = Object.keys(report.plan.patient);

  test.each([
    [["eligibility"], { eligibility: report.eligibility }],
    [["triage", "eligibility"], { eligibility: report.eligibility, triage: report.triage }],
    [["questions", "asOf"], { asOf: report.asOf, questions: report.questions }],
    [["issues"], { issues: report.issues }],
    [["plan"], { plan: report.plan }],
    [["plan.veins"], { plan: { veins: report.plan.veins } }],
    [["plan.patient"], { plan: { patient: report.plan.patient } }],
    [
      ["eligibility", `plan.patient.${slot}`],
      { eligibility: report.eligibility, plan: { patient: { [slot]: report.plan.patient[slot] } } },
    ],
  ])("%j: these parts, in the report's order", async (fields, expected) => {
    expect(report.plan.patient).toHaveProperty([slot]);
    const [line] = await all([withFollowUp], { fields });
    expect(JSON.stringify(line)).toBe(JSON.stringify({ index: 0, report: expected }));
  });

  test("what a report does not have, its part has not either", async () => {
    const lines = await all([{}], { fields: ["triage", "doses", "plan.patient.sessions.earliestInWeeks"] });
    expect(lines).toEqual([{ index: 0, report: { plan: { patient: {} } } }]);
    expect(await all([{}], { fields: ["triage"] })).toEqual([{ index: 0, report: {} }]);
  });

  test("are frozen, as reports are", async () => {
    for (const fields of [
      ["eligibility", "triage"],
      ["eligibility", "asOf"],
    ]) {
      const [line] = await all([withFollowUp], { fields });
      const { report: part } = line as { report: { eligibility: { because: string[] } } };
      expect([line, part, part.eligibility, part.eligibility.because].map((one) => Object.isFrozen(one))).toEqual(
        Array(4).fill(true),
      );
    }
  });

  test("every key of every report can be asked for", () => {
    const known = new Set(fieldNames(advisor.rulebook));
    const proposal = { form: "foam", agent: "polidocanol", concentrationPercent: 1, volumeMl: 1 };
    const full = advisor.recommendSync({ followUp: {}, veins: [{ id: "a", proposal }] });
    expect(Object.keys(full)).toContain("doses");
    expect(Object.keys(full).filter((key) => !known.has(key))).toEqual([]);
  });

  test.each([
    [["eligibilty"], "fields[0]", "did you mean `eligibility`?"],
    [["triage", "plan.patient.foam.gas"], "fields[1]", undefined],
    [["plan.patient.eligibility"], "fields[0]", undefined],
    [["toString"], "fields[0]", undefined],
    [[], "fields", undefined],
  ])("%j is refused at once", (fields, path, help) => {
    let thrown: unknown;
    try {
      batch(advisor, [], { fields });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AdapterError);
    expect((thrown as AdapterError).issues).toMatchObject([
      { code: "batch/unknown-field", path, ...(help === undefined ? {} : { help }) },
    ]);
  });
});

describe("pulling", () => {
  const counted = () => {
    const state = { taken: 0, closed: false };
    async function* source() {
      try {
        for (;;) {
          state.taken += 1;
          yield {};
        }
      } finally {
        state.closed = true;
      }
    }
    return { state, source };
  };

  test.each([[undefined], [["eligibility"]]])(
    "fields %j: a case is taken when its answer is asked for",
    async (fields) => {
      const { state, source } = counted();
      const lines = batch(advisor, source(), fields === undefined ? {} : { fields });
      expect(state.taken).toBe(0);
      for (const wanted of [1, 2, 3]) {
        expect((await lines.next()).value).toMatchObject({ index: wanted - 1 });
        expect(state.taken).toBe(wanted);
      }
    },
  );

  test("leaving the loop closes the source", async () => {
    const { state, source } = counted();
    for await (const { index } of batch(advisor, source())) if (index === 1) break;
    expect(state).toEqual({ taken: 2, closed: true });
  });

  test("what the source throws is thrown, after the answers before it", async () => {
    function* source() {
      yield {};
      throw new Error("the line broke");
    }
    const lines = batch(advisor, source(), { fields: ["eligibility"] });
    expect((await lines.next()).value).toMatchObject({ index: 0 });
    await expect(lines.next()).rejects.toThrow("the line broke");
  });
});

test("nothing of the batch reads files or knows of Node", () => {
  const files = readdirSync("src/batch", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(5);
  const importing = files.filter((path) =>
    /from "(node:|\.\.\/cli)/.test(readFileSync(join("src/batch", path), "utf8")),
  );
  expect(importing).toEqual([]);
});
