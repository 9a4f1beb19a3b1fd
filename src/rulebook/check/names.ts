import type { Issue } from "../../issues/issue.ts";
import { at, type RuleUnderCheck } from "./context.ts";

/** Each rule name stands once in the whole rulebook. */
export function checkNames(subjects: readonly RuleUnderCheck[]): Issue[] {
  const first = new Map<string, RuleUnderCheck>();
  return subjects.flatMap((subject) => {
    const earlier = first.get(subject.rule.name);
    first.set(subject.rule.name, earlier ?? subject);
    return earlier === undefined
      ? []
      : [
          at(
            subject,
            ["name"],
            "rulebook/duplicate-rule-name",
            `expected each rule name once, \`${subject.rule.name}\` stands in ${earlier.place.file} too`,
            "rename one of them",
          ),
        ];
  });
}
