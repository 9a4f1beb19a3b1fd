import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { createColumns } from "../../src/batch/columns/columns.ts";
import { batch } from "../../src/batch/index.ts";
import type { Evidence } from "../../src/evaluate/program.ts";
import { CaseError } from "../../src/issues/errors.ts";
import type { Fixture } from "../../src/testing/fixture.ts";
import { createFixtureRunner } from "../../src/testing/run-fixture.ts";
import {
  createRandomCases,
  type PlainCase,
  pick,
  type Random,
  randomFrom,
  withKeysShuffled,
} from "../support/random-case.ts";
import { leaf, rule, smallAdvisor } from "../support/small-rulebook.ts";

const keys = new Set(["eligibility", "triage"]);
const subjects = (["all", "documents"] as const).map((evidence) => {
  const advisor = createAdvisor({ evidence });
  const columns = createColumns(advisor.rulebook, evidence, keys);
  if (columns === undefined) throw new Error("the embedded rulebook is decided in columns");
  return { evidence, advisor, columns };
});
const of = (evidence: Evidence) => subjects.find((one) => one.evidence === evidence) ?? subjects[0];
type Tested = NonNullable<ReturnType<typeof of>>;
const random = createRandomCases((subjects[0] as Tested).advisor.rulebook);

/** What the report says, as the columns have to say it; `undefined` where the case is refused. */
function expected({ advisor }: Tested, input: unknown): string | undefined {
  try {
    const { eligibility, triage } = advisor.recommendSync(input);
    return JSON.stringify({ eligibility, ...(triage === undefined ? {} : { triage }) });
  } catch (error) {
    if (error instanceof CaseError) return undefined;
    throw error;
  }
}

/** Blocks of every length, as they come at the end of a file. */
function blocks<T>(cases: readonly T[], blockSize: number): T[][] {
  const parts: T[][] = [];
  for (let from = 0, size = 1; from < cases.length; from += size, size = (size % blockSize) + 1)
    parts.push(cases.slice(from, from + size));
  return parts;
}

/** The cases that columns answer otherwise than the report; and how many they answered at all. */
function compare(tested: Tested, cases: readonly unknown[]): { differing: unknown[]; answered: number } {
  const parts = blocks(cases, tested.columns.blockSize).flatMap((part) => tested.columns.project(part));
  const differing = cases.filter((input, index) => {
    const part = parts[index];
    return part !== undefined && JSON.stringify(part) !== expected(tested, input);
  });
  return { differing, answered: parts.filter((part) => part !== undefined).length };
}

describe("columns say what the report says", () => {
  test("on random cases, all of which they answer", { timeout: 1_800_000 }, () => {
    const total = Number(process.env["SCLERO_RANDOM_CASES"] ?? 20_000);
    for (const [part, tested] of subjects.entries()) {
      const cases = Array.from({ length: Math.floor(total / 2) }, (_, index) => {
        const seed = 2 * index + part + 1;
        const draw = randomFrom(seed ^ 0xba7c4);
        const one = random.make(seed, {
          unknownShare: draw() < 0.2 ? 0.9 : draw(),
          ...(draw() < 0.05 ? { veins: 9 } : {}),
        });
        return draw() < 0.3 ? withKeysShuffled(one, draw) : one;
      });
      expect(compare(tested, cases)).toEqual({ differing: [], answered: cases.length });
    }
  });

  test("on every patient of the fixtures", { timeout: 1_800_000 }, () => {
    const runner = createFixtureRunner((subjects[0] as Tested).advisor.rulebook);
    const patients = (readdirSync("fixtures/cases", { recursive: true, encoding: "utf8" }) as string[])
      .filter((path) => path.endsWith(".json"))
      .flatMap((path) => runner.patients(JSON.parse(readFileSync(join("fixtures/cases", path), "utf8")) as Fixture));
    expect(patients.length).toBeGreaterThan(1000);
    for (const tested of subjects)
      expect(
        compare(
          tested,
          patients.map(({ input }) => input),
        ).differing,
      ).toEqual([]);
  });

  test("with a vein too many they leave a case to the advisor", () => {
    const tested = subjects[0] as Tested;
    const veins = (count: number) => ({
      veins: Array.from({ length: count }, (_, id) => ({ id: `${id}`, type: "reticular" })),
    });
    expect(compare(tested, [veins(64), {}, veins(65)])).toEqual({ differing: [], answered: 2 });
    // A long case leaves nothing behind for the next block.
    expect(compare(tested, [{}, { veins: [{ id: "a" }] }])).toEqual({ differing: [], answered: 2 });
  });
});

