import type { Governance, Rule } from "../../rulebook/rule.ts";

/** How long a rule holds, and when it is to be looked at again. */
export function governanceText({ status, effectiveFrom, effectiveTo, reviewDue }: Governance): string {
  const until = effectiveTo === undefined ? "" : ` to ${effectiveTo}`;
  const review = status === "under-review" ? "under review" : `to be reviewed by ${reviewDue}`;
  return `in force from ${effectiveFrom}${until}, ${review}`;
}

/** What is said of how long rules hold where it is the same for all of them; undefined where it is not, or nothing is said. */
export function commonGovernance(rules: readonly Rule[]): string | undefined {
  const texts = new Set(
    rules.map(({ governance }) => (governance === undefined ? undefined : governanceText(governance))),
  );
  const [only] = texts;
  return texts.size === 1 ? only : undefined;
}
