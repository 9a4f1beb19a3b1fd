import type { Governance, RuleDefinition, TopicFile } from "./rule.ts";

/** A rule with its file's governance, unless it has its own. */
export function withGovernance(rule: RuleDefinition, governance: Governance | undefined): RuleDefinition {
  return governance === undefined ? rule : { governance, ...rule };
}

/** A topic whose rules carry the governance of their file themselves. */
export function governedTopic({ topic, governance, rules }: TopicFile): TopicFile {
  return { topic, rules: rules.map((rule) => withGovernance(rule, governance)) };
}

/** Why a rule wants a second look. */
export type GovernanceMark = "under-review" | "review-overdue" | "not-yet-effective" | "no-longer-effective";

/**
 * What is to be said of a rule on a day: nothing where it is in force and its review is not due. Without a day only what holds
 * on any is said. Dates compare as text, since they are written year first.
 */
export function governanceMarks(governance: Governance | undefined, asOf: string | undefined): GovernanceMark[] {
  if (governance === undefined) return [];
  const { status, effectiveFrom, effectiveTo, reviewDue } = governance;
  const day = asOf?.slice(0, reviewDue.length);
  return [
    ...(status === "under-review" ? ["under-review" as const] : []),
    ...(day !== undefined && day > reviewDue ? ["review-overdue" as const] : []),
    ...(day !== undefined && day < effectiveFrom ? ["not-yet-effective" as const] : []),
    ...(day !== undefined && effectiveTo !== undefined && day > effectiveTo ? ["no-longer-effective" as const] : []),
  ];
}
