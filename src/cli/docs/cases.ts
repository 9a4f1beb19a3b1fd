import { existsSync } from "node:fs";
import { CaseError } from "../../issues/errors.ts";
import type { Issue } from "../../issues/issue.ts";
import type { SiteCase } from "../../pages/index.ts";
import type { Rulebook } from "../../rulebook/rulebook.ts";
import { createFixtureRunner } from "../../testing/run-fixture.ts";
import { readFixture } from "../commands/fixtures.ts";
import { listJson } from "../files.ts";

/** The folder that is looked into unless another one is given; it need not be there. */
export const defaultCases = "fixtures/cases";

/** The fixtures below a folder, and what keeps some from being read. Throws `UsageError` for a folder that is not there. */
export function readCases(folder: string, rulebook: Rulebook): { cases: SiteCase[]; issues: Issue[] } {
  const cases: SiteCase[] = [];
  const issues: Issue[] = [];
  if (folder === defaultCases && !existsSync(folder)) return { cases, issues };
  const runner = createFixtureRunner(rulebook);
  for (const file of listJson(folder, true)) {
    const { fixture, issues: found } = readFixture(file);
    issues.push(...found);
    if (fixture === undefined) continue;
    try {
      cases.push({ name: nameOf(file, folder), title: fixture.title, patients: runner.patients(fixture) });
    } catch (error) {
      if (!(error instanceof CaseError)) throw error;
      issues.push(...error.issues.map((issue) => ({ ...issue, file })));
    }
  }
  return { cases, issues };
}

/** The name of a case in its folder: the same wherever the folder lies. */
function nameOf(file: string, folder: string): string {
  return file
    .slice(folder.length)
    .split(/[\\/]/)
    .filter(Boolean)
    .join("/")
    .replace(/\.json$/, "");
}
