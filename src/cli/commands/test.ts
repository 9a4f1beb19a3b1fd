import { CaseError } from "../../issues/errors.ts";
import { append, type Issue } from "../../issues/issue.ts";
import { wrap } from "../../report/text/layout.ts";
import { coverageGaps } from "../../testing/coverage.ts";
import type { Fixture } from "../../testing/fixture.ts";
import { createFixtureRunner } from "../../testing/run-fixture.ts";
import { listJson } from "../files.ts";
import { issueLines } from "../issues.ts";
import { exit, UsageError } from "../usage.ts";
import { advisorFor, type Command, printJson } from "./command.ts";
import { readFixture } from "./fixtures.ts";

export const test: Command = async (operands, options) => {
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
    append(issues, read.issues);
    if (read.fixture === undefined) continue;
    try {
      const found = runner.run(read.fixture);
      append(
        failures,
        found.map((mismatch) => ({ file, ...mismatch })),
      );
      patients += runner.patients(read.fixture).length;
      fixtures.push(read.fixture);
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      // A flip that names no fact: the file cannot be run, the others can.
      append(
        issues,
        error.issues.map((issue) => ({ ...issue, file })),
      );
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
