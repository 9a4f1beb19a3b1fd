import type { Issue } from "../../issues/issue.ts";
import { issueAt, type Place } from "../shape.ts";
import { orderInStages } from "../stages.ts";
import { at, type RuleUnderCheck } from "./context.ts";

/** No rule needs, directly or through others, a slot that it sets; no fact of the vocabulary is made of itself. */
export function checkCycle(subjects: readonly RuleUnderCheck[], vocabulary: Place): Issue[] {
  const [any] = subjects;
  if (any === undefined) return [];
  const { cycle } = orderInStages(
    subjects.map(({ rule }) => rule),
    any.names.facts,
    any.names.slots.keys(),
  );
  if (cycle === undefined) return [];
  const circle = `found a circle: ${cycle.map((name) => `\`${name}\``).join(" → ")}`;
  const subject = subjects.find(({ rule }) => cycle.includes(rule.name));
  if (subject === undefined)
    return [
      issueAt(
        vocabulary,
        ["facts", cycle[0] as string],
        "rulebook/dependency-cycle",
        `expected facts in an order, ${circle}`,
        "let one of them be given, or be made of other facts",
      ),
    ];
  return [
    at(
      subject,
      ["conditions"],
      "rulebook/dependency-cycle",
      `expected rules in an order, ${circle}`,
      "let one of them read a fact of the case instead of a decided slot",
    ),
  ];
}
