import type { ProposalChecks } from "../../rulebook/proposal.ts";

/** The facts that the critique of a proposal reads. */
export function critiqueFacts(checks: ProposalChecks): string[] {
  const proposed = Object.values(checks).flatMap((check: object) =>
    "fact" in check && typeof check.fact === "string" ? [check.fact] : [],
  );
  return [...proposed, checks.weightCeiling.weight, checks.spacing.elapsed];
}
