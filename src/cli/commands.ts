import type { Advisor } from "../advisor/advisor.ts";
import { createAdvisor } from "../advisor/create-advisor.ts";
import { caseJsonSchema } from "../case/json-schema.ts";
import type { Evidence } from "../evaluate/program.ts";
import { patientHandout } from "../handout/handout.ts";
import { languages } from "../handout/wording.ts";
import { CaseError } from "../issues/errors.ts";
import type { Issue } from "../issues/issue.ts";
import { differenceText } from "../report/text/difference-text.ts";
import { explanationText } from "../report/text/explanation-text.ts";
import { wrap } from "../report/text/layout.ts";
import { reportText } from "../report/text/report-text.ts";
import { checkRulebook } from "../rulebook/check-rulebook.ts";
import { embeddedContent, embeddedRulebook } from "../rulebook/embedded.ts";
import { loadRulebook } from "../rulebook/load.ts";
import type { Profile } from "../rulebook/profile.ts";
import { coverageGaps } from "../testing/coverage.ts";
import type { Fixture } from "../testing/fixture.ts";
import { type ChangedPatient, comparePatients } from "../testing/rulebook-difference.ts";
import { checkFixture, createFixtureRunner, type FixturePatient, type FixtureRunner } from "../testing/run-fixture.ts";
import { listJson, parseJson, readJsonInput, readRuleFiles, readText } from "./files.ts";
import { issueLines } from "./issues.ts";
import { type Exit, exit, UsageError } from "./usage.ts";

/** The options of the command line, as they were given. */
export interface Options {
  readonly json: boolean;
  readonly evidence: Evidence;
  readonly rules: string | undefined;
  readonly profile: string | undefined;
  readonly set: readonly string[];
  readonly coverage: boolean;
  readonly showValues: boolean;
  readonly language: string;
  readonly cases: string;
}

/** What a command prints and how it ends. */
export interface Output {
  readonly text: string;
  readonly exit: Exit;
}

export type Command = (operands: readonly string[], options: Options) => Promise<Output>;

const printJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function advisorFor({ evidence, rules, profile }: Options): Advisor {
  return createAdvisor({
    evidence,
    ...(rules === undefined ? {} : { rulebook: readRuleFiles(rules) }),
    ...(profile === undefined ? {} : { profile: readProfile(profile) }),
  });
}

function readProfile(path: string): Profile {
  const json = parseJson(readText(path), path) as { name?: unknown; add?: unknown; retire?: unknown } | null;
  const { name, add = [], retire = [] } = json ?? {};
  if (typeof name !== "string") throw new UsageError(`the profile ${path} has no name`);
  if (!Array.isArray(add) || !Array.isArray(retire) || !retire.every((rule) => typeof rule === "string"))
    throw new UsageError(`expected lists at add and retire in the profile ${path}`);
  return { name, add: add.map((topic: unknown, index) => ({ name: `${path}#add[${index}]`, json: topic })), retire };
}

function operandsOf(operands: readonly string[], names: readonly string[]): string[] {
  if (operands.length !== names.length)
    throw new UsageError(`expected ${names.length === 0 ? "no operand" : names.map((name) => `<${name}>`).join(" ")}`);
  return [...operands];
}

const recommend: Command = async (operands, options) => {
  const [path = ""] = operandsOf(operands, ["case"]);
  const advisor = advisorFor(options);
  const report = await advisor.recommend(await readJsonInput(path), { redact: !options.showValues });
  return { text: options.json ? printJson(report) : reportText(report, advisor.rulebook), exit: exit.clean };
};

const explain: Command = async (operands, options) => {
  const [path = "", rule = ""] = operandsOf(operands, ["case", "rule"]);
  const explanations = advisorFor(options).explain(await readJsonInput(path), rule);
  return { text: options.json ? printJson(explanations) : explanationText(explanations), exit: exit.clean };
};

const whatIf: Command = async (operands, options) => {
  const [path = ""] = operandsOf(operands, ["case"]);
  if (options.set.length === 0) throw new UsageError("expected at least one --set path=value");
  const advisor = advisorFor(options);
  const difference = advisor.whatIf(await readJsonInput(path), Object.fromEntries(options.set.map(assignment)));
  return {
    text: options.json ? printJson(difference) : differenceText(difference, advisor.rulebook),
    exit: exit.clean,
  };
};

