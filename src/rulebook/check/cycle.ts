import type { Issue } from "../../issues/issue.ts";
import { orderInStages } from "../stages.ts";
import { at, type RuleUnderCheck } from "./context.ts";

/** No rule needs, directly or through others, a slot that it sets. */
export function checkCycle(subjects: readonly RuleUnderCheck[]): Issue[] {
  const [any] = subjects;
  if (any === undefined) return [];
  const { cycle } = orderInStages(
    subjects.map(({ rule }) => rule),
    any.names.facts,
    any.names.slots.keys(),
  );
  if (cycle === undefined) return [];
  const subject = subjects.find(({ rule }) => cycle.includes(rule.name)) ?? any;
  return [
    at(
      subject,
      ["conditions"],
      "rulebook/dependency-cycle",
      `expected rules in an order, found a circle: ${cycle.map((name) => `\`${name}\``).join(" → ")}`,
      "let one of them read a fact of the case instead of a decided slot",
    ),
  ];
}
