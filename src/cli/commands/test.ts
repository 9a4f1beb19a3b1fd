import { CaseError } from "../../issues/errors.ts";
import { append, type Issue } from "../../issues/issue.ts";
import { quote } from "../../issues/nearest.ts";
import { wrap } from "../../report/text/layout.ts";
import type { Locate } from "../../rulebook/read-json.ts";
import { coverageGaps } from "../../testing/coverage.ts";
import type { Fixture } from "../../testing/fixture.ts";
import { createFixtureRunner } from "../../testing/run-fixture.ts";
import { issueLines } from "../issues.ts";
import { exit, UsageError } from "../usage.ts";
import { advisorFor, type Command, printJson } from "./command.ts";
import { listFixtures, readFixture } from "./fixtures.ts";

export const test: Command = async (operands, options) => {
  if (operands.length > 1) throw new UsageError("expected at most one folder");
  const directory = operands[0] ?? "fixtures/cases";
  const { rulebook } = advisorFor(options);
  const runner = createFixtureRunner(rulebook);
  const fixtures: Fixture[] = [];
  const failures: { file: string; where: string; part: string; expected: unknown; found: unknown }[] = [];
  const issues: Issue[] = [];
  let patients = 0;
  const fileByTitle = new Map<string, string>();
  for (const file of listFixtures(directory)) {
    const read = readFixture(file);
    append(issues, read.issues);
    if (read.fixture === undefined) continue;
    const { title } = read.fixture;
    const first = fileByTitle.get(title);
    if (first === undefined) fileByTitle.set(title, file);
    else issues.push(repeatedTitle(title, first, file, read.locate));
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

function repeatedTitle(title: string, first: string, file: string, locate: Locate): Issue {
  return {
    code: "fixture/invalid",
    severity: "error",
    path: "title",
    message: `expected a title of its own, ${quote(title)} is also that of ${first}`,
    help: "say what this case shows and the other does not",
    file,
    ...locate(["title"]),
  };
}