/** `path=value`: the value is JSON where it can be read as such (`true`, `3`, `null`), a string otherwise. */
function assignment(text: string): [string, unknown] {
  const at = text.indexOf("=");
  if (at < 1) throw new UsageError(`expected path=value after --set, found ${text}`);
  const value = text.slice(at + 1);
  try {
    return [text.slice(0, at), JSON.parse(value)];
  } catch {
    return [text.slice(0, at), value];
  }
}

const check: Command = async (operands, options) => {
  if (operands.length > 1) throw new UsageError("expected at most one folder");
  const [directory] = operands;
  const issues = directory === undefined ? [] : checkRulebook(readRuleFiles(directory));
  const { name, version, rules, digest } = embeddedRulebook();
  const clean =
    directory === undefined
      ? [...wrap(`${name} ${version}: ${rules.length} rules,`), ...wrap(digest, "  ")].join("\n")
      : `${directory}: no issues`;
  if (options.json) return { text: printJson({ issues }), exit: issues.length > 0 ? exit.findings : exit.clean };
  return issues.length > 0 ? findings(issues) : { text: `${clean}\n`, exit: exit.clean };
};

function findings(issues: readonly Issue[]): Output {
  return {
    text: `${issues.flatMap(issueLines).join("\n")}\n${issues.length} issue${issues.length === 1 ? "" : "s"}\n`,
    exit: exit.findings,
  };
}

const test: Command = async (operands, options) => {
  if (operands.length > 1) throw new UsageError("expected at most one folder");
  const directory = operands[0] ?? "fixtures/cases";
  const { rulebook } = advisorFor(options);
  const runner = createFixtureRunner(rulebook);
  const fixtures: Fixture[] = [];
  const failures: { file: string; where: string; part: string; expected: unknown; found: unknown }[] = [];
  const issues: Issue[] = [];
  let patients = 0;
  for (const file of listJson(directory, true)) {
    const read = readFixture(file);
    issues.push(...read.issues);
    if (read.fixture === undefined) continue;
    try {
      const found = runner.run(read.fixture);
      failures.push(...found.map((mismatch) => ({ file, ...mismatch })));
      patients += runner.patients(read.fixture).length;
      fixtures.push(read.fixture);
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      // A flip that names no fact: the file cannot be run, the others can.
      issues.push(...error.issues.map((issue) => ({ ...issue, file })));
    }
  }
  const gaps = options.coverage ? coverageGaps(rulebook, fixtures) : [];
  const failing = failures.length + issues.length + gaps.length > 0;
  if (options.json)
    return {
      text: printJson({ cases: fixtures.length, patients, failures, issues, gaps }),
      exit: failing ? exit.findings : exit.clean,
    };
  const lines = [
    ...issues.flatMap(issueLines),
    ...failures.flatMap(({ file, where, part, expected, found }) => [
      ...wrap(`${file} ${where}: ${part}`, "", { keepWords: true }),
      ...wrap(JSON.stringify(expected), "  expected "),
      ...wrap(JSON.stringify(found), "  found    "),
    ]),
    ...gaps.flatMap(({ rule, leaf, missing }) =>
      wrap(`not shown: ${rule}${leaf === "" ? "" : ` ${leaf}`}: ${missing}`),
    ),
    `${fixtures.length} cases, ${patients} patients, ${failures.length} mismatches${options.coverage ? `, ${gaps.length} not shown` : ""}`,
  ];
  return { text: `${lines.join("\n")}\n`, exit: failing ? exit.findings : exit.clean };
};

/** The fixture of a file, or what keeps it from being one. */
function readFixture(file: string): { fixture?: Fixture; issues: readonly Issue[] } {
  let json: unknown;
  try {
    json = JSON.parse(readText(file));
  } catch {
    const issue = {
      code: "fixture/invalid",
      severity: "error",
      path: "",
      message: "expected valid JSON",
      file,
    } as const;
    return { issues: [{ ...issue, help: "see docs/writing-cases.md for the form of a fixture" }] };
  }
  const issues = checkFixture(json, file);
  return issues.length > 0 ? { issues } : { fixture: json as Fixture, issues };
}

