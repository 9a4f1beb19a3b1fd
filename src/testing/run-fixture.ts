import { type Advisor, createAdvisorFor } from "../advisor/advisor.ts";
import { changeCase } from "../case/change.ts";
import { caseShape } from "../case/schema.ts";
import type { Evidence } from "../evaluate/program.ts";
import { pathOfFact } from "../explain/explain.ts";
import { CaseError } from "../issues/errors.ts";
import { compareText, formatPath, type Issue } from "../issues/issue.ts";
import { quote, suggest } from "../issues/nearest.ts";
import { isTooMany, keysAt, mostListed, parseBySchema } from "../issues/zod.ts";
import { headSlots } from "../report/build.ts";
import type { PlanEntry, Report } from "../report/report.ts";
import { canonicalJson } from "../rulebook/digest.ts";
import type { Locate } from "../rulebook/read-json.ts";
import type { Rulebook } from "../rulebook/rulebook.ts";
import { isCaseFact, type Scope } from "../rulebook/vocabulary.ts";
import type { Expectation, ExpectedIssue, ExpectedPlan, Fixture, Flip } from "./fixture.ts";
import { fixtureSchema } from "./fixture.ts";

/** An expectation that was not met. */
export interface Mismatch {
  /** `case`, or `flips[2]`. */
  readonly where: string;
  /** Which part of the expectation: `plan.veins.a.form`. */
  readonly part: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** A patient of a fixture, as it is evaluated: the base case or a flip of it. */
export interface FixturePatient {
  readonly where: string;
  readonly input: unknown;
  readonly evidence: Evidence;
  readonly expect: Expectation;
}

/** Runs fixtures against one rulebook. */
export interface FixtureRunner {
  readonly run: (fixture: Fixture) => readonly Mismatch[];
  readonly patients: (fixture: Fixture) => readonly FixturePatient[];
}

/**
 * What is wrong with the form of a fixture file; empty where it can be run. `locate` says where a path stands in the text of the
 * file; without it the issues hold no line and column.
 */
export function checkFixture(json: unknown, file: string, locate: Locate = () => ({})): Issue[] {
  const schema = fixtureSchema();
  const result = parseBySchema(schema, json);
  if (result.success) return [];
  const issueAt = (path: readonly PropertyKey[], at: "key" | "value", message: string, help: string): Issue => ({
    code: "fixture/invalid",
    severity: "error",
    path: formatPath(path),
    message,
    help,
    file,
    ...locate(path, at),
  });
  return result.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) =>
          issueAt([...issue.path, key], "key", `unknown key ${quote(key)}`, suggest(key, keysAt(schema, issue.path))),
        )
      : issueAt(
          issue.path,
          "value",
          `expected a case fixture, found ${isTooMany(issue) ? `more than ${mostListed} faults of form` : issue.code.replaceAll("_", " ")}`,
          "see docs/writing-cases.md for the form of a fixture",
        ),
  );
}

/** Makes a runner of fixtures for a rulebook. */
export function createFixtureRunner(rulebook: Rulebook): FixtureRunner {
  const advisors = new Map<Evidence, Advisor>();
  const advisorFor = (evidence: Evidence): Advisor => {
    const advisor = advisors.get(evidence) ?? createAdvisorFor(rulebook, evidence);
    advisors.set(evidence, advisor);
    return advisor;
  };
  const shape = caseShape(rulebook);
  const patients = (fixture: Fixture): FixturePatient[] => {
    const evidence = fixture.options?.evidence ?? "all";
    const flipped = (flip: Flip, index: number): FixturePatient => ({
      where: `flips[${index}]`,
      input: changeCase(fixture.case, flip.set, shape),
      evidence: flip.options?.evidence ?? evidence,
      expect: flip.expect,
    });
    return [
      { where: "case", input: fixture.case, evidence, expect: fixture.expect },
      ...(fixture.flips ?? []).map(flipped),
    ];
  };
  return {
    patients,
    run: (fixture) => patients(fixture).flatMap((patient) => mismatches(patient, advisorFor(patient.evidence))),
  };
}

