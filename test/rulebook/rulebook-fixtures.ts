import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { IssueCode } from "../../src/issues/issue.ts";

/** Where the broken rulebooks stand: one folder for each failure. */
export const brokenFolder = "fixtures/rulebooks";

/** The file beside the rules that says what is wrong with them. */
export const expectedFile = "expected-issue.json";

export interface ExpectedIssue {
  readonly code: IssueCode;
  readonly path: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface BrokenRulebook {
  readonly failure: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly expected: readonly ExpectedIssue[];
}

/** All broken rulebooks, in the order of their names. */
export function brokenRulebooks(): BrokenRulebook[] {
  return readdirSync(brokenFolder)
    .sort()
    .map((failure) => {
      const folder = join(brokenFolder, failure);
      const names = readdirSync(folder).sort();
      return {
        failure,
        files: names
          .filter((name) => name !== expectedFile)
          .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") })),
        expected: JSON.parse(readFileSync(join(folder, expectedFile), "utf8")) as ExpectedIssue[],
      };
    });
}