const schema: Command = async (operands, options) => {
  operandsOf(operands, []);
  return { text: printJson(caseJsonSchema(advisorFor(options).rulebook)), exit: exit.clean };
};

const handout: Command = async (operands, options) => {
  const [path = ""] = operandsOf(operands, ["case"]);
  const language = languages.find((one) => one === options.language);
  if (language === undefined) throw new UsageError(`expected --language ${languages.join(" or ")}`);
  const advisor = advisorFor(options);
  const report = await advisor.recommend(await readJsonInput(path), { redact: !options.showValues });
  const text = patientHandout(report, advisor.rulebook, { language });
  return { text: options.json ? printJson({ language, markdown: text }) : text, exit: exit.clean };
};

const diff: Command = async (operands, options) => {
  const [before = "", after = ""] = operandsOf(operands, ["old", "new"]);
  const [old, now] = [before, after].map((directory) => loadRulebook(readRuleFiles(directory), embeddedContent));
  if (old === undefined || now === undefined) throw new UsageError("expected two folders of rules");
  const { patients, issues } = patientsIn(options.cases, createFixtureRunner(now));
  const changed = comparePatients(old, now, patients);
  const found = changed.length + issues.length > 0 ? exit.findings : exit.clean;
  if (options.json) return { text: printJson({ patients: patients.length, changed, issues }), exit: found };
  const lines = [
    ...issues.flatMap(issueLines),
    ...changed.flatMap(changedLines),
    `${changed.length} of ${patients.length} patients change`,
  ];
  return { text: `${lines.join("\n")}\n`, exit: found };
};

/** The patients of every fixture below a folder, and what keeps fixtures from being read. */
function patientsIn(directory: string, runner: FixtureRunner): { patients: FixturePatient[]; issues: Issue[] } {
  const patients: FixturePatient[] = [];
  const issues: Issue[] = [];
  for (const file of listJson(directory, true)) {
    const read = readFixture(file);
    issues.push(...read.issues);
    if (read.fixture === undefined) continue;
    try {
      patients.push(...runner.patients(read.fixture).map((one) => ({ ...one, where: `${file} ${one.where}` })));
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      issues.push(...error.issues.map((issue) => ({ ...issue, file })));
    }
  }
  return { patients, issues };
}

function changedLines({ where, rules, refusedBy, difference }: ChangedPatient): string[] {
  if (refusedBy !== undefined)
    return [
      ...wrap(where, "", { keepWords: true }),
      `  refused by the ${refusedBy === "before" ? "old" : "new"} rules`,
    ];
  const { eligibility, triage, plan = [] } = difference ?? {};
  const turn = (what: string, from: string | null | undefined, to: string | null | undefined): string[] =>
    (from ?? "none") === (to ?? "none") ? [] : [`  ${what}: ${from ?? "none"} -> ${to ?? "none"}`];
  const slots = [...new Set(plan.map(({ slot }) => slot))];
  const causes = rules.length === 0 ? "what the rules share (vocabulary, slots)" : rules.join(", ");
  return [
    ...wrap(where, "", { keepWords: true }),
    ...turn("decision", eligibility?.from.decision, eligibility?.to.decision),
    ...turn("decision could become", eligibility?.from.couldBecome, eligibility?.to.couldBecome),
    ...turn("triage", triage?.from?.level, triage?.to?.level),
    ...turn("triage could become", triage?.from?.couldBecome, triage?.to?.couldBecome),
    ...(slots.length === 0 ? [] : wrap(`plan: ${slots.join(", ")}`, "  ", { keepWords: true })),
    ...wrap(`because of: ${causes}`, "  ", { keepWords: true }),
  ];
}

/** The commands by name. */
export const commands: Readonly<Record<string, Command>> = {
  recommend,
  explain,
  "what-if": whatIf,
  check,
  test,
  schema,
  handout,
  diff,
};