function mismatches({ where, input, expect }: FixturePatient, advisor: Advisor): Mismatch[] {
  const found: Mismatch[] = [];
  const compare = (part: string, expected: unknown, actual: unknown): void => {
    if (expected !== undefined && canonicalJson(expected) !== canonicalJson(actual ?? null))
      found.push({ where, part, expected, found: actual ?? null });
  };
  let report: Report;
  try {
    report = advisor.recommendSync(input);
  } catch (error) {
    if (!(error instanceof CaseError)) throw error;
    compare("refused", expect.refused === undefined ? [] : sorted(expect.refused), sorted(error.issues));
    return found;
  }
  compare("refused", expect.refused, undefined);
  compareParts("eligibility", expect.eligibility, report.eligibility, compare);
  compareParts("triage", expect.triage, report.triage, compare);
  const { rulebook } = advisor;
  comparePlan("plan", expect.plan, report, rulebook, (entry) => entry?.value, compare);
  comparePlan("couldBecome", expect.couldBecome, report, rulebook, (entry) => entry?.couldBecome, compare);
  compareLists(expect, report, rulebook, compare);
  if (expect.outcomes !== undefined) {
    const outcomes = advisor.outcomes(input);
    for (const [id, outcome] of Object.entries(expect.outcomes))
      compare(`outcomes.${id}`, outcome, outcomes[id] ?? "no such rule or vein");
  }
  return found;
}

type Compare = (part: string, expected: unknown, found: unknown) => void;

// That something is absent holds of every misspelt name: a name that is none is a mismatch, or the check could never fail.

function compareParts(name: string, expected: object | undefined, found: object | undefined, compare: Compare): void {
  for (const [key, value] of Object.entries(expected ?? {}))
    compare(`${name}.${key}`, value, found === undefined ? `no ${name}` : (found as Record<string, unknown>)[key]);
}

function comparePlan(
  name: string,
  expected: ExpectedPlan | undefined,
  { plan }: Report,
  rulebook: Rulebook,
  read: (entry: PlanEntry | undefined) => unknown,
  compare: Compare,
): void {
  const planned = (slot: string, scope: Scope): boolean =>
    rulebook.slots.get(slot)?.scope === scope && !headSlots.some((head) => head === slot);
  for (const [slot, value] of Object.entries(expected?.patient ?? {}))
    compare(`${name}.patient.${slot}`, value, planned(slot, "patient") ? read(plan.patient[slot]) : "no such slot");
  for (const [vein, slots] of Object.entries(expected?.veins ?? {}))
    for (const [slot, value] of Object.entries(slots)) {
      const known = planned(slot, "vein") && Object.hasOwn(plan.veins, vein);
      compare(`${name}.veins.${vein}.${slot}`, value, known ? read(plan.veins[vein]?.[slot]) : "no such slot or vein");
    }
}

function compareLists(expect: Expectation, report: Report, rulebook: Rulebook, compare: Compare): void {
  const withStatus = (status: string): string[] =>
    report.recommendations.filter((one) => one.status === status).map(({ id }) => id);
  const asked = report.questions.flatMap(({ fact, vein }) => [
    fact,
    pathOfFact(fact, vein === undefined ? { kind: "patient" } : { kind: "vein", id: vein }),
  ]);
  const disputed = report.disagreements.map(({ slot }) => slot);
  const among = (wanted: readonly string[] | undefined, list: readonly string[]) =>
    wanted?.filter((one) => list.includes(one));
  const facts = factNames(report, rulebook);
  compare("active", expect.active, among(expect.active, withStatus("active")));
  compare("superseded", expect.superseded, among(expect.superseded, withStatus("superseded")));
  compare("asks", expect.asks, among(expect.asks, asked));
  compare(
    "doesNotAsk",
    expect.doesNotAsk && [],
    expect.doesNotAsk?.filter((one) => asked.includes(one) || !facts.has(one)),
  );
  compare("disagreements", expect.disagreements, among(expect.disagreements, disputed));
  compare(
    "agreement",
    expect.agreement && [],
    expect.agreement?.filter((one) => disputed.includes(one) || !rulebook.slots.has(one)),
  );
  compare("issues", expect.issues && sorted(expect.issues), sorted(report.issues));
}

/** The facts that a case can give, by name, and for those of veins by path too. */
function factNames({ plan }: Report, rulebook: Rulebook): ReadonlySet<string> {
  const names = [...rulebook.facts.values()].filter(isCaseFact).map(({ name }) => name);
  const ids = Object.keys(plan.veins);
  return new Set([...names, ...ids.flatMap((id) => names.map((name) => pathOfFact(name, { kind: "vein", id })))]);
}

function sorted(issues: readonly (Issue | ExpectedIssue)[]): ExpectedIssue[] {
  return issues
    .map(({ code, path }) => ({ code, path }))
    .sort((a, b) => compareText(a.path, b.path) || compareText(a.code, b.code));
}
