import type { Issue } from "../../issues/issue.ts";
import { wrap } from "../../report/text/layout.ts";
import { checkRulebook } from "../../rulebook/check-rulebook.ts";
import { embeddedRulebook } from "../../rulebook/embedded.ts";
import { readRuleFiles } from "../files.ts";
import { issueLines } from "../issues.ts";
import { exit, UsageError } from "../usage.ts";
import { type Command, type Output, printJson } from "./command.ts";

export const check: Command = async (operands, options) => {
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
