import { CaseError } from "../../issues/errors.ts";
import { append, type Issue } from "../../issues/issue.ts";
import type { Locate } from "../../rulebook/read-json.ts";
import type { Fixture } from "../../testing/fixture.ts";
import { checkFixture, type FixturePatient, type FixtureRunner } from "../../testing/run-fixture.ts";
import { listJson, readText } from "../files.ts";
import { readJsonText } from "../json-input.ts";
import { UsageError } from "../usage.ts";

/** The case fixtures below a folder. Throws `UsageError` where there is none: nothing would be checked. */
export function listFixtures(directory: string): string[] {
  const files = listJson(directory, true);
  if (files.length === 0) throw new UsageError(`there is no case fixture in ${directory}`);
  return files;
}

/** The fixture of a file, or what keeps it from being one. */
export function readFixture(file: string): { fixture?: Fixture; issues: readonly Issue[]; locate: Locate } {
  const read = readJsonText(readText(file), file, "fixture");
  const { json, locate } = read;
  const issues = read.issues.length > 0 ? read.issues : checkFixture(json, file, locate);
  return issues.length > 0 ? { issues, locate } : { fixture: json as Fixture, issues, locate };
}

/** The patients of every fixture below a folder, and what keeps fixtures from being read. */
export function patientsIn(directory: string, runner: FixtureRunner): { patients: FixturePatient[]; issues: Issue[] } {
  const patients: FixturePatient[] = [];
  const issues: Issue[] = [];
  for (const file of listFixtures(directory)) {
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
