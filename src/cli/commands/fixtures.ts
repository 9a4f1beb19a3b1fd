import { CaseError } from "../../issues/errors.ts";
import { append, type Issue } from "../../issues/issue.ts";
import type { Fixture } from "../../testing/fixture.ts";
import { checkFixture, type FixturePatient, type FixtureRunner } from "../../testing/run-fixture.ts";
import { listJson, readText } from "../files.ts";

/** The fixture of a file, or what keeps it from being one. */
export function readFixture(file: string): { fixture?: Fixture; issues: readonly Issue[] } {
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

/** The patients of every fixture below a folder, and what keeps fixtures from being read. */
export function patientsIn(directory: string, runner: FixtureRunner): { patients: FixturePatient[]; issues: Issue[] } {
  const patients: FixturePatient[] = [];
  const issues: Issue[] = [];
  for (const file of listJson(directory, true)) {
    const read = readFixture(file);
    append(issues, read.issues);
    if (read.fixture === undefined) continue;
    try {
      append(
        patients,
        runner.patients(read.fixture).map((one) => ({ ...one, where: `${file} ${one.where}` })),
      );
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      append(
        issues,
        error.issues.map((issue) => ({ ...issue, file })),
      );
    }
  }
  return { patients, issues };
}
