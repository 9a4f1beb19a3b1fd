import type { Advisor } from "../advisor/advisor.ts";
import { createAdvisor } from "../advisor/create-advisor.ts";
import { caseJsonSchema } from "../case/json-schema.ts";
import type { Evidence } from "../evaluate/program.ts";
import type { Issue } from "../issues/issue.ts";
import { differenceText } from "../report/text/difference-text.ts";
import { explanationText } from "../report/text/explanation-text.ts";
import { reportText } from "../report/text/report-text.ts";
import { checkRulebook } from "../rulebook/check-rulebook.ts";
import { embeddedRulebook } from "../rulebook/embedded.ts";
import type { Profile } from "../rulebook/profile.ts";
import { coverageGaps } from "../testing/coverage.ts";
import type { Fixture } from "../testing/fixture.ts";
import { checkFixture, createFixtureRunner } from "../testing/run-fixture.ts";
import { listJson, readJsonInput, readRuleFiles, readText } from "./files.ts";
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
  const { name, add, retire } = JSON.parse(readText(path)) as { name?: string; add?: unknown[]; retire?: string[] };
  if (typeof name !== "string") throw new UsageError(`the profile ${path} has no name`);
  return {
    name,
    add: (add ?? []).map((json, index) => ({ name: `${path}#add[${index}]`, json })),
    retire: retire ?? [],
  };
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
    directory === undefined ? `${name} ${version}: ${rules.length} rules, ${digest}` : `${directory}: no issues`;
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
    const json: unknown = JSON.parse(readText(file));
    const invalid = checkFixture(json, file);
    issues.push(...invalid);
    if (invalid.length > 0) continue;
    const fixture = json as Fixture;
    fixtures.push(fixture);
    patients += runner.patients(fixture).length;
    failures.push(...runner.run(fixture).map((mismatch) => ({ file, ...mismatch })));
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
    ...failures.map(
      ({ file, where, part, expected, found }) =>
        `${file} ${where}: ${part}\n  expected ${JSON.stringify(expected)}\n  found    ${JSON.stringify(found)}`,
    ),
    ...gaps.map(({ rule, leaf, missing }) => `not shown: ${rule}${leaf === "" ? "" : ` ${leaf}`}: ${missing}`),
    `${fixtures.length} cases, ${patients} patients, ${failures.length} mismatches${options.coverage ? `, ${gaps.length} not shown` : ""}`,
  ];
  return { text: `${lines.join("\n")}\n`, exit: failing ? exit.findings : exit.clean };
};

const schema: Command = async (operands, options) => {
  operandsOf(operands, []);
  return { text: printJson(caseJsonSchema(advisorFor(options).rulebook)), exit: exit.clean };
};

/** The commands by name. */
export const commands: Readonly<Record<string, Command>> = {
  recommend,
  explain,
  "what-if": whatIf,
  check,
  test,
  schema,
};
