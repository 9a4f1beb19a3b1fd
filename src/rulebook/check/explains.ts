import type { Issue } from "../../issues/issue.ts";
import { quote, suggest } from "../../issues/nearest.ts";
import { at, type RuleUnderCheck } from "./context.ts";

/** What a rule gives the background of is a rule of the rulebook. */
export function checkExplains(subjects: readonly RuleUnderCheck[]): Issue[] {
  const names = new Set(subjects.map(({ rule }) => rule.name));
  return subjects.flatMap((subject) =>
    (subject.rule.event.params.explains ?? []).flatMap((name, index) =>
      names.has(name)
        ? []
        : [
            at(
              subject,
              ["event", "params", "explains", index],
              "rulebook/unknown-rule",
              `unknown rule ${quote(name)}`,
              suggest(name, [...names]),
            ),
          ],
    ),
  );
}
