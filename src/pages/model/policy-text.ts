import type { Slot } from "../../rulebook/slots.ts";

/** What decides between several rules that apply, in words. */
export function policyText({ merge, disagreeBy }: Slot): string {
  if (merge.kind === "any") return "one rule is enough";
  return disagreeBy === "option" ? `all stand side by side (${merge.policy})` : merge.policy;
}