describe("columns read only what is surely a case", () => {
  const strange: readonly unknown[] = [
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e9,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    "",
    "text",
    "x".repeat(65),
    [],
    {},
    [null],
    "2026-02-30",
    "2026-11-21",
    "2026-11-20",
    "2026-11-20T25:00:00Z",
    "2026-11-20T09:30",
    "female",
    "foam",
    undefined,
    () => true,
    Symbol("no JSON"),
    1n,
    new Date(0),
    new Map(),
    Object.create({ inherited: true }),
    Object.create(null),
  ];
  const otherKeys = [
    "pregnat",
    "toString",
    "__proto__",
    "constructor",
    "id",
    "veins",
    "followUp",
    "proposal",
    "ageYears",
    "",
  ];

  /** Changes something somewhere: most results are no cases any more. */
  function spoil(value: unknown, draw: Random): unknown {
    if (typeof value !== "object" || value === null || draw() < 0.08) return pick(strange, draw);
    if (Array.isArray(value)) {
      const at = Math.floor(draw() * (value.length + 1));
      if (value.length === 0 || draw() < 0.3) return [...value, draw() < 0.5 ? value[0] : pick(strange, draw)];
      return value.map((part: unknown, index) => (index === at ? spoil(part, draw) : part));
    }
    const entries = Object.entries(value);
    if (entries.length === 0 || draw() < 0.15) {
      const copy = { ...value };
      Object.defineProperty(copy, pick(otherKeys, draw), { value: pick(strange, draw), enumerable: true });
      return copy;
    }
    const chosen = Math.floor(draw() * entries.length);
    return Object.fromEntries(entries.map(([key, part], index) => [key, index === chosen ? spoil(part, draw) : part]));
  }

  test("whatever is done to a case: refused ones are left to the parser, the others mean the same", {
    timeout: 1_800_000,
  }, () => {
    const total = Math.min(4000, Number(process.env["SCLERO_RANDOM_CASES"] ?? 4000));
    const cases = Array.from({ length: total }, (_, index) => {
      const draw = randomFrom(index ^ 0x5b011);
      let one: unknown = random.make(index + 1, { unknownShare: 0.9 });
      for (let times = draw() * 3; times > 0; times -= 1) one = spoil(one, draw);
      return one;
    });
    const tested = subjects[0] as Tested;
    const refused = cases.filter((one) => expected(tested, one) === undefined).length;
    expect(refused).toBeGreaterThan(total / 4);
    const { differing, answered } = compare(tested, cases);
    expect(differing).toEqual([]);
    // What is a case is nearly always read in columns: only odd objects are left to the parser.
    expect(answered).toBeGreaterThan((total - refused) * 0.95);
  });

  test.each<[string, PlainCase]>([
    ["a duplicate vein id", { veins: [{ id: "a" }, { id: "a" }] }],
    ["a vein without an id", { veins: [{ type: "reticular" }] }],
    ["a session after asOf", { asOf: "2026-11-20", previousSession: { date: "2026-11-21" } }],
    [
      "a date and a duration that disagree",
      { asOf: "2026-11-20", previousSession: { date: "2026-11-01", weeksAgo: 9 } },
    ],
    ["an unknown key", { patient: { pregnat: true } }],
    ["a number out of range", { patient: { ageYears: -1 } }],
    ["a date that is none", { asOf: "2026-02-30" }],
    ["a follow-up that is no group", { followUp: [] }],
  ])("%s is left to the parser", (_name, input) => {
    const tested = subjects[0] as Tested;
    expect(expected(tested, input)).toBeUndefined();
    expect(tested.columns.project([{}, input, {}]).map((part) => part !== undefined)).toEqual([true, false, true]);
  });
});

describe("rulebooks of the caller's own", () => {
  const decision = { slot: "eligibility", value: "defer" } as const;
  const lines = async (advisor: Tested["advisor"], cases: readonly unknown[]) => {
    const found: unknown[] = [];
    for await (const line of batch(advisor, cases, { fields: ["eligibility", "triage"] })) found.push(line);
    return found;
  };
  const parts = (advisor: Tested["advisor"], cases: readonly unknown[]) =>
    cases.map((one, index) => ({ index, report: JSON.parse(expected({ advisor } as Tested, one) ?? "") as unknown }));

  test("a vein rule defers the patient as soon as one vein fulfils it, and could where one is not known", async () => {
    const advisor = smallAdvisor([
      rule("trunk", leaf("vein.type", "saphenous-trunk"), decision, { scope: "vein" }),
      rule("not-cleared", { not: leaf("assessment.duplexDone") }, { slot: "eligibility", value: "assess-first" }),
    ]);
    const cases = [
      {
        veins: [
          { id: "a", type: "reticular" },
          { id: "b", type: "saphenous-trunk" },
        ],
      },
      { veins: [{ id: "a" }, { id: "b", type: "reticular" }], assessment: { duplexDone: true } },
      { veins: [] },
      { assessment: { duplexDone: null } },
    ];
    expect(createColumns(advisor.rulebook, "all", keys)).toBeDefined();
    expect(await lines(advisor, cases)).toEqual(parts(advisor, cases));
    expect(await lines(advisor, cases)).toMatchObject([
      { report: { eligibility: { decision: "defer", couldBecome: null, because: ["trunk"] } } },
      { report: { eligibility: { decision: "proceed", couldBecome: "defer", because: [] } } },
      { report: { eligibility: { decision: "assess-first", because: ["not-cleared"] } } },
      { report: { eligibility: { decision: "proceed", couldBecome: "assess-first", because: [] } } },
    ]);
  });

  test.each([
    ["a decided slot", leaf("decided.form", "foam"), "vein" as const],
    ["the number of veins", leaf("veins.count", 1, "greaterThan"), "patient" as const],
  ])("eligibility that rests on %s is left to the advisor, and the same", async (_name, condition, scope) => {
    const advisor = smallAdvisor([
      rule(
        "hidden",
        leaf("vein.visibleAtSurface", false),
        { slot: "form", value: "foam", rank: "general" },
        { scope: "vein" },
      ),
      rule("rests-on-it", condition, decision, { scope }),
    ]);
    expect(createColumns(advisor.rulebook, "all", keys)).toBeUndefined();
    const cases = [{ veins: [{ id: "a", visibleAtSurface: false }, { id: "b" }] }, {}];
    expect(await lines(advisor, cases)).toEqual(parts(advisor, cases));
    expect(await lines(advisor, cases)).toMatchObject([{ report: { eligibility: { decision: "defer" } } }, {}]);
  });
});
