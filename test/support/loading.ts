import { createAdvisor } from "../../src/advisor/create-advisor.ts";
import { RulebookError } from "../../src/issues/errors.ts";
import { smallFile } from "./small-rulebook.ts";

/** Code and path of every reason why a file of these rules is refused; empty where it is loaded. */
export function refusals(rules: readonly unknown[]): { code: string; path: string }[] {
  try {
    createAdvisor({ rulebook: [smallFile(rules)] });
    return [];
  } catch (error) {
    if (!(error instanceof RulebookError)) throw error;
    return error.issues.map(({ code, path }) => ({ code, path }));
  }
}
