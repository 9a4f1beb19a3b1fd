import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { assurancePage, sections } from "../../scripts/assurance/page.ts";
import { type RunResult, readResult, startRun, writeResult } from "../../scripts/assurance/result.ts";
import { table } from "../../scripts/assurance/section.ts";
import { sourceDigest } from "../../scripts/assurance/source-digest.ts";
import { type CampaignFigures, metOnce, passes, withoutMended, writeCampaign } from "../../scripts/campaign/result.ts";
import { emptyTally, type Tally } from "../../scripts/campaign/tally.ts";
import { embeddedRulebook } from "../../src/rulebook/embedded.ts";

const folder = mkdtempSync(join(tmpdir(), "sclero-assurance-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function result(run: string, figures: unknown, more: Partial<RunResult> = {}): RunResult {
  const measuredOn = {
    commit: "0123456789abcdef",
    changedFiles: 2,
    source: "sha256-aaaaaaaaaaaaaaaa",
    rulebook: { version: "1.2.3", digest: "sha256-bbbbbbbbbbbbbbbb" },
    node: "v20.0.0",
  };
  return { run, command: `npm run ${run}`, day: "2026-01-02", measuredOn, seconds: 3, passed: true, figures, ...more };
}

const pageOf = (...results: RunResult[]): string =>
  assurancePage(new Map(results.map((one) => [one.run, one])), undefined);

/** The row of a check in the table at the top. */
function rowOf(page: string, title: string): string {
  return page.split("\n").find((line) => line.startsWith(`| [${title}]`)) ?? "";
}

describe("the page", () => {
  test("says of each check what it proves and what it does not, run or not", () => {
    const page = pageOf();
    for (const { title, proves, doesNotProve } of sections) {
      expect(page).toContain(`## ${title}\n`);
      expect(page).toContain(`**What it proves.** ${proves}`);
      expect(page).toContain(`**What it does not prove.** ${doesNotProve}`);
      expect(rowOf(page, title)).toContain("not run");
    }
  });

  test("shows figures with the tree that they are of", () => {
    const figures = { cases: 1234, patients: 5, mismatches: 0, notShown: 0 };
    const page = pageOf(result("cases", figures));
    expect(rowOf(page, "Cases")).toBe(
      "| [Cases](#cases) | 1,234 cases, 5 patients, 0 mismatches | passed | `npm run cases`, 3 s, 2026-01-02 |",
    );
    expect(page).toContain("| sha256-aaaaaaaaaa… | 0123456789 and 2 | 1.2.3 sha256-bbbbbbbbbb… | v20.0.0 | cases |");
  });

  test("does not hide a run that failed, nor that runs are of different trees", () => {
    const figures = { cases: 1, patients: 1, mismatches: 1, notShown: 0 };
    const other = result("removal", { rules: 2, inTheAnswer: 1, unnoticed: ["a"] });
    const moved = { ...other, measuredOn: { ...other.measuredOn, source: "sha256-cccccccccccccccc" } };
    const page = pageOf(result("cases", figures, { passed: false }), moved);
    expect(rowOf(page, "Cases")).toContain("**failed**");
    expect(rowOf(page, "Removal of each rule")).toContain("1 of 2 rules missed by a case");
    expect(page).toContain("on 2 different states of the source");
  });

  test("takes the mutation of the code from its own file", () => {
    const core = { mutants: 10, killed: 7, timedOut: 1, survived: 2, equal: 1, refused: 0, scoreWithoutEqual: 88.89 };
    const page = assurancePage(new Map(), { logic: { ...core, share: 1 } });
    expect(rowOf(page, "Mutation of the code")).toContain("8 of 10 mutants killed, in 1 folders");
    expect(page).toContain("| `src/logic` | 10 | 8 | 1 | 1 | 88.89 % | all |");
    expect(rowOf(assurancePage(new Map(), {}), "Mutation of the code")).toContain("not run");
  });

  test("keeps a bar within its cell", () => {
    expect(table(["a|b"], [["c|d"]])).toEqual(["| a\\|b |", "| --- |", "| c\\|d |"]);
  });
});

describe("a result", () => {
  test("is what the run wrote, with the rulebook and the digest of the source", () => {
    const file = join(folder, "deeper", "one.json");
    startRun("one", "npm run one").finish(file, true, { found: 0 });
    const { digest, version } = embeddedRulebook();
    expect(readResult(file)).toMatchObject({
      run: "one",
      command: "npm run one",
      passed: true,
      figures: { found: 0 },
      measuredOn: { source: sourceDigest("."), rulebook: { digest, version }, node: process.version },
    });
    expect(readResult(join(folder, "none.json"))).toBeUndefined();
  });
});

describe("a campaign in parts", () => {
  const tally = (seeds: number, faults: Tally["faults"] = {}): Tally => ({
    ...emptyTally(),
    seeds,
    inputs: 2 * seeds,
    faults,
  });
  const part = (seed: number, tallies: Record<string, Tally>, faults: readonly string[] = []) => ({
    seed,
    tallies,
    faults,
    regexes: { judged: 3, superLinear: 0 },
    heapGrowth: seed,
    peakMemory: 10,
  });
  const read = (file: string) => readResult<CampaignFigures>(file);

  test("adds the seeds that follow, on the same source", () => {
    const file = join(folder, "parts.json");
    writeCampaign(file, startRun("campaign", "npm run campaign"), part(1, { cases: tally(10) }));
    const second = part(11, { cases: tally(5), lines: tally(5, { hangs: { times: 1, seed: 12 } }) }, ["lines: hangs"]);
    writeCampaign(file, startRun("campaign", "npm run campaign"), second);
    expect(read(file)).toMatchObject({
      passed: false,
      figures: { firstSeed: 1, seeds: 20, inputs: 40, faults: ["lines: hangs"], heapGrowth: 11 },
    });
    expect(read(file)?.figures.tallies["cases"]?.seeds).toBe(15);
  });

  test("starts anew for seeds that do not follow, and after a change of the source", () => {
    const file = join(folder, "anew.json");
    const started = startRun("campaign", "npm run campaign");
    writeCampaign(file, started, part(1, { cases: tally(10) }));
    writeCampaign(file, started, part(1, { cases: tally(10) }));
    expect(read(file)?.figures.seeds).toBe(10);
    const before = read(file);
    if (before !== undefined)
      writeResult(file, { ...before, measuredOn: { ...before.measuredOn, source: "sha256-other" } });
    writeCampaign(file, started, part(11, { cases: tally(4) }));
    expect(read(file)?.figures).toMatchObject({ firstSeed: 11, seeds: 4 });
  });
});

describe("a fault that a campaign has met", () => {
  const tallies = {
    lines: { ...emptyTally(), seeds: 3, faults: { hangs: { times: 2, seed: 2 }, leaks: { times: 2, seed: 3 } } },
  };
  // Two parts, each of which has met the first fault once.
  const faults = [
    "lines: 1 times, first with seed 2: hangs",
    "lines: 1 times, first with seed 9: hangs",
    "lines: 2 times, first with seed 3: leaks",
  ];
  const figures: CampaignFigures = {
    ...{ firstSeed: 1, seeds: 3, inputs: 3, tallies, faults },
    ...{ regexes: { judged: 1, superLinear: 0 }, heapGrowth: 0, peakMemory: 0 },
  };

  test("can be told by its seed alone only where one seed has shown it", () => {
    expect(metOnce(figures).map(({ fault, seed }) => [fault, seed])).toEqual([
      ["hangs", 2],
      ["hangs", 9],
    ]);
  });

  test("is told as mended once its seed shows it no more, and the others stay", () => {
    const after = withoutMended(figures, metOnce(figures));
    expect(after.mended).toEqual(faults.slice(0, 2));
    expect(after.faults).toEqual(faults.slice(2));
    expect(after.tallies["lines"]?.faults).toEqual({ leaks: { times: 2, seed: 3 } });
    expect(passes(after)).toBe(false);
    const half = withoutMended(figures, metOnce(figures).slice(0, 1));
    expect(half.tallies["lines"]?.faults["hangs"]).toEqual({ times: 1, seed: 2 });
  });
});
